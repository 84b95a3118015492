"""A call-back: promised, tried, moved, given up only with a reason; the caller told."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.sealing import seal
from alongside.desk.access.seen_before import refuse_if_changed
from alongside.desk.access.sent_once import once
from alongside.desk.access.templatetags.times import time_said
from alongside.desk.contacts.callback_models import (
    AskedAgain,
    Attempt,
    CallBack,
    Move,
    this_minute,
)
from alongside.desk.contacts.callback_people import (
    away_uncovered,
    covered_for,
    may_hold,
)
from alongside.desk.contacts.callback_telling import (
    TEMPLATES,
    channel_of,
    fields_for,
    thread_of,
)
from alongside.desk.contacts.callback_times import when_said
from alongside.desk.contacts.contact_models import Contact
from alongside.desk.messages.actions import write_outside_message
from alongside.desk.messages.models import Message
from alongside.desk.people.adult_actions import note_number
from alongside.desk.people.models import ContactPoint
from alongside.desk.people.reaching import hours_said

# What an attempt tells of the number: nothing, where nobody answered.
TELLS_OF_NUMBER = {Attempt.Outcome.THROUGH: True, Attempt.Outcome.WRONG_NUMBER: False}
TRY = "try call-back"
FURTHEST = 30  # days: a call-back later than that is a date for the diary


@transaction.atomic
def promise_call_back(
    *,
    by: User,
    contact: Contact,
    to: User,
    by_when: datetime,
    channel: str,
    about: str,
    number: str = "",
    safe_to_ring: str = ContactPoint.Safe.UNKNOWN,
) -> CallBack:
    """Promise that a person rings back by a time, in the contact's own transaction.

    `number` is that of a caller who is not known here, and so has none held: as
    `phone_kept` returns it, and kept sealed; the latest that they gave counts.

    Where the same caller was promised the same already, that promise stands, and is
    returned: it is noted there that they asked again. Raises ValidationError.
    """
    if made_before := CallBack.objects.filter(contact=contact).first():
        return made_before  # the same form, sent again
    if standing := open_promise(contact):
        AskedAgain.objects.get_or_create(call_back=standing, contact=contact)
        _take_number(standing, number, safe_to_ring)
        record(by=by, action="ask again for call-back", subject=standing)
        return standing
    now, by_when = this_minute(), by_when.replace(second=0, microsecond=0)
    _refuse_time(by_when, now)
    _refuse_person(contact, to, by_when)
    point = contact.point or _held_for(contact, channel)
    _refuse_hours(point, channel, by_when)
    made = CallBack(
        contact=contact, to=to, by_when=by_when, judged_by=by_when, channel=channel,
        point=point, about=about.strip(),
        promised_by=by, promised_at=now,
    )  # fmt: skip
    made.full_clean()
    made.save()
    _take_number(made, number, safe_to_ring)
    record(by=by, action="promise call-back", subject=made, to=to.pk)
    return made


def _take_number(call_back: CallBack, number: str, safe_to_ring: str) -> None:
    """Keep the number of a caller who is not known here, and whether it is safe to ring."""
    if not number or call_back.contact.adult_id:
        return
    call_back.sealed_number = seal(number.encode())
    call_back.safe_to_ring = safe_to_ring
    call_back.save(update_fields=["sealed_number", "safe_to_ring"])


def _held_for(contact: Contact, channel: str) -> ContactPoint | None:
    """The number or address held of a known caller, where none was chosen in the call."""
    if contact.adult is None:
        return None
    email = channel == CallBack.Channel.EMAIL
    wanted = ContactPoint.Channel.EMAIL if email else ContactPoint.Channel.PHONE
    held = ContactPoint.objects.in_use().filter(adult=contact.adult, channel=wanted)
    return held.order_by(F("worked_at").desc(nulls_last=True), "pk").first()


def open_promise(contact: Contact) -> CallBack | None:
    """Return the open promise to the same caller about the same child and topic, if any.

    Of callers who are nobody known, two are the same where they are of one kind and say
    that they are the same.
    """
    if contact.child_id is None:
        return None
    unknown = Q(
        contact__adult=None,
        contact__caller_kind=contact.caller_kind,
        contact__caller_said__iexact=contact.caller_said,
    )
    caller = Q(contact__adult=contact.adult_id) if contact.adult_id else unknown
    matter = Q(contact__child=contact.child_id, contact__topic=contact.topic_id)
    found = CallBack.objects.open().filter(caller & matter)
    return found.exclude(contact=contact).soonest_first().first()


@once
def note_attempt(
    *, by: User, call_back: CallBack, outcome: str, note: str = "", seen: str = ""
) -> Attempt:
    """Say whether somebody got through. Who did keeps the promise; raises ValidationError.

    Refuses where another answer was noted since the page was `seen`.
    """
    call_back = _open(call_back)
    refuse_if_changed(call_back, seen, {"outcome": None}, partial(_tried, call_back))
    if outcome == Attempt.Outcome.LEFT_MESSAGE and not call_back.may_leave_voicemail:
        raise ValidationError(
            "Nobody has said that a message may be left on this number, so none is left. "
            "Choose “No answer”, and try again later."
        )
    attempt = Attempt(
        call_back=call_back, outcome=outcome, note=note.strip(), by=by,
        in_name_of=covered_for(call_back, by), at=this_minute(),
    )  # fmt: skip
    attempt.full_clean()
    attempt.save()
    if outcome == Attempt.Outcome.THROUGH:
        call_back.kept_with = attempt
        call_back.save(update_fields=["kept_with"])
    if call_back.point and outcome in TELLS_OF_NUMBER:
        worked = TELLS_OF_NUMBER[outcome]
        note_number(by=by, point=call_back.point, worked=worked, at=attempt.at)
    record(by=by, action=TRY, subject=call_back, outcome=outcome)
    return attempt


def _tried(call_back: CallBack, name: str, since: int) -> AuditEntry | None:
    """Return the newest line, of those after a number, that noted an answer."""
    lines = AuditEntry.objects.filter(
        sequence__gt=since, action=TRY,
        subject_type=call_back._meta.label, subject_id=str(call_back.pk),
    )  # fmt: skip
    return lines.latest_first().first()


@transaction.atomic
def move_call_back(
    *, by: User, call_back: CallBack, to: User, by_when: datetime, why: str
) -> CallBack:
    """Give a promise to another person or another time. One that was missed stays missed."""
    call_back, now = _open(call_back), this_minute()
    by_when = by_when.replace(second=0, microsecond=0)
    if (to, by_when) == (call_back.to, call_back.by_when):
        raise ValidationError(
            "Nothing would change. Choose another person or another time."
        )
    if by_when != call_back.by_when:
        _refuse_time(by_when, now)
        _refuse_hours(call_back.point, call_back.channel, by_when)
    _refuse_person(call_back.contact, to, by_when)
    move = Move(
        call_back=call_back, was_to=call_back.to, to=to, was_by_when=call_back.by_when,
        by_when=by_when, why=why.strip(), by=by, at=now,
    )  # fmt: skip
    move.full_clean()
    move.save()
    if call_back.judged_by >= now:
        call_back.judged_by = by_when
    call_back.to, call_back.by_when = to, by_when
    call_back.save(update_fields=["to", "by_when", "judged_by"])
    record(by=by, action="move call-back", subject=call_back, to=to.pk)
    return call_back


@transaction.atomic
def give_up_call_back(*, by: User, call_back: CallBack, why: str) -> CallBack:
    """Say that nobody rings any more, and why; not before it was tried."""
    call_back = _open(call_back)
    if not call_back.attempts.filter(reopened=None).exists():
        raise ValidationError(
            "Nobody has tried to ring yet. Try once, and say here how it went, before "
            "the call-back is given up."
        )
    call_back.given_up_at, call_back.given_up_by = this_minute(), by
    call_back.given_up_why = why.strip()
    call_back.full_clean()
    call_back.save()
    record(by=by, action="give up call-back", subject=call_back)
    return call_back


@transaction.atomic
def tell_caller(*, by: User, call_back: CallBack, template: str) -> Message:
    """Send the caller one of the messages about a call-back, where that is known to be safe.

    Raises ValidationError where it is not: what nobody has told us is unsafe. The same
    message about the same time is sent once.
    """
    call_back = _open(call_back)
    if not (may := call_back.may_tell):
        raise ValidationError(f"Nothing can be sent. {may.why}")
    if template not in TEMPLATES:
        raise ValidationError("Choose which message to send.")
    point, promised = call_back.point, call_back.by_when
    return write_outside_message(
        by=by,
        number_or_address=point.value,
        channel=channel_of(point),
        template=template,
        fields=fields_for(call_back),
        key=f"{template} {call_back.pk} {promised.isoformat()}",
        thread=thread_of(call_back),
    )


def promise_said(made: CallBack, contact: Contact) -> str:
    """Say what was promised; or that it stands already, where the same caller asked again."""
    when = when_said(made.by_when, this_minute())
    if made.contact_id != contact.pk:
        return (
            f"{made.to} was to ring them about this by {when} already. That they asked "
            "again is noted there."
        )
    return f"{made.to} is to ring by {when}."


def _open(call_back: CallBack) -> CallBack:
    """Lock a promise; refuse where somebody has kept it or given it up meanwhile."""
    found = CallBack.objects.select_for_update(of=("self",)).with_people()
    call_back = found.get(pk=call_back.pk)
    if kept := call_back.kept_with:
        raise ValidationError(
            f"{kept.by} got through already, at {when_said(kept.at, this_minute())}."
        )
    if call_back.given_up_at:
        raise ValidationError(
            f"{call_back.given_up_by} gave this call-back up already."
        )
    return call_back


def _refuse_time(by_when: datetime, now: datetime) -> None:
    if by_when <= now:
        raise ValidationError(
            f"{when_said(by_when, now).capitalize()} has passed. Choose a later time."
        )
    if by_when > now + timedelta(FURTHEST):
        raise ValidationError(
            f"A call-back is promised for within {FURTHEST} days. Choose an earlier day."
        )


def _refuse_hours(point: ContactPoint | None, channel: str, by_when: datetime) -> None:
    """Refuse a time at which the number is not safe to ring: the last minute may be."""
    if point is None or channel != CallBack.Channel.PHONE:
        return
    first, last = point.ring_from, point.ring_until
    at = timezone.localtime(by_when).time()
    if (first and at < first) or (last and at > last):
        raise ValidationError(
            f"Their number is safe to ring {hours_said(point)}, and {time_said(by_when)} is "
            "outside that. Choose a day, and a time within those hours."
        )


def _refuse_person(contact: Contact, to: User, by_when: datetime) -> None:
    if not may_hold(to, contact):
        raise ValidationError(
            f"{to} is not shown this child, or does not answer calls. Choose somebody else."
        )
    if away_uncovered(to, by_when):
        raise ValidationError(
            f"{to} is away then, and nobody covers. Choose somebody else or another day."
        )
