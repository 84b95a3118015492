"""Posts of the town, decided by its committee."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone

from alongside.desk.decisions import actions as decisions
from alongside.desk.workforce import post_actions as actions
from alongside.desk.workforce.models import PostRole, StaffMember

TODAY = date(2026, 3, 10)
APRIL = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def ledger(town):
    """A committee that decided in 2025, a role, and what makes posts and people."""
    hal = town.hal
    committee = decisions.add_body(by=hal, name="Committee", kind="committee")

    def decision(reference, state="decided", on=date(2025, 1, 6)):
        return decisions.record_decision(
            by=hal, body=committee, reference=reference, what="Posts.", conditions="",
            state=state, decided_on=on if state == "decided" else None,
        )  # fmt: skip

    approved = decision("Report 6")
    role = PostRole.objects.create(name="Social worker", registered=True)

    def post(number, team=town.north, **values):
        return actions.create_post(
            by=hal, number=number, role=role, needed=(),
            **{
                "title": "Social worker", "funding": "", "planned_on": date(2025, 2, 3),
                "decision": approved, "why": "", "fte": Decimal(1), "team": team,
                "grade": "8", "line_manager": None, "last_on": None,
            } | values,
        )  # fmt: skip

    def change(post, kind, needed=(), **values):
        return actions.change_post(
            by=hal, post=post, kind=kind, needed=needed,
            **{"planned_on": APRIL, "decision": approved, "why": ""} | values,
        )  # fmt: skip

    def staff(name, **values):
        return StaffMember.objects.create(name=name, **values)

    return SimpleNamespace(
        town=town, by=hal, decision=decision, approved=approved, role=role,
        post=post, change=change, staff=staff,
    )  # fmt: skip
