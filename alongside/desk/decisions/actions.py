"""Recording what is asked of a body, and what it decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.said import day_said

# What other apps do in the same transaction, in their `decided.py`.
FOLLOWS: list[Callable[[User, Decision], None]] = []


def when_decided(follow: Callable[[User, Decision], None]):
    """Register what an app does once something was decided or refused."""
    FOLLOWS.append(follow)
    return follow


@transaction.atomic
def add_body(*, by: User, name: str, kind: str, quorum: int | None = None) -> Body:
    body = Body(name=name, kind=kind, quorum=quorum)
    return keep(body, by=by, action="add body", kind=kind)


@once
@transaction.atomic
def record_decision(
    *,
    by: User,
    body: Body,
    reference: str,
    what: str,
    conditions: str,
    state: str,
    decided_on: date | None,
) -> Decision:
    """Record a decision, made or awaited."""
    decision = Decision(
        body=body,
        reference=reference,
        what=what,
        conditions=conditions,
        state=state,
        decided_on=decided_on,
        recorded_by=by,
    )
    return keep(decision, by=by, action="record decision", state=state)


@transaction.atomic
def make_decision(
    *, by: User, decision: Decision, state: str, decided_on: date, conditions: str
) -> Decision:
    """Say what was decided of something awaited, and do all that waited for it."""
    decision = awaited(decision)
    if decision.body.quorum:
        raise ValidationError(
            f"The members of {decision.body} vote on this here. One of them closes the "
            "vote, and what was decided follows from it."
        )
    decision.conditions = conditions
    return settle(by, decision, state, decided_on)


def awaited(decision: Decision) -> Decision:
    """Return a decision, locked; refuse one that was made already."""
    decision = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("body")
        .get(pk=decision.pk)
    )
    if decision.state != Decision.State.AWAITED:
        raise ValidationError(
            f"This was {decision.get_state_display().lower()} already, on "
            f"{day_said(decision.decided_on)}. Record a later decision by itself."
        )
    return decision


def settle(
    by: User, decision: Decision, state: str, on: date, **detail: int
) -> Decision:
    """Make a decision, and do all that waited for it; inside the action that does so."""
    decision.state, decision.decided_on = state, on
    keep(decision, by=by, action="make decision", state=state, **detail)
    for follow in FOLLOWS:
        follow(by, decision)
    return decision
