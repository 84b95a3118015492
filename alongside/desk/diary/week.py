"""A week of several people and rooms: their hours, and when they are taken, never by what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.diary.hours import DAY, Hours, days_of, hours_of
from alongside.desk.diary.models import (
    Busy,
    CalendarSource,
    Meeting,
    Occupancy,
    Resource,
)
from alongside.desk.diary.strips import Piece, strip
from alongside.desk.diary.wall import LONDON
from alongside.desk.workforce.models import Absence

Stretch = tuple[datetime, datetime]
WEEK = timedelta(days=7)
WORDS = {
    Busy.Status.BUSY: "Busy",
    Busy.Status.TENTATIVE: "Perhaps busy",
    Busy.Status.AWAY: "Away",
    Busy.Status.ELSEWHERE: "Works elsewhere",
}


class Entry(NamedTuple):
    """A stretch within a day, and what is said of it. `meeting`: one that may be shown."""

    starts_at: datetime
    ends_at: datetime
    said: str
    meeting: Meeting | None = None
    status: str = Busy.Status.BUSY

    @property
    def all_day(self) -> bool:
        return self.ends_at - self.starts_at >= timedelta(hours=23)


class Day(NamedTuple):
    day: date
    hours: Hours
    away: bool
    entries: list[Entry]

    @property
    def stretches(self) -> list[Stretch]:
        """Its hours, as moments of London's clock."""
        return [(self._at(starts), self._at(ends)) for starts, ends in self.hours]

    @property
    def strip(self) -> list[Piece]:
        return strip(self)

    def _at(self, clock: time) -> datetime:
        return datetime.combine(self.day, clock, LONDON)


class Row(NamedTuple):
    resource: Resource
    days: list[Day]
    unread: bool  # a calendar of it cannot be read now


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(user: User, resources: Sequence[Resource], monday: date) -> list[Row]:
    """Return a week of each, of those this person may be shown, in the order given."""
    days = days_of(monday, monday + WEEK - DAY)
    hours = hours_of(resources, days[0], days[-1])
    away = _away(resources, days)
    entries = _entries(user, resources, monday)
    unread = set(
        CalendarSource.objects.filter(resource__in=resources)
        .in_use()
        .exclude(problem="")
        .values_list("resource", flat=True)
    )
    shown = [
        day for day in days if any(_has(day, hours, entries, r) for r in resources)
    ]
    shown = shown or days[:5]
    return [
        Row(
            each,
            [
                Day(
                    day,
                    hours[each.pk, day],
                    (each.pk, day) in away,
                    _merged(entries[each.pk, day]),
                )
                for day in shown
            ],
            each.pk in unread,
        )
        for each in resources
    ]


def _has(day: date, hours, entries, resource: Resource) -> bool:
    """Whether a day is worth a column: a weekday, or one on which there is something."""
    key = resource.pk, day
    return day.weekday() < 5 or bool(hours[key]) or key in entries


def _away(resources: Sequence[Resource], days: list[date]) -> set[tuple[int, date]]:
    """The days on which somebody is noted as away. Why, and what HR told, is not asked."""
    by_user = {each.user_id: each.pk for each in resources if each.user_id}
    noted = Absence.objects.noted().filter(user__in=by_user)
    return {
        (by_user[each.user_id], day)
        for each in noted.overlapping(days[0], days[-1])
        for day in days
        if each.first_on <= day and (each.last_on is None or day <= each.last_on)
    }


def _entries(
    user: User, resources: Sequence[Resource], monday: date
) -> dict[tuple[int, date], list[Entry]]:
    first = _midnight(monday)
    last = _midnight(monday + WEEK)
    found: dict[tuple[int, date], list[Entry]] = defaultdict(list)
    busy = Busy.objects.filter(resource__in=resources).between(first, last)
    for each in busy:
        said = WORDS[Busy.Status(each.status)]
        entry = Entry(each.starts_at, each.ends_at, said, status=each.status)
        _put(found, each.resource_id, entry)
    taken = Occupancy.objects.standing(timezone.now()).between(first, last)
    taken = list(taken.filter(resource__in=resources))
    meetings = {each.meeting_id for each in taken}
    shown = Meeting.objects.visible_to(user).in_bulk(meetings)
    for each in taken:
        said = _said(each, shown.get(each.meeting_id))
        _put(found, each.resource_id, Entry(each.starts_at, each.ends_at, *said))
    return found


def _said(each: Occupancy, meeting: Meeting | None) -> tuple[str, Meeting | None]:
    if each.kind == Occupancy.Kind.TRAVEL:
        return "Travel", None
    if not meeting:
        return "Taken", None
    held = " (on hold)" if each.state == Occupancy.State.HELD else ""
    return f"Meeting {meeting.reference}{held}", meeting


def _put(found, resource: int, entry: Entry) -> None:
    """Add a stretch to each day that it touches, cut at midnight."""
    starts, ends = entry.starts_at.astimezone(LONDON), entry.ends_at.astimezone(LONDON)
    last = (ends - timedelta(microseconds=1)).date()
    for day in days_of(starts.date(), last):
        begins, stops = max(starts, _midnight(day)), min(ends, _midnight(day + DAY))
        found[resource, day].append(entry._replace(starts_at=begins, ends_at=stops))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _merged(entries: list[Entry]) -> list[Entry]:
    """Return the stretches of a day in order; those that say the same, and touch, as one."""
    found: list[Entry] = []
    for each in sorted(entries, key=lambda one: (one.said, one.starts_at)):
        before = found[-1] if found else None
        if before and before.said == each.said and each.starts_at <= before.ends_at:
            ends = max(before.ends_at, each.ends_at)
            found[-1] = before._replace(ends_at=ends)
        else:
            found.append(each)
    return sorted(found, key=lambda one: (one.starts_at, one.ends_at, one.said))
