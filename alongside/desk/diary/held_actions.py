"""Say what became of a meeting: who was there, what was decided, who does what by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.diary.booking_actions import locked
from alongside.desk.diary.clocks_actions import mark_held, take_mark_off
from alongside.desk.diary.meeting_actions import Wanted, attend
from alongside.desk.diary.models import (
    AgreedAction,
    Attendance,
    Meeting,
    MeetingChange,
    Minutes,
)
from alongside.desk.diary.place_actions import diary_of
from alongside.desk.diary.whom_to_ask import Candidate
from alongside.desk.holidays import clock_in_force
from alongside.desk.said import day_said

PRESENT = Attendance.Presence.PRESENT


@transaction.atomic
def note_held(
    *,
    by: User,
    meeting: Meeting,
    presence: Mapping[int, str],
    decisions: str = "",
    revision: int | None = None,
) -> Minutes:
    """Note a meeting as held: `presence` by the key of each attendance.

    Whether it was quorate is worked out by its kind's rule of that day. One that was not
    completes no clock. Raises ValidationError where it has not begun, or is not booked.
    """
    meeting = _begun(meeting, revision)
    lacked = _note_presence(meeting, presence)
    minutes = Minutes(
        meeting=meeting, quorate=not lacked, lacked=", ".join(lacked)[:200],
        decisions=decisions.strip(), due_on=minutes_due(meeting), written_by=by,
    )  # fmt: skip
    minutes.full_clean()
    minutes.save()
    _settle(meeting, Meeting.State.HELD)
    closed = not lacked and mark_held(by=by, meeting=meeting, on=meeting.day)
    record(
        by=by, action="note meeting held", subject=meeting, quorate=not lacked,
        awaiting_recording=closed,
    )  # fmt: skip
    return minutes


@transaction.atomic
def correct_held(
    *,
    by: User,
    meeting: Meeting,
    presence: Mapping[int, str],
    decisions: str = "",
    revision: int | None = None,
) -> Minutes:
    """Note anew who was at a meeting that is noted as held, until its minutes went out.

    Its clock follows: a meeting that was not quorate after all completes none.
    """
    meeting = locked(meeting, revision, Meeting.State.HELD)
    minutes = _minutes(meeting)
    lacked = _note_presence(meeting, presence)
    minutes.decisions = decisions.strip()
    _settle(meeting, Meeting.State.HELD)
    _judge_again(by, meeting, minutes, lacked)
    return keep(
        minutes, by=by, action="correct meeting held", subject=meeting,
        quorate=minutes.quorate,
    )  # fmt: skip


@transaction.atomic
def add_who_came(
    *,
    by: User,
    meeting: Meeting,
    who: Candidate,
    role: str,
    revision: int | None = None,
) -> Attendance:
    """Note somebody who came to a meeting without being asked, until its minutes go out.

    None of their time is taken, and nothing is sent. Of one that is noted as held, whether
    it was quorate is worked out anew, and its clock follows.
    """
    meeting = _begun(meeting, revision, Meeting.State.BOOKED, Meeting.State.HELD)
    minutes = _minutes(meeting) if meeting.state == Meeting.State.HELD else None
    resource = who.resource or diary_of(who.adult)
    came = attend(meeting, Wanted(resource, role), uninvited=True, presence=PRESENT)
    _settle(meeting, meeting.state)
    if minutes:
        _judge_again(by, meeting, minutes, _lacked(meeting))
        minutes.save(update_fields=["quorate", "lacked"])
    record(by=by, action="add who came to meeting", subject=meeting, role=role)
    return came


@transaction.atomic
def note_not_held(
    *, by: User, meeting: Meeting, why: str, note: str = "", revision: int | None = None
) -> Meeting:
    """Note that nobody met at the time a meeting was booked for, and why."""
    meeting = _begun(meeting, revision)
    change = MeetingChange(
        meeting=meeting, what=MeetingChange.What.NOT_HELD, why=why, note=note.strip(),
        was_at=meeting.starts_at, by=by,
    )  # fmt: skip
    change.full_clean()
    change.save()
    _settle(meeting, Meeting.State.NOT_HELD)
    take_mark_off(by=by, meeting=meeting)
    record(by=by, action="note meeting not held", subject=meeting, why=why)
    return meeting


def minutes_due(meeting: Meeting) -> date | None:
    """Return the last day to circulate a meeting's minutes; None where its kind has none."""
    minuted = meeting.about.minutes
    if minuted is None:
        return None
    return clock_in_force().working_days(meeting.day, minuted.working_days)


@transaction.atomic
def write_minutes(*, by: User, meeting: Meeting, decisions: str, text: str) -> Minutes:
    """Write the minutes of a meeting held, or write them anew until they are circulated."""
    minutes = _minutes(meeting)
    minutes.decisions, minutes.text = decisions.strip(), text.strip()
    minutes.written_by, minutes.written_at = by, timezone.now()
    return keep(minutes, by=by, action="write minutes", subject=minutes.meeting)


@transaction.atomic
def circulate_minutes(*, by: User, meeting: Meeting, on: date) -> Minutes:
    """Note the day on which the minutes went out to those who were there."""
    minutes = _minutes(meeting)
    held = minutes.meeting.day
    if not minutes.text:
        raise ValidationError("There are no minutes yet. Write them first.")
    if not held <= on <= timezone.localdate():
        raise ValidationError(
            {"on": f"Enter a day from {day_said(held)}, when it was held, to today"}
        )
    minutes.circulated_on = on
    late = minutes.is_late(on)
    return keep(
        minutes, by=by, action="circulate minutes", subject=minutes.meeting, late=late
    )


@transaction.atomic
def add_action(
    *, by: User, meeting: Meeting, what: str, owner: Attendance, due_on: date
) -> AgreedAction:
    """Note what somebody at a meeting took on, and until when."""
    meeting = _minutes(meeting, circulated=True).meeting
    if due_on < meeting.day:
        raise ValidationError(
            {"due_on": f"Enter a day from {day_said(meeting.day)} on, when it was held"}
        )
    if owner.meeting_id != meeting.pk:
        raise ValidationError({"owner": "Choose somebody who takes part"})
    action = AgreedAction(
        meeting=meeting, what=what.strip(), owner=owner, due_on=due_on, added_by=by
    )
    return keep(action, by=by, action="add meeting action", subject=meeting)


@transaction.atomic
def finish_action(*, by: User, agreed: AgreedAction) -> AgreedAction:
    """Note that what was agreed is done, today."""
    agreed = AgreedAction.objects.select_for_update(of=("self",)).get(pk=agreed.pk)
    if agreed.done_on:
        raise ValidationError(f"This was done on {day_said(agreed.done_on)} already.")
    agreed.done_on = timezone.localdate()
    return keep(agreed, by=by, action="finish meeting action", subject=agreed.meeting)


@transaction.atomic
def reopen_action(*, by: User, agreed: AgreedAction) -> AgreedAction:
    """Take back that something agreed was done."""
    agreed = AgreedAction.objects.select_for_update(of=("self",)).get(pk=agreed.pk)
    if agreed.done_on is None:
        raise ValidationError("This is open already.")
    agreed.done_on = None
    return keep(agreed, by=by, action="reopen meeting action", subject=agreed.meeting)


def _begun(meeting: Meeting, revision: int | None, *states: str) -> Meeting:
    """Lock a meeting that has begun, and is booked unless another state will do."""
    found = locked(meeting, revision, *(states or (Meeting.State.BOOKED,)))
    if found.starts_at > timezone.now():
        raise ValidationError("It has not begun. Move or cancel it instead.")
    return found


def _note_presence(meeting: Meeting, presence: Mapping[int, str]) -> list[str]:
    """Note who was there, and return what was missing for a quorum.

    Who was not asked, and was not there after all, takes no part.
    """
    for each in meeting.attendances.standing().people():
        each.presence = presence.get(each.pk, Attendance.Presence.UNKNOWN)
        if each.uninvited and each.presence != PRESENT:
            each.removed_at = timezone.now()
        each.save(update_fields=["presence", "removed_at"])
    return _lacked(meeting)


def _lacked(meeting: Meeting) -> list[str]:
    there = meeting.attendances.standing().people().filter(presence=PRESENT)
    roles = list(there.values_list("role", flat=True))
    if not roles:
        raise ValidationError("Say who was there; or that it was not held.")
    quorum = meeting.quorum
    return quorum.lacks(roles) if quorum else []


def _judge_again(
    by: User, meeting: Meeting, minutes: Minutes, lacked: list[str]
) -> None:
    """Say anew whether a meeting held was quorate; its clock follows."""
    was_quorate = minutes.quorate
    minutes.quorate, minutes.lacked = not lacked, ", ".join(lacked)[:200]
    if was_quorate and lacked:
        take_mark_off(by=by, meeting=meeting)
    elif not (was_quorate or lacked):
        mark_held(by=by, meeting=meeting, on=meeting.day)


def _settle(meeting: Meeting, state: str) -> None:
    meeting.state = state
    meeting.revision += 1
    meeting.save(update_fields=["state", "revision"])


def _minutes(meeting: Meeting, circulated: bool = False) -> Minutes:
    """Lock the minutes; those that went out only for what may come after."""
    every = Minutes.objects.select_for_update(of=("self",)).select_related("meeting")
    minutes = every.filter(meeting=meeting).first()
    if minutes is None:
        raise ValidationError("This meeting is not noted as held yet.")
    if minutes.circulated_on and not circulated:
        raise ValidationError(
            f"The minutes went out on {day_said(minutes.circulated_on)}, and stay as "
            "they are."
        )
    return minutes
