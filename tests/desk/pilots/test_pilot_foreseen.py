"""What a plan is told beforehand that its design can show, and what lots still answer for."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.pilots import plan_actions as actions
from alongside.desk.pilots.asking import question_of
from alongside.desk.pilots.foreseen import foreseen, ways_said
from alongside.desk.pilots.models import Pilot
from alongside.desk.pilots.panel_drawn import panel_of
from alongside.desk.workforce.models import Team
from alongside.reckon.pilots.panel import read_text
from tests.house.pilots_subjects import PLAN

SEED = "3 14 15 26 41 58"


def teams_of(**kinds: int) -> list[Team]:
    return [
        Team.objects.create(name=f"{kind} {n}", kind=kind)
        for kind, many in kinds.items()
        for n in range(many)
    ]


@pytest.fixture
def by_lot(town):
    return actions.plan_pilot(by=town.sam, **PLAN | {"chosen_how": "lot"})


def drawn(town, pilot: Pilot, teams: list[Team], number: int | None) -> Pilot:
    actions.draw_lots(by=town.sam, pilot=pilot, teams=teams, seed=SEED, number=number)
    return Pilot.objects.get(pk=pilot.pk)


def test_lots_within_kinds_count_their_own_ways(town, by_lot):
    """One of two of each of two kinds: 2 x 2 ways, each with its mirror. Of all four, 6."""
    found = drawn(town, by_lot, teams_of(assessment=2, looked_after=2), None)
    assert ways_said(found) == (
        "The lots could have fallen in 4 ways. However large the gap, at least 2 of them "
        "would differ as much: p never falls below 0.5. That is too few: whatever happens, "
        "nothing could be judged by it."
    )


def test_some_signs_are_the_most_of_few_ways(town):
    """Two of six: 15 ways, none of them the mirror; 1 of 15 is 0.067."""
    plan = actions.plan_pilot(by=town.sam, **PLAN)
    arms = ["pilot"] * 2 + ["comparison"] * 4
    parts = zip(teams_of(assessment=6), map(actions.Part, arms), strict=True)
    actions.set_teams(by=town.sam, pilot=plan, parts=dict(parts))
    said = ways_said(plan)
    assert "divided in 15 ways" in said and "never falls below 0.067" in said
    assert said.endswith("it could show some signs at most, and no evidence.")


def test_lots_among_all_count_all_the_ways(town, by_lot):
    found = drawn(town, by_lot, teams_of(assessment=3, looked_after=4), 3)
    assert "in 35 ways" in ways_said(found) and "some signs" not in ways_said(found)


def test_lots_that_can_show_nothing_are_not_drawn(town, by_lot):
    """One of two, of two and of three: 12 ways. Three of all seven: 35."""
    teams = teams_of(assessment=2, looked_after=2, protection=3)
    with pytest.raises(ValidationError, match="never fall below 0.083"):
        drawn(town, by_lot, teams, None)
    assert not Pilot.objects.get(pk=by_lot.pk).teams.exists()
    assert drawn(town, by_lot, teams, 3).draw


def test_lots_answer_only_for_the_teams_they_fell_on(town, of_months):
    """Once locked the teams may be changed with a reason; but then no lot chose them."""
    pilot = drawn_of_months(town, of_months)
    panel = read_text(panel_of(pilot).text)
    assert question_of(pilot, panel).circumstances.by_lot
    actions.lock_plan(by=town.sam, pilot=pilot)
    parts = {each.team: actions.Part(each.arm) for each in pilot.teams.all()}
    one, other = list(parts)[0], list(parts)[-1]
    parts[one], parts[other] = parts[other], parts[one]
    actions.set_teams(by=town.sam, pilot=pilot, parts=parts, reason="It was short.")
    told = question_of(pilot, panel).circumstances
    assert not told.by_lot
    assert "the teams that took part are not those that the lots fell on" in told.known


def drawn_of_months(town, of_months: Pilot) -> Pilot:
    plan = {name: getattr(of_months, name) for name in (*PLAN, "cost")}
    lot = plan | {"name": "Drawn", "chosen_how": "lot"}
    pilot = actions.plan_pilot(by=town.sam, **lot)
    teams = [each.team for each in of_months.teams.select_related("team")]
    return drawn(town, pilot, teams, 3)


def test_who_drew_lots_is_not_told_to_draw_them(town, of_months):
    assert any("Draw lots" in each for each in foreseen(of_months))
    said = foreseen(drawn_of_months(town, of_months))
    assert said and not any("Draw lots" in each for each in said)


def test_a_short_past_is_not_taken_for_the_plan(of_months):
    """Six months before the start let one be set beside one; the plan has six."""
    said = " ".join(foreseen(of_months))
    assert "1 month before any date could be set beside 1 after it" in said
    assert "The plan sets 6 before its start" in said
    assert "2 periods before, not 1" not in said
    assert "The smallest change worth having, 1 case, would be seen in " in said
