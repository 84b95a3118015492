"""When each person and room can be had, as `reckon.arrange` asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from alongside.desk.diary.hours import family_bars, hours_of
from alongside.desk.diary.models import (
    Busy,
    Meeting,
    Occupancy,
    Resource,
)
from alongside.desk.diary.wall import LONDON, at_wall
from alongside.reckon.arrange import problem as arrange

FAMILY = ("parent", "child", "family")
WHOLE_DAYS = dict.fromkeys(range(7), ((0, 96),))
"""Hours as the search is given them: what is outside somebody's own stands as taken."""
Found = dict[int, list[arrange.Busy]]


class WhenFree:
    """What stands in the diaries of some resources, over some days, but for some meetings.

    Whoever looks is told when somebody is free and nothing else, so everything counts
    here: also what is booked for a child whom they are not shown.
    """

    def __init__(
        self,
        resources: Collection[Resource],
        days: tuple[date, ...],
        but_for: Collection[Meeting] = (),
    ) -> None:
        self.resources, self.days = resources, days
        self.keys = [each.pk for each in resources]
        self.first, self.last = days[0], days[-1]
        self.begins = at_wall(self.first, time())
        self.ends = at_wall(self.last + timedelta(days=1), time())
        self.but_for = [each.pk for each in but_for]
        self._hours = hours_of(list(resources), self.first, self.last)
        self._taken = self._all_taken()

    def busy(self, resource: Resource) -> tuple[arrange.Busy, ...]:
        """Return when somebody or a room is taken, hours not theirs included."""
        return (*self._taken[resource.pk], *self._outside_hours(resource))

    def leave(self, resource: Resource) -> frozenset[date]:
        """Return the days on which somebody cannot be met at all, or a room be had."""
        return frozenset(d for d in self.days if not self._hours[resource.pk, d])

    def family(self, meeting: Meeting, families: Iterable[int]) -> Found:
        """Return what the family said of when they cannot come, by resource."""
        found: Found = defaultdict(list)
        if meeting.child is None:
            return found
        theirs = list(families)
        for bar in family_bars(meeting.child, self.first, self.last):
            for resource in [bar.resource] if bar.resource else theirs:
                found[resource].append(_wall(bar))
        return found

    def _outside_hours(self, resource: Resource) -> Iterator[arrange.Busy]:
        for day in self.days:
            yield from _between(day, sorted(self._hours[resource.pk, day]))

    def _all_taken(self) -> Found:
        found: Found = defaultdict(list)
        busy = Busy.objects.filter(resource__in=self.keys).barring()
        for each in busy.between(self.begins, self.ends):
            soft = each.status == Busy.Status.TENTATIVE
            found[each.resource_id].append(_wall(each, soft))
        for each in self._standing():
            here = each.kind == Occupancy.Kind.MEETING
            place = each.meeting.place or None if here else None
            found[each.resource_id].append(_wall(each, place=place))
        return found

    def _standing(self):
        standing = Occupancy.objects.standing(timezone.now())
        theirs = standing.filter(resource__in=self.keys).select_related("meeting")
        others = theirs.exclude(meeting__in=self.but_for)
        return others.between(self.begins, self.ends)


def resources_of(meetings: Iterable[Meeting], others: Iterable[Resource] = ()):
    """Return whoever takes part in meetings, and others, each once, as a list."""
    keys = {each.pk for each in others}
    taking_part = Q(
        attendances__meeting__in=list(meetings), attendances__removed_at=None
    )
    return list(Resource.objects.filter(taking_part | Q(pk__in=keys)).distinct())


def _wall(row, soft: bool = False, place: str | None = None) -> arrange.Busy:
    starts, ends = (
        timezone.localtime(moment, LONDON).replace(tzinfo=None)
        for moment in (row.starts_at, row.ends_at)
    )
    return arrange.Busy(starts, ends, soft, place)


def _next(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time())


def _between(day: date, spells: list[tuple[time, time]]) -> Iterator[arrange.Busy]:
    """Yield what is left of a day around the spells in which somebody can be met."""
    since = datetime.combine(day, time())
    for starts, ends in spells:
        if (opens := datetime.combine(day, starts)) > since:
            yield arrange.Busy(since, opens)
        since = max(since, datetime.combine(day, ends))
    yield arrange.Busy(since, _next(day))
