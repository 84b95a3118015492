"""Recording what is asked of a body, and what it decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.said import day_said

# What other apps do in the same transaction, in their `decided.py`.
FOLLOWS: list[Callable[[User, Decision], None]] = []


def when_decided(follow: Callable[[User, Decision], None]):
    """Register what an app does once something was decided or refused."""
    FOLLOWS.append(follow)
    return follow


@transaction.atomic
def add_body(*, by: User, name: str, kind: str) -> Body:
    body = Body(name=name, kind=kind)
    return keep(body, by=by, action="add body", kind=kind)


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
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.state != Decision.State.AWAITED:
        raise ValidationError(
            f"This was {decision.get_state_display().lower()} already, on "
            f"{day_said(decision.decided_on)}. Record a later decision by itself."
        )
    decision.state, decision.decided_on = state, decided_on
    decision.conditions = conditions
    keep(decision, by=by, action="make decision", state=state)
    for follow in FOLLOWS:
        follow(by, decision)
    return decision
