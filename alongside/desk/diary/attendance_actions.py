"""Add somebody to a meeting, or take somebody off.

Of one that is booked, who is added is taken and invited with it, or not added. Who is taken off is told so alone:
nobody else's invitation changes.
"""

from __future__ import annotations

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.diary.booking_actions import all_or_none, locked, save_anew
from alongside.desk.diary.invitation_actions import tell_people
from alongside.desk.diary.meeting_actions import Wanted, attend
from alongside.desk.diary.models import Attendance, Meeting, Occupancy
from alongside.desk.diary.taken import Stretch

State = Meeting.State


def invite_another(
    *, by: User, meeting: Meeting, wanted: Wanted, revision: int | None = None
) -> Attendance:
    """Let somebody else, or a room, take part in a meeting that is to be arranged or booked.

    Raises Taken if they are not free at its time; and, as all who change a meeting,
    ValidationError where somebody changed it since the `revision` that was seen.
    """
    if meeting.state == State.ASKED:
        return _add(by, meeting, wanted, revision)
    unsaved = Attendance(after=wanted.after, until=wanted.until)
    times = unsaved.stretch(meeting.starts_at, meeting.ends_at)
    stretch = Stretch(wanted.resource.pk, *times)
    change = partial(_invite, by, meeting, wanted, stretch, revision)
    return all_or_none(by, meeting, [stretch], change)


@transaction.atomic
def _add(
    by: User, meeting: Meeting, wanted: Wanted, revision: int | None
) -> Attendance:
    meeting = locked(meeting, revision, State.ASKED)
    attendance = attend(meeting, wanted)
    save_anew(meeting)
    record(by=by, action="add to meeting", subject=meeting, role=wanted.role)
    return attendance


def _invite(
    by: User, meeting: Meeting, wanted: Wanted, stretch: Stretch, revision: int | None
) -> Attendance:
    meeting = locked(meeting, revision, State.BOOKED)
    attendance = attend(meeting, wanted)
    Occupancy.objects.create(
        meeting=meeting, resource_id=stretch.resource, starts_at=stretch.starts_at,
        ends_at=stretch.ends_at, state=Occupancy.State.CONFIRMED,
    )  # fmt: skip
    save_anew(meeting)
    tell_people(by=by, meeting=meeting)
    record(by=by, action="add to meeting", subject=meeting, role=wanted.role)
    return attendance


@transaction.atomic
def remove_attendance(
    *, by: User, attendance: Attendance, revision: int | None = None
) -> Attendance:
    """Take somebody off a meeting: their time is free, and they alone are told."""
    meeting = locked(attendance.meeting, revision, State.ASKED, State.BOOKED)
    attendance = meeting.attendances.standing().filter(pk=attendance.pk).first()
    if attendance is None:
        raise ValidationError("They were taken off already. Nothing was changed.")
    others = meeting.attendances.standing().people().exclude(pk=attendance.pk)
    if meeting.state == State.BOOKED and not others.exists():
        raise ValidationError("Nobody would be left. Call the meeting off instead.")
    attendance.removed_at = timezone.now()
    attendance.save(update_fields=["removed_at"])
    theirs = meeting.occupancies.live().filter(resource=attendance.resource_id)
    theirs.update(state=Occupancy.State.RELEASED)
    save_anew(meeting)
    tell_people(by=by, meeting=meeting)
    record(by=by, action="take off meeting", subject=meeting, role=attendance.role)
    return attendance
