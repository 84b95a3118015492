"""Book a meeting at a place that was chosen from those ranked, with who was chosen for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from alongside.desk.access.models import User
from alongside.desk.diary.booking_actions import book_meeting, hold_meeting
from alongside.desk.diary.meeting_actions import Wanted, add_attendance
from alongside.desk.diary.models import Meeting, Resource
from alongside.desk.diary.taken import Stretch
from alongside.desk.people.models import Adult


@transaction.atomic
def place_meeting(
    *,
    by: User,
    meeting: Meeting,
    starts_at: datetime,
    chosen: Mapping[str, Resource],
    revision: int,
) -> Meeting:
    """Let the room, chair and interpreter chosen take part, and book the meeting.

    `chosen` has a resource for each role; whoever takes part already is not added twice.
    All of it is done, or none: raises Taken where somebody's time was given away.
    """
    for wanted in _newly(meeting, chosen):
        add_attendance(by=by, meeting=meeting, wanted=wanted)
    return book_meeting(by=by, meeting=meeting, starts_at=starts_at, revision=revision)


def keep_place(
    *,
    by: User,
    meeting: Meeting,
    starts_at: datetime,
    chosen: Mapping[str, Resource],
    revision: int,
) -> Meeting:
    """Keep a time for half an hour, with the room, chair and interpreter chosen.

    Nobody is asked yet; whoever was chosen takes part once it is booked. Raises Taken as
    `place_meeting` does.
    """
    ends_at = starts_at + timedelta(minutes=meeting.length)
    stretches = [
        Stretch(each.resource.pk, starts_at, ends_at)
        for each in _newly(meeting, chosen)
    ]
    return hold_meeting(
        by=by, meeting=meeting, starts_at=starts_at, travel=stretches, revision=revision
    )


def _newly(meeting: Meeting, chosen: Mapping[str, Resource]) -> list[Wanted]:
    """Return those chosen who do not take part yet."""
    there = set(meeting.attendances.standing().values_list("resource", flat=True))
    return [Wanted(each, role) for role, each in chosen.items() if each.pk not in there]


def diary_of(adult: Adult) -> Resource:
    """Return the diary of an adult around a child, made with the first meeting they are asked to."""
    found, _ = Resource.objects.get_or_create(
        adult=adult,
        defaults={
            "kind": Resource.Kind.OUTSIDE,
            "name": str(adult)[:150],
            "term_only": adult.kind == Adult.Kind.SCHOOL,
        },
    )
    return found
