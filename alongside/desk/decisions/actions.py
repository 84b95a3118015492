"""Recording what is asked of a body, and what it decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.decisions.notice import call_in_ends, why_not_on
from alongside.desk.said import day_said

# What other apps do in the same transaction, in their `decided.py`.
# By whom is None where nobody did it: the days of a call-in ran out.
FOLLOWS: list[Callable[[User | None, Decision], None]] = []


def when_decided(follow: Callable[[User | None, Decision], None]):
    """Register what an app does once something has effect, or was refused.

    Also once it was decided and waits: what follows asks `decision.waits`.
    """
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
    decision.full_clean()  # before its days are counted
    _open_to_call_in(decision, decided_on)
    return keep(decision, by=by, action="record decision", state=decision.state)


@transaction.atomic
def make_decision(
    *,
    by: User,
    decision: Decision,
    state: str,
    decided_on: date,
    conditions: str,
    published_on: date | None = None,
    no_call_in: str = "",
) -> Decision:
    """Say what was decided of something awaited, and do all that waited for it.

    Where its body's decisions can be called in, it waits from the day it was published on
    until that is over; `no_call_in` says why it is too urgent to.
    """
    decision = awaited(decision)
    if decision.body.quorum:
        raise ValidationError(
            f"The members of {decision.body} vote on this here. One of them closes the "
            "vote, and what was decided follows from it."
        )
    decision.conditions = conditions
    decision.no_call_in = no_call_in or decision.no_call_in
    return settle(by, decision, state, decided_on, published_on)


def awaited(decision: Decision) -> Decision:
    """Return a decision, locked; refuse one that was made already."""
    decision = (
        Decision.objects.select_for_update(of=("self",), no_key=True)
        .select_related("body")
        .get(pk=decision.pk)
    )
    if decision.state != Decision.State.AWAITED:
        raise ValidationError(
            f"This was {decision.get_state_display().lower()} already, on "
            f"{day_said(decision.decided_on)}. Record a later decision by itself."
        )
    return decision


def to_rest_on(decision: Decision | None) -> Decision | None:
    """Return a decision as it stands now, which nobody makes before this transaction ends.

    Made meanwhile, it would never see what comes to rest on it. Refuses one that was
    refused, also a moment ago.
    """
    if decision is None:
        return None
    now = Decision.objects.select_for_update(of=("self",), no_key=True).get(
        pk=decision.pk
    )
    if now.state == Decision.State.REFUSED:
        raise ValidationError(
            {"decision": "This was refused, so nothing can rest on it. Choose another."}
        )
    return now


def settle(
    by: User,
    decision: Decision,
    state: str,
    on: date,
    published_on: date | None = None,
    **detail: int,
) -> Decision:
    """Make a decision, and do all that waited for it; inside the action that does so."""
    if refusal := why_not_on(decision, on):
        raise ValidationError(refusal)
    decision.state, decision.decided_on = state, on
    decision.full_clean()  # before its days are counted
    _open_to_call_in(decision, published_on or on)
    return take_effect(by, decision, "make decision", **detail)


def take_effect(by: User | None, decision: Decision, action: str, **detail) -> Decision:
    """Keep a decision, and let follow what follows; inside the action that does so."""
    keep(decision, by=by, action=action, state=decision.state, **detail)
    for follow in FOLLOWS:
        follow(by, decision)
    return decision


def _open_to_call_in(decision: Decision, published_on: date | None) -> None:
    """Let what was just decided wait while it can be called in."""
    if decision.state != Decision.State.DECIDED or published_on is None:
        return
    if published_on < (decision.decided_on or published_on):
        raise ValidationError(
            {"published_on": "It cannot be published before it is decided."}
        )
    until = call_in_ends(decision, published_on)
    if until and until >= timezone.localdate():
        decision.state = Decision.State.CAN_BE_CALLED_IN
        decision.call_in_until = until
