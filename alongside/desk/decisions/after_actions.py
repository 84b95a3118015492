"""The plan of what is to be decided, scrutiny, call-ins, minutes, and what is to be done."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.decisions.actions import awaited, take_effect
from alongside.desk.decisions.models import (
    Body,
    CallIn,
    Decision,
    Scrutiny,
    Undertaking,
)
from alongside.desk.said import day_said

State = Decision.State


@transaction.atomic
def set_call_in(*, by: User, body: Body, call_in_days: int | None) -> Body:
    """Say for how many working days a body's decisions can be called in; None: never."""
    body = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    body.call_in_days = call_in_days
    return keep(
        body, by=by, action="set call-in", fields=["call_in_days"], days=call_in_days
    )


@transaction.atomic
def plan_decision(*, by: User, decision: Decision, **plan) -> Decision:
    """Put something awaited into the forward plan: its day, whether it is key, its notice."""
    decision = awaited(decision)
    for name in ("meets_on", "key", "notice_on", "short_notice", "short_notice_why"):
        setattr(decision, name, plan[name])
    return keep(decision, by=by, action="plan decision", key=decision.key)


@once
@transaction.atomic
def note_scrutiny(
    *, by: User, decision: Decision, body: Body, on: date, said: str, answer: str
) -> Scrutiny:
    """Keep what a scrutiny body said before the decision."""
    decision = awaited(decision)
    if body == decision.body:
        raise ValidationError({"body": "Who decides does not scrutinise it as well."})
    made = Scrutiny(
        decision=decision, body=body, on=on, said=said, answer=answer, by=by
    )
    return keep(made, by=by, action="note scrutiny")


@transaction.atomic
def call_in(
    *, by: User, decision: Decision, asked_on: date, who: str, why: str
) -> CallIn:
    """Keep that a decision is called in: it has no effect until that is settled."""
    decision = _locked(decision)
    if decision.state != State.CAN_BE_CALLED_IN:
        raise ValidationError(f"This is {_stands(decision)}: it cannot be called in.")
    if not decision.decided_on <= asked_on <= decision.call_in_until:
        raise ValidationError(
            {
                "asked_on": "It can be called in from "
                f"{day_said(decision.decided_on)} to {day_said(decision.call_in_until)}."
            }
        )
    made = CallIn(
        decision=decision, asked_on=asked_on, who=who, why=why, by=by,
        decided_on=decision.decided_on,
    )  # fmt: skip
    decision.state = State.CALLED_IN
    keep(decision, by=by, action="call in decision")
    return keep(made, by=by, action="keep call-in")


@transaction.atomic
def settle_call_in(
    *, by: User, decision: Decision, outcome: str, settled_on: date, said: str
) -> Decision:
    """Say what came of a call-in: the decision has effect, or is awaited again.

    What is referred back is decided once more, and is not called in a second time.
    """
    decision = _locked(decision)
    if decision.state != State.CALLED_IN:
        raise ValidationError(f"This is {_stands(decision)}: no call-in is open.")
    asked = decision.call_ins.select_for_update(no_key=True).get(outcome="")
    if settled_on < asked.asked_on:
        raise ValidationError(
            {"settled_on": f"It was called in on {day_said(asked.asked_on)}."}
        )
    asked.outcome, asked.settled_on, asked.said = outcome, settled_on, said
    keep(asked, by=by, action="settle call-in", outcome=outcome)
    decision.call_in_until = None
    if outcome == CallIn.Outcome.STANDS:
        decision.state, decision.in_force_on = State.DECIDED, settled_on
        return take_effect(by, decision, "let decision stand")
    decision.state, decision.decided_on = State.AWAITED, None
    decision.no_call_in = f"Called in before, on {day_said(asked.asked_on)}"
    return keep(decision, by=by, action="refer decision back")


@transaction.atomic
def end_call_ins(today: date) -> list[Decision]:
    """Let everything take effect whose days to be called in are over."""
    over = Decision.objects.filter(
        state=State.CAN_BE_CALLED_IN, call_in_until__lt=today
    )
    ended = []
    for decision in over.select_for_update(of=("self",), no_key=True).select_related(
        "body"
    ):
        decision.state = State.DECIDED
        decision.in_force_on = decision.call_in_until + timedelta(days=1)
        ended.append(take_effect(None, decision, "end time for call-in"))
    return ended


@transaction.atomic
def minute_decision(
    *, by: User, decision: Decision, minute: str, minuted_on: date | None
) -> Decision:
    """Keep what the minutes say, and the day on which they were agreed."""
    decision = _locked(decision)
    if decision.decided_on is None:
        raise ValidationError("Nothing was decided yet. Say first what was decided.")
    decision.minute, decision.minuted_on = minute, minuted_on
    fields = ["minute", "minuted_on"]
    return keep(decision, by=by, action="minute decision", fields=fields)


@once
@transaction.atomic
def add_undertaking(
    *,
    by: User,
    decision: Decision,
    what: str,
    condition: bool,
    owner: User,
    due_on: date,
) -> Undertaking:
    """Keep what somebody must do by a day, as it was agreed with a decision."""
    decision = _locked(decision)
    if decision.state in (State.AWAITED, State.REFUSED):
        raise ValidationError(
            "Nothing was agreed: what is to be done comes with a decision."
        )
    made = Undertaking(
        decision=decision, what=what, condition=condition, owner=owner,
        due_on=due_on, by=by,
    )  # fmt: skip
    return keep(made, by=by, action="add undertaking", person=owner.pk)


@transaction.atomic
def do_undertaking(
    *, by: User, undertaking: Undertaking, done_on: date, done_how: str
) -> Undertaking:
    """Say that something agreed was done, and how."""
    undertaking = Undertaking.objects.select_for_update(no_key=True).get(
        pk=undertaking.pk
    )
    if undertaking.done_on:
        raise ValidationError(
            f"This was done already, on {day_said(undertaking.done_on)}."
        )
    undertaking.done_on, undertaking.done_how = done_on, done_how
    return keep(undertaking, by=by, action="do undertaking")


def _locked(decision: Decision) -> Decision:
    """Return a decision that nobody else makes or settles meanwhile.

    `no_key`: who only refers to it, and holds the trail, is not kept waiting for it.
    """
    found = Decision.objects.select_for_update(
        of=("self",), no_key=True
    ).select_related("body")
    return found.get(pk=decision.pk)


def _stands(decision: Decision) -> str:
    return decision.get_state_display().lower()
