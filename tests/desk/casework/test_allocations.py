"""Who holds which child, as an import leaves it: told by its days, and put back when undone."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.casework import undo_actions
from alongside.desk.casework.allocated import ALLOCATION, WEEKS, Held, allocated
from alongside.desk.casework.models import Allocation, Flow
from alongside.desk.people.actions import restrict_record
from alongside.desk.workforce.models import Worker
from tests.desk.casework.exports import MONDAY, Told, imported
from tests.story import Story

TUESDAY = date(2026, 3, 10)


def told(story: Story, on: date = MONDAY, dues=(), hidden=()) -> Held:
    return allocated(story.records, dues, {"W1": ("Wes", "North")}, on, hidden)


def rows(*asked, **more) -> list[dict]:
    return [dict(zip(ALLOCATION, r, strict=True)) for r in told(*asked, **more).rows]


def flows(*asked, **more) -> dict[str, tuple]:
    """By team and worker, in which weeks back cases were opened, and in which closed."""
    return {
        f"{team} {worker}".strip(): tuple(
            [week for week, number in enumerate(counts) for _ in range(number)]
            for counts in (opened, closed)
        )
        for team, worker, opened, closed in told(*asked, **more).flows
    }


def test_of_two_workers_at_once_the_latest_counts():
    story = Story().allocated("W1", "North", "2026-01-05")
    story.allocated("W2", "North", "2026-02-02")
    assert [row["worker"] for row in rows(story)] == ["W2"]
    assert set(flows(story)) == {"North", "North W2"}


def test_another_role_holds_no_case():
    assert rows(Story().allocated("W1", "North", "2026-01-05", role="IRO")) == []


def test_a_new_worker_of_the_same_team_neither_comes_nor_leaves():
    """8 weeks before Monday 9 March is 12 January; 18 weeks before, 3 November."""
    story = Story().allocated("W1", "North", "2025-11-03", "2026-01-12")
    story.allocated("W2", "North", "2026-01-12")
    assert flows(story) == {
        "North": ([18], []),
        "North W1": ([18], [8]),
        "North W2": ([8], []),
    }


def test_another_team_does():
    story = Story().allocated("W1", "North", "2025-11-03", "2026-01-12")
    story.allocated("W2", "South", "2026-01-12")
    found = flows(story)
    assert (found["North"], found["South"]) == (([18], [8]), ([8], []))


def test_who_comes_back_after_a_day_without_the_team_came_twice():
    story = Story().allocated("W1", "North", "2025-11-03", "2026-01-12")
    story.allocated("W1", "North", "2026-01-13")
    assert flows(story)["North"] == ([7, 18], [8])


def test_a_week_ends_on_the_day_of_the_export():
    story = Story().allocated("W1", "North", "2026-03-02").allocated("W1", "North", "2026-03-03", child="B")  # fmt: skip
    assert flows(story)["North"] == ([0, 1], [])


@pytest.mark.parametrize(
    ("ended", "held", "weeks"),
    [
        ("2026-03-09", 0, {"North": ([], [0]), "North W1": ([], [0])}),
        ("2026-03-10", 1, {"North": ([], []), "North W1": ([], [])}),
        ("2025-03-10", 0, {}),
        ("2025-03-11", 0, {"North": ([], [51]), "North W1": ([], [51])}),
    ],
)
def test_one_that_ended_on_the_day_is_over_and_52_weeks_are_counted(ended, held, weeks):
    story = Story().allocated("W1", "North", "2025-01-06", ended)
    assert len(rows(story)) == held
    assert flows(story) == weeks
    assert WEEKS == 52


def test_a_restricted_child_is_in_no_figure_for_everybody():
    story = Story().allocated("W1", "North", "2026-01-05")
    assert flows(story, hidden={"A"}) == {}
    assert len(rows(story, hidden={"A"})) == 1  # who may see it is asked with each page


def test_one_that_begins_on_the_day_is_held():
    story = Story().allocated("W1", "North", "2026-03-09")
    assert (len(rows(story)), flows(story)["North"]) == (1, ([0], []))


def test_one_that_ended_on_the_day_it_began_never_was():
    assert flows(Story().allocated("W1", "North", "2026-02-02", "2026-02-02")) == {}


def test_one_that_begins_later_is_not_held_yet():
    assert rows(Story().allocated("W1", "North", "2026-03-10")) == []


def test_a_team_left_out_is_that_of_the_workers_clocks():
    assert rows(Story().allocated("W1", None, "2026-01-05"))[0]["team"] == "North"


def test_the_plan_that_counts_most_is_told():
    story = Story().allocated("W1", "North", "2026-01-05")
    story.cin_plan("N1", "2026-01-05").cp_plan("P1", "2026-02-02", ended="2026-03-09")
    assert rows(story)[0]["plan"] == "child_in_need"
    assert rows(story, date(2026, 3, 8))[0]["plan"] == "child_protection"
    assert rows(story.care("C1", "2026-03-01"))[0]["plan"] == "looked_after"


def test_without_allocations_the_worker_of_the_newest_running_clock_is_told():
    def clock(started: str, worker: str | None, status: str = "open") -> tuple:
        return ("A", "S47_ICPC", started, 1, None, None, None, status, "North", worker)

    dues = [clock("2026-01-05", "W1"), clock("2026-02-02", "W2"), clock("2026-02-03", None),
            clock("2026-03-02", "W3", "met")]  # fmt: skip
    found = rows(Story().without("ssd_involvements"), dues=dues)
    assert [(row["worker"], row["since"]) for row in found] == [("W2", None)]


def first() -> Told:
    return (
        Told().person("900123").person("900124").person("900125")
        .s47_of("900123", "2026-03-02").s47_of("900124", "2026-03-03", "South")
        .s47_of("900125", "2026-03-03")
        .allocated("W1", "North", "2026-01-05", child="900123")
        .allocated("W1", "North", "2026-02-02", child="900125")
        .allocated("W2", "South", "2026-01-05", child="900124")
    )  # fmt: skip


def held(user) -> list[tuple]:
    seen = Allocation.objects.visible_to(user)
    return sorted(seen.values_list("child__case_id", "worker__source_id"))


@pytest.mark.usefixtures("today", "home", "few_years")
def test_an_import_tells_them_and_undoing_it_tells_those_of_before(town):
    imported(town.ana, first(), MONDAY)
    before = held(town.sam)
    assert before == [("900123", "W1"), ("900124", "W2"), ("900125", "W1")]
    second = first().allocated("W9", "North", "2026-03-09", child="900123")
    extract = imported(town.ana, second, TUESDAY)
    assert held(town.sam)[0] == ("900123", "W9")
    assert Worker.objects.get(source_id="W9").team == town.north
    undo_actions.undo_extract(by=town.ana, extract=extract, reason="The wrong file")
    assert held(town.sam) == before
    assert not Worker.objects.filter(source_id="W9").exists()


@pytest.mark.usefixtures("today", "home", "few_years")
def test_nobody_is_told_of_a_child_restricted_to_others_nor_of_another_team(town):
    imported(town.ana, first(), MONDAY)
    assert held(town.mo) == [("900123", "W1")]
    assert held(town.ana) == [("900123", "W1"), ("900124", "W2")]
    town.sam.is_active = town.mo.is_active = False
    assert held(town.mo) == []


@pytest.mark.usefixtures("today", "home", "few_years")
def test_the_next_import_counts_a_restricted_child_in_no_week(town):
    def came() -> int:
        return sum(sum(flow.opened) for flow in Flow.objects.filter(worker=None))

    imported(town.ana, first(), MONDAY)
    assert came() == 2  # Jo's record is restricted from the start
    restrict_record(
        by=town.sam, child=town.skye, reason="Known here", people=[town.sam]
    )
    imported(town.ana, first().cin_visit("2026-03-09", child="900123"), TUESDAY)
    assert came() == 1


@pytest.mark.usefixtures("today", "home", "few_years")
def test_weeks_are_shown_of_ones_teams(town):
    imported(town.ana, first(), MONDAY)
    seen = Flow.objects.visible_to(town.mo).filter(worker=None)
    assert [flow.team for flow in seen] == [town.north]
    assert Flow.objects.visible_to(town.sam).filter(worker=None).count() == 2
