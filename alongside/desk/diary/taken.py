"""What somebody is told whose time was given away: by whom and for what, as far as they
may know it, and when else all of them are free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.templatetags.times import time_said
from alongside.desk.diary.models import Meeting, Occupancy, Resource
from alongside.desk.said import day_said


class Stretch(NamedTuple):
    """A stretch of a resource's time that is wanted, up to its end."""

    resource: int
    starts_at: datetime
    ends_at: datetime
    kind: str = Occupancy.Kind.MEETING


class Taken(ValidationError):
    """Somebody else has the time. `slots` are the next moments at which all are free."""

    def __init__(self, message: str, slots: Sequence[datetime] = ()):
        self.slots = list(slots)
        super().__init__(message)


def in_the_way(
    stretches: Iterable[Stretch], meeting: Meeting | None = None
) -> list[Occupancy]:
    """Return what stands where these stretches are wanted, but for the meeting's own."""
    found: list[Occupancy] = []
    standing_now = Occupancy.objects.standing(timezone.now())
    for wanted in stretches:
        standing = standing_now.filter(resource=wanted.resource)
        standing = standing.between(wanted.starts_at, wanted.ends_at)
        if meeting is not None:
            standing = standing.exclude(meeting=meeting)
        found += standing.select_related("resource", "meeting__arranged_by")
    return found


def why(user: User, standing: Iterable[Occupancy]) -> str:
    """Return a sentence for each; of a meeting this person is not shown, none of its own."""
    return " ".join(dict.fromkeys(_one(user, each) for each in standing))


def _one(user: User, each: Occupancy) -> str:
    who = _name(user, each.resource)
    day = day_said(timezone.localdate(each.starts_at))
    when = f"{time_said(each.starts_at)} to {time_said(each.ends_at)} on {day}"
    if not Meeting.objects.visible_to(user).filter(pk=each.meeting_id).exists():
        return f"{who} is taken from {when}, for another meeting."
    what = "is on hold" if each.state == Occupancy.State.HELD else "was taken"
    by = each.meeting.arranged_by
    return f"{who} {what} from {when}, for {each.meeting}{f' by {by}' if by else ''}."


def _name(user: User, resource: Resource) -> str:
    shown = Resource.objects.visible_to(user).filter(pk=resource.pk).exists()
    return resource.name if shown else "Somebody who takes part"
