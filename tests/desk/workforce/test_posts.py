"""Posts: their changes wait for what they need, and nothing before is overwritten."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.decisions.actions import make_decision
from alongside.desk.workforce import post_actions as actions
from alongside.desk.workforce.holding_actions import put_in_post
from alongside.desk.workforce.ledger import standing_on
from alongside.desk.workforce.models import JobDescription, Post, PostChange
from tests.desk.workforce.conftest import APRIL, TODAY

HALF = Decimal("0.5")


def decide(ledger, decision, state="decided", on=date(2026, 4, 20)):
    make_decision(
        by=ledger.by, decision=decision, state=state, decided_on=on, conditions=""
    )


def test_a_change_waits_for_its_decision_and_then_takes_effect(ledger):
    post, asked = ledger.post("P1"), ledger.decision("Report 7", "awaited")
    change = ledger.change(post, "fte", fte=HALF, decision=asked)
    assert (change.effective_on, change.waits_for) == (None, ["the decision"])
    assert standing_on(post, date(2027, 1, 1)).fte == 1
    decide(ledger, asked)
    change.refresh_from_db()
    assert change.effective_on == date(2026, 4, 20), "not before it was decided"
    days = [date(2026, 4, 19), date(2026, 4, 20)]
    assert [standing_on(post, day).fte for day in days] == [1, HALF]


def test_what_is_refused_never_takes_effect_and_waits_no_more(ledger):
    asked = ledger.decision("Report 7", "awaited")
    change = ledger.change(ledger.post("P1"), "end", decision=asked)
    assert change in PostChange.objects.waiting()
    decide(ledger, asked, "refused")
    change.refresh_from_db()
    assert change.effective_on is None
    assert not PostChange.objects.waiting().exists()
    with pytest.raises(ValidationError, match="nothing can rest on it"):
        ledger.change(change.post, "end", decision=change.decision)


def test_each_needed_step_is_waited_for_and_the_last_gives_the_day(ledger, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 4, 6))
    post = ledger.post("P1")
    change = ledger.change(post, "end", needed=("hr_advice", "notice"))
    assert change.waits_for == ["HR advice", "notice to agency staff"]
    advice, union, notice = change.steps.all()
    assert not union.needed
    actions.note_step(by=ledger.by, step=notice, needed=True, done_on=date(2026, 4, 6))
    assert standing_on(post, date(2026, 12, 1))
    actions.note_step(by=ledger.by, step=advice, needed=True, done_on=TODAY)
    change.refresh_from_db()
    assert change.effective_on == date(2026, 4, 6)
    assert standing_on(post, date(2026, 4, 5))
    assert standing_on(post, date(2026, 4, 6)) is None


def test_a_step_that_turns_out_not_to_be_needed_holds_nothing_up(ledger):
    change = ledger.change(ledger.post("P1"), "grade", needed=("notice",), grade="9")
    (notice,) = [step for step in change.steps.all() if step.needed]
    with pytest.raises(ValidationError, match="is still to come"):
        actions.note_step(
            by=ledger.by,
            step=notice,
            needed=True,
            done_on=timezone.localdate() + timedelta(days=1),
        )
    actions.note_step(by=ledger.by, step=notice, needed=False, done_on=None)
    change.refresh_from_db()
    assert change.effective_on == APRIL, "its own day, for nothing came later"
    with pytest.raises(ValidationError, match="took effect on 1 April 2026"):
        actions.note_step(by=ledger.by, step=notice, needed=True, done_on=TODAY)


def test_a_post_without_a_decision_stands_and_says_so(ledger):
    post = ledger.post("P1", decision=None)
    assert standing_on(post, TODAY)
    assert post.changes.get().decision is None


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        ("fte", {"fte": Decimal(1)}, "so already on that day"),
        ("fte", {}, "Enter the FTE"),
        ("grade", {"grade": "8"}, "so already"),
        ("extend", {"last_on": date(2026, 3, 31)}, "cannot be before 1 April 2026"),
        ("end", {"planned_on": date(2025, 2, 2)}, "does not stand on 2 February 2025"),
    ],
)
def test_a_change_is_refused_with_why(ledger, kind, values, told):
    post = ledger.post("P1")
    with pytest.raises(ValidationError, match=told):
        ledger.change(post, kind, **values)
    assert post.changes.count() == 1


def test_a_lapsed_post_may_be_extended_again(ledger):
    post = ledger.post("P1", last_on=date(2026, 2, 28))
    assert standing_on(post, TODAY) is None
    ledger.change(post, "extend", planned_on=TODAY, last_on=None)
    assert standing_on(post, TODAY).last_on is None


def test_a_post_with_people_in_it_is_not_ended_under_them(ledger):
    post = ledger.post("P1")
    put_in_post(
        by=ledger.by, post=post, staff=ledger.staff("Kit Rowe"), basis="substantive",
        fte=Decimal("0.6"), since=date(2026, 6, 1), until=None, home=None,
        backfilled_by=None,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="0.60 FTE of it is held on 1 June 2026"):
        ledger.change(post, "end")
    with pytest.raises(ValidationError, match="0.50 would be left"):
        ledger.change(post, "fte", fte=HALF)
    ledger.change(post, "fte", fte=Decimal("0.6"))


def test_whose_posts_a_person_sees(ledger):
    town = ledger.town
    manager = ledger.staff("Asha Patel", user=town.sef)
    ledger.post("P1")
    moved = ledger.post("P2")
    ledger.change(moved, "team", planned_on=TODAY, team=town.south)
    ledger.post("P3", team=town.south)
    ledger.post("P4", team=town.south, line_manager=manager)

    def seen(person):
        return [each.number for each in Post.objects.visible_to(person).by_number()]

    every = ["P1", "P2", "P3", "P4"]
    assert {name: seen(getattr(town, name)) for name in ("mo", "sef", "sam", "wes")} == {
        "mo": ["P1"], "sef": ["P1", "P4"], "sam": every, "wes": [],
    }  # fmt: skip
    assert seen(town.hal) == seen(town.ana) == every
    changes = PostChange.objects.visible_to(town.mo)
    assert {change.post.number for change in changes} == {"P1"}
    assert not PostChange.objects.visible_to(town.wes).exists()


def test_a_move_to_come_shows_a_post_to_nobody_yet(ledger):
    post = ledger.post("P1")
    ledger.change(post, "team", team=ledger.town.south)
    assert list(Post.objects.visible_to(ledger.town.mo)) == [post]


def test_a_grade_is_provisional_until_the_job_is_evaluated(ledger):
    first = actions.add_job_description(
        by=ledger.by, role=ledger.role, from_on=date(2025, 1, 1),
        changes="As the first posts.", grade="5", evaluated_on=None,
    )  # fmt: skip
    assert first.is_provisional
    actions.evaluate_job(
        by=ledger.by, job_description=first, grade="6", evaluated_on=TODAY
    )
    first.refresh_from_db()
    assert (first.grade, first.is_provisional) == ("6", False)
    with pytest.raises(ValidationError, match="was evaluated on 10 March 2026"):
        actions.evaluate_job(
            by=ledger.by, job_description=first, grade="7", evaluated_on=TODAY
        )
    with pytest.raises(ValidationError, match="Choose that day or a later one"):
        actions.add_job_description(
            by=ledger.by, role=ledger.role, from_on=date(2024, 1, 1), changes="Older.",
            grade="5", evaluated_on=None,
        )  # fmt: skip
    assert JobDescription.objects.count() == 1
