"""One meeting among the diaries: where it can stand, and what each place costs.

The days on which it costs least, whoever comes, are asked first; once none of the rest can
bring one of the best places, they are not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from heapq import nsmallest
from itertools import groupby

from alongside.reckon.arrange.choosing import (
    Choice,
    at_start,
    loosened,
)
from alongside.reckon.arrange.costs import (
    MISSING,
    OVER_TENTATIVE,
    Levels,
    Term,
    levels,
    of_chair,
    of_crowding,
    of_date,
    of_hour,
    of_missing,
    of_moving,
    of_notice,
    of_room,
    of_start,
    of_tentative,
)
from alongside.reckon.arrange.diaries import Diaries, attending
from alongside.reckon.arrange.problem import ONLINE, Meeting, Place
from alongside.reckon.arrange.standing import DEAREST, Found, Standing
from alongside.reckon.arrange.timeline import A_DAY, a_day, starts_in


def rank(found: Found) -> tuple[Levels, int, str]:
    """What places are put in order by: the cost, then the time, then the room."""
    cost, place = found
    return cost, place.start, place.room or ""


class Search:
    """The places of one meeting, while the diaries stay as they are."""

    def __init__(self, diaries: Diaries, meeting: Meeting) -> None:
        self.diaries, self.meeting = diaries, meeting
        # Asked again for each start and each slot.
        self._date = cache(self._of_date)
        self._notice = cache(self._of_notice)
        self._hour = cache(lambda hour: levels(of_hour(meeting, hour)))
        self.lost_at = cache(self._lost_at)
        self.tentative = cache(self._tentative)
        self._moved = levels(of_moving(diaries.problem, meeting, -1))
        self._limited = [
            (person, limit)
            for person in meeting.required
            if (limit := diaries.problem.people[person].day_limit) is not None
        ]

    def best(self, limit: int | None) -> list[Found]:
        """Return the best places, one for each start, best first; all of them without a limit."""
        standings, last = self._standings(), DEAREST
        cheapest: dict[int, Found] = {}
        for least, days in self._days(standings):
            if least > last:
                break
            for found in (f for each in standings for f in each.options(days, least, last)):  # fmt: skip
                before = cheapest.setdefault(found[1].start, found)
                if found is not before and rank(found) < rank(before):
                    cheapest[found[1].start] = found
            if limit and len(cheapest) >= limit:
                last = nsmallest(limit, cheapest.values(), key=rank)[-1][0]
        return nsmallest(limit or len(cheapest), cheapest.values(), key=rank)

    def options(self) -> Iterator[Found]:
        """Yield every possible start at every place, with its best room and people."""
        for each in self._standings():
            yield from each.options(each.starts, Levels(), DEAREST)

    def every(self) -> Iterator[Found]:
        """Yield as `options`, but with every chair and interpreter, not the best alone."""
        for each in self._standings():
            yield from each.every(each.starts)

    def near(self, beyond: int) -> Iterator[Found]:
        """Yield what costs so many points of comfort more than the best at most, as `every`.

        Of many chairs or interpreters that cost the same, nobody is named.
        """
        standings = self._standings()
        for best, _ in self.best(1):
            most = best._replace(comfort=best.comfort + beyond)
            for least, days in self._days(standings):
                if least > most:
                    break
                for each in standings:
                    found = each.every(each.worth(days, least, most), loosened)
                    yield from (option for option in found if option[0] <= most)

    def _standings(self) -> list[Standing]:
        return [Standing(self, *each) for each in self.rooms().items()]

    def _days(self, standings: Iterable[Standing]) -> Iterator[tuple[Levels, int]]:
        """Yield what the meeting costs at least on some days, least first, with their grains."""
        starts = 0
        for each in standings:
            starts |= each.starts
        days = [
            (self._least(n), n)
            for n in range(-(-starts.bit_length() // A_DAY))
            if starts & a_day(n)
        ]
        for least, alike in groupby(sorted(days), lambda day: day[0]):
            yield least, sum(a_day(n) for _, n in alike)

    def _least(self, day: int) -> Levels:
        """Return what no place of a day costs less than."""
        law, _, comfort = self._date(day)
        booked = self.meeting.booked
        if booked is not None and booked.start // A_DAY == day:
            return Levels(law, 0, comfort)
        return Levels(law, self._moved.disruption, comfort + self._notice(day))

    def rooms(self) -> dict[str | None, list[str | None]]:
        """Return the rooms that hold the meeting, by place; nowhere alone for one online."""
        if self.meeting.mode == ONLINE:
            return {None: [None]}
        rooms: dict[str | None, list[str | None]] = {}
        for room in self.diaries.problem.rooms_for(self.meeting):
            rooms.setdefault(room.place, []).append(room.id)
        return rooms

    def absent(self, place: Place) -> frozenset[str]:
        """Return who may come and cannot."""
        may = set(self.meeting.optional)
        return frozenset(
            who
            for who, at in self._lost(place.room)
            if at >> place.start & 1 and who in may
        )

    def terms(self, place: Place) -> Iterator[Term]:
        """Yield what a place costs and why."""
        meeting, start = self.meeting, place.start
        yield from of_start(self.diaries.problem, meeting, start)
        yield from of_room(meeting, start, place.room)
        yield from of_chair(meeting, place.chair)
        softly = map(self.tentative, attending(meeting, place))
        yield from of_tentative(at_start(softly, start))
        lost = (mask for _, mask in self._lost(place.room))
        yield from of_missing(at_start(lost, start))
        yield from of_crowding(self._crowded(start // A_DAY))

    def cost(self, place: Place, chair: Levels, lost: int, over: int) -> Levels:
        """Return what `terms` come to, without the words."""
        day, hour = divmod(place.start, A_DAY)
        booked = self.meeting.booked
        law, disruption, comfort = self._date(day)
        comfort += self._hour(hour).comfort + MISSING * lost + OVER_TENTATIVE * over
        if booked is not None and place.start == booked.start:
            disruption += levels(of_room(self.meeting, place.start, place.room)).disruption  # fmt: skip
        else:
            disruption += self._moved.disruption
            comfort += self._notice(day)
        return Levels(law, disruption + chair.disruption, comfort + chair.comfort)

    def _of_date(self, day: int) -> Levels:
        problem = self.diaries.problem
        crowding = of_crowding(self._crowded(day))
        return levels([*of_date(problem, self.meeting, day), *crowding])

    def _of_notice(self, day: int) -> int:
        return levels(of_notice(self.diaries.problem, self.meeting, day)).comfort

    def _crowded(self, day: int) -> int:
        on = self.diaries.required_on
        return sum(on(person, day) >= limit for person, limit in self._limited)

    def people(self, people: tuple[str, ...], where: str | None) -> Iterator[Choice]:
        """Yield whom to choose from, cheapest first; nobody at no cost where none is asked."""
        chairs = people is self.meeting.chairs
        costs = {
            who: levels(of_chair(self.meeting, who)) if chairs else Levels()
            for who in people
        }
        for who in sorted(people, key=lambda who: costs[who]):
            free = starts_in(self.diaries.free(who, where), self.meeting.length)
            yield Choice(who, free, costs[who], self.tentative(who))
        if not people:
            yield Choice(None, -1)

    def _tentative(self, person: str) -> int:
        """Return the starts at which a person would come over a tentative entry."""
        first, last = self.meeting.part(person)
        soft = self.diaries.own[person].soft
        return ~starts_in(~soft, last - first, first) if soft else 0

    def _lost(self, room: str | None) -> list[tuple[str, int]]:
        return self.lost_at(self.diaries.problem.place_of(room))

    def _lost_at(self, where: str | None) -> list[tuple[str, int]]:
        """Return who may not come to this meeting, or to another for its sake, and at which starts."""
        meeting, found = self.meeting, []
        for person in meeting.optional:
            there = None if person in meeting.away else where
            first, last = meeting.part(person)
            free = self.diaries.free(person, there, light=True)
            found.append((person, ~starts_in(free, last - first, first)))
        for person in meeting.required:
            if light := self.diaries.gives_way(person):
                first, last = meeting.part(person)
                found.append((person, ~starts_in(~light, last - first, first)))
        return found
