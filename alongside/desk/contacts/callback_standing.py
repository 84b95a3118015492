"""How a call-back stands at a moment, in words: worked out when it is shown, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from alongside.desk.access.models import User
from alongside.desk.contacts.callback_models import Attempt, CallBack
from alongside.desk.contacts.callback_people import who_lost_sight
from alongside.desk.contacts.callback_times import span_said, when_said
from alongside.desk.people.models import Adult


class Standing(NamedTuple):
    """A word with its detail and a colour; `mark` is a sign before the word, or nothing."""

    word: str
    detail: str
    colour: str
    mark: str = ""


def standing(call_back: CallBack, now: datetime) -> Standing:
    state, when = call_back.state(now), when_said(call_back.by_when, now)
    if state == CallBack.State.GIVEN_UP:
        return Standing("Given up", call_back.given_up_why, "grey", "×")
    if call_back.kept_with:
        at, late = call_back.kept_with.at, call_back.kept_with.at - call_back.judged_by
        kept = f"by {call_back.kept_with.by}, at {when_said(at, now)}"
        if state == CallBack.State.KEPT:
            return Standing("Kept", kept, "green", "✓")
        return Standing(f"Kept {span_said(late)} late", kept, "amber", "✓")
    if state == CallBack.State.MISSED:
        missed = f"Missed by {span_said(now - call_back.by_when)}"
        return Standing(missed, f"was due by {when}", "red", "▲")
    left = span_said(call_back.by_when - now)
    if call_back.judged_by < call_back.by_when:
        return Standing(f"Due in {left}", f"by {when}; missed before", "amber", "▲")
    return Standing(f"Due in {left}", f"by {when}", "blue")


def with_standings(
    call_backs: Iterable[CallBack], user: User, now: datetime
) -> list[CallBack]:
    """Return call-backs with how each stands, and whom to ring as this reader may know them."""
    found = list(call_backs)
    adults = {each.contact.adult_id for each in found}
    known = set(
        Adult.objects.visible_to(user)
        .filter(pk__in=adults)
        .values_list("pk", flat=True)
    )
    lost = who_lost_sight([each for each in found if each.is_open])
    for each in found:
        contact = each.contact
        hidden = contact.adult_id and contact.adult_id not in known
        each.stands = standing(each, now)
        each.caller = contact.get_caller_kind_display() if hidden else contact.caller
        each.lost = each.pk in lost
    return found


def answers_for(call_back: CallBack) -> list[tuple[str, str]]:
    """The answers that are offered: a message is left only where that is known to be safe,
    and no number is wrong where none is kept."""
    out = set()
    if not call_back.may_leave_voicemail:
        out.add(Attempt.Outcome.LEFT_MESSAGE)
    if call_back.reached_by is None:
        out.add(Attempt.Outcome.WRONG_NUMBER)
    return [each for each in Attempt.Outcome.choices if each[0] not in out]
