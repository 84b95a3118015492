"""When each person and room can be had, as `reckon.arrange` asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from alongside.desk.diary.hours import family_bars, runs, term_days
from alongside.desk.diary.models import (
    Availability,
    Busy,
    Meeting,
    Occupancy,
    Resource,
)
from alongside.desk.diary.wall import LONDON, at_wall
from alongside.desk.workforce.models import Absence
from alongside.reckon.arrange import problem as arrange
from alongside.reckon.arrange.timeline import Spell
from alongside.reckon.clock import days_between

FAMILY = ("parent", "child", "family")
WHOLE_DAY: tuple[Spell, ...] = ((0, 96),)
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
        self._hours = self._by_resource(
            Availability.objects.filter(resource__in=self.keys).between(
                self.first, self.last
            )
        )
        self._taken = self._all_taken()
        self._leave = self._all_leave()
        self._holidays = self._out_of_term()

    def busy(self, resource: Resource) -> tuple[arrange.Busy, ...]:
        """Return when somebody or a room is taken, hours not theirs included."""
        return (*self._taken[resource.pk], *self._outside_hours(resource))

    def hours(self, resource: Resource) -> dict[int, tuple[Spell, ...]] | None:
        """Return None for the office's hours; whole days where their own are kept."""
        return dict.fromkeys(range(7), WHOLE_DAY) if self._hours[resource.pk] else None

    def leave(self, resource: Resource) -> frozenset[date]:
        """Return the days on which somebody is away, or out of term, where that counts."""
        away = self._leave[resource.user_id] if resource.user_id else frozenset()
        return away | self._holidays if resource.term_only else away

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
        theirs = self._hours[resource.pk]
        for day in self.days if theirs else ():
            spells = sorted(
                (each.starts, each.ends)
                for each in theirs
                if each.weekday == day.weekday() and runs(each, day)
            )
            yield from _between(day, spells)

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

    def _all_leave(self) -> dict[int, frozenset[date]]:
        users = [each.user_id for each in self.resources if each.user_id]
        found: dict[int, set[date]] = defaultdict(set)
        away = Absence.objects.of_users(users).overlapping(self.first, self.last)
        rows = away.values_list("user", "staff__user", "first_on", "last_on")
        for user, staff_user, first, last in rows:
            until = min(last or self.last, self.last)
            found[user or staff_user] |= set(days_between(first, until))
        return defaultdict(
            frozenset, {user: frozenset(days) for user, days in found.items()}
        )

    def _out_of_term(self) -> frozenset[date]:
        return frozenset(self.days) - term_days(self.first, self.last)

    @staticmethod
    def _by_resource(rows) -> dict[int, list[Availability]]:
        found: dict[int, list[Availability]] = defaultdict(list)
        for row in rows:
            found[row.resource_id].append(row)
        return found


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
