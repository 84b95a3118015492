"""The forward plan as its reader sees it, and what somebody owes by what was decided."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from alongside.desk.decisions.models import Decision, Undertaking
from alongside.desk.decisions.notice import publish_by, why_not_on


class Planned(NamedTuple):
    """Something to be decided: the last day for its notice, and what is wrong with that."""

    decision: Decision
    notice_by: date | None
    wrong: str


def planned(decision: Decision) -> Planned:
    """Return something awaited with its notice: what is wrong with it, if it is met as planned."""
    day = decision.meets_on
    if day is None or not decision.key:
        return Planned(decision, None, "")
    return Planned(decision, publish_by(day), why_not_on(decision, day))


def planned_for(user, today: date) -> dict[str, Any]:
    """Return what is planned, what can be or was called in, and what is owed, that is seen."""
    seen = Decision.objects.visible_to(user).select_related("body")
    states = (Decision.State.CAN_BE_CALLED_IN, Decision.State.CALLED_IN)
    owed = Undertaking.objects.visible_to(user).open().soonest_first()
    return {
        "planned": [planned(each) for each in seen.planned()],
        "unplanned": seen.awaited().filter(meets_on=None).latest_first(),
        "open_to_call_in": seen.filter(state__in=states).order_by("call_in_until"),
        "undertakings": owed,
        "late": owed.late(today).count(),
    }


def undertaken_by(user) -> list[Undertaking]:
    """Return what this person owes: what is open first."""
    theirs = Undertaking.objects.visible_to(user).owed_by(user).soonest_first()
    return sorted(theirs, key=lambda each: each.done_on is not None)
