"""Whom a time does not suit by their own diary: what is booked by hand is told, not refused.

The database refuses what another meeting has. Hours, leave, calendars and what a family
said do not bar whoever knows better; but nobody is to be asked unawares.
"""

from __future__ import annotations

from django.utils import timezone

from alongside.desk.diary.models import Attendance, Meeting
from alongside.desk.diary.when_free import FAMILY, WhenFree
from alongside.reckon.arrange.problem import Busy


def against(meeting: Meeting) -> str:
    """Return for whom a booked meeting's time is none by their diary, in a sentence."""
    names = ", ".join(str(each.resource) for each in unsuited(meeting))
    return f"By their diary it is no time for {names}." if names else ""


def unsuited(meeting: Meeting) -> list[Attendance]:
    """Return who takes part, room included, and is taken or away at a meeting's time."""
    attending = list(meeting.attendances.standing().in_order())
    resources = [each.resource for each in attending]
    day = timezone.localdate(meeting.starts_at)
    free = WhenFree(resources, (day,), but_for=[meeting])
    theirs = {each.resource_id for each in attending if each.role in FAMILY}
    said = free.family(meeting, theirs)
    return [
        each
        for each in attending
        if _clash(
            each, meeting, [*free.busy(each.resource), *said.get(each.resource_id, ())]
        )
    ]


def _clash(attendance: Attendance, meeting: Meeting, taken: list[Busy]) -> bool:
    stretch = attendance.stretch(meeting.starts_at, meeting.ends_at)
    comes, goes = (timezone.localtime(at).replace(tzinfo=None) for at in stretch)
    return any(
        each.start < goes and each.end > comes for each in taken if not each.soft
    )
