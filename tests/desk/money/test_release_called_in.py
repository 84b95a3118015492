"""A release of grant has no effect while its decision can be called in."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from alongside.desk.decisions.actions import make_decision, record_decision
from alongside.desk.decisions.after_actions import end_call_ins
from alongside.desk.decisions.models import Body
from alongside.desk.money.grant_actions import ask_release
from alongside.desk.money.models import Funder, Grant, GrantEntry

DAY = date(2026, 3, 9)  # a Monday: five working days after it end on Monday the 16th


def test_it_counts_from_the_day_after_it_could_be_called_in(town, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY)
    executive = Body.objects.create(name="Executive", kind="committee", call_in_days=5)
    decision = record_decision(
        by=town.dot, body=executive, reference="Release", what="£72,000.", conditions="",
        state="awaited", decided_on=None,
    )  # fmt: skip
    grant = Grant.objects.create(
        name="Improvement fund", funder=Funder.objects.create(name="Department"),
        reference="L1", letter_on=DAY, starts_on=DAY, keeper=town.fay,
    )  # fmt: skip
    GrantEntry.objects.create(
        grant=grant, kind="award", happened_on=DAY, pounds=130_000, by=town.fay,
        at=timezone.now(),
    )  # fmt: skip
    asked = ask_release(
        by=town.fay, grant=grant, happened_on=DAY, pounds=72_000, decision=decision
    )
    make_decision(
        by=town.dot, decision=decision, state="decided", decided_on=DAY, conditions=""
    )
    asked.refresh_from_db()
    assert asked.waits
    end_call_ins(date(2026, 3, 17))
    asked.refresh_from_db()
    assert asked.counts and asked.happened_on == date(2026, 3, 17)
