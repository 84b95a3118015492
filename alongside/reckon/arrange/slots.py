"""The best places for one meeting, at once.

    diaries = Diaries(problem, placed)          # placed: {meeting id: Place}, may be empty
    for slot in ranked(diaries, meeting):
        slot.starts, slot.ends                  # wall time of England, without a zone
        slot.place.room, slot.place.chair, slot.place.interpreter   # identifiers, or None
        slot.absent                             # who may come and cannot
        slot.reasons                            # why it stands where it does in the list
        slot.cost                               # Levels(law, disruption, comfort)

Bits decide who is free, so a month of 800 meetings is searched in milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from heapq import nsmallest
from itertools import product

from alongside.reckon.arrange.choosing import (
    Choice,
    at_start,
    best_at,
    free_at,
    how_many,
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
    of_room,
    of_start,
    of_tentative,
)
from alongside.reckon.arrange.diaries import Diaries, attending
from alongside.reckon.arrange.problem import ONLINE, Meeting, Place
from alongside.reckon.arrange.timeline import A_DAY, starts_in


@dataclass(frozen=True)
class Slot:
    """A place where a meeting can stand, what it costs and why."""

    starts: datetime
    ends: datetime
    place: Place
    absent: frozenset[str]
    cost: Levels
    reasons: tuple[str, ...]


def ranked(diaries: Diaries, meeting: Meeting, limit: int | None = 10) -> list[Slot]:
    """Return the best places for a meeting, best first: one for each start.

    Everybody required is free and can travel there and on, a chair and an interpreter
    from those allowed are free where any are named, and so is the smallest room that
    holds all. Starts on or after `opens`; past `due` only up to five working days, and
    after all that are in time. `limit` None returns every start. `reasons` names what
    costs, the heaviest first; a slot that costs nothing says "nothing against it". The
    list is empty where nothing fits: `explain.in_the_way` says who or what is.

    What stands in `diaries` is left as it is: take the meeting itself out first
    (`diaries.take(meeting)`) if it stands there. A pinned meeting has its own place only.
    """
    search = Search(diaries, meeting)
    if meeting.pinned and meeting.booked is not None:
        return [search.slot(meeting.booked)]
    cheapest: dict[int, tuple[Levels, Place]] = {}
    for option in search.options():
        there = cheapest.setdefault(option[1].start, option)
        if option is not there and _rank(option) < _rank(there):
            cheapest[option[1].start] = option
    first = nsmallest(limit or len(cheapest), cheapest.values(), key=_rank)
    return [search.slot(place) for _, place in first]


def best(diaries: Diaries, meeting: Meeting) -> Place | None:
    """Return the first of `ranked` alone, without its words; None where nothing fits."""
    if meeting.pinned and meeting.booked is not None:
        return meeting.booked
    found = min(Search(diaries, meeting).options(), key=_rank, default=None)
    return found[1] if found else None


def _rank(option: tuple[Levels, Place]) -> tuple[Levels, int, str]:
    cost, place = option
    return cost, place.start, place.room or ""


class Search:
    """One meeting among the diaries: which starts are free, and what each costs."""

    def __init__(self, diaries: Diaries, meeting: Meeting) -> None:
        self.diaries, self.meeting = diaries, meeting
        # Asked again for each start and each slot, while the diaries stay as they are.
        self._date = cache(self._of_date)
        self.lost_at = cache(self._lost_at)
        self.tentative = cache(self._tentative)
        self._hour = cache(lambda hour: levels(of_hour(meeting, hour)))
        self._moved = levels(of_moving(diaries.problem, meeting, -1))
        self._limited = [
            (person, limit)
            for person in meeting.required
            if (limit := diaries.problem.people[person].day_limit) is not None
        ]

    def options(self) -> Iterator[tuple[Levels, Place]]:
        """Yield every possible start at every place, with its best room and people."""
        for where, there in self.rooms().items():
            yield from self._at(where, there)

    def rooms(self) -> dict[str | None, list[str | None]]:
        """Return the rooms that hold the meeting, by place; nowhere alone for one online."""
        if self.meeting.mode == ONLINE:
            return {None: [None]}
        rooms: dict[str | None, list[str | None]] = {}
        for room in self.diaries.problem.rooms_for(self.meeting):
            rooms.setdefault(room.place, []).append(room.id)
        return rooms

    def slot(self, place: Place) -> Slot:
        """Return a place with its times, who cannot come, its cost and its reasons."""
        starts = self.diaries.problem.timeline.moment(place.start)
        terms = sorted(self._terms(place), key=lambda term: (term.level, -term.points))
        return Slot(
            starts,
            starts + timedelta(minutes=self.meeting.minutes),
            place,
            self._absent(place),
            levels(terms),
            tuple(term.said for term in terms) or ("nothing against it",),
        )

    def _absent(self, place: Place) -> frozenset[str]:
        lost = self._lost(place.room)
        may = set(self.meeting.optional)
        return frozenset(
            who for who, at in lost if at >> place.start & 1 and who in may
        )

    def _at(
        self, where: str | None, rooms: list[str | None]
    ) -> Iterator[tuple[Levels, Place]]:
        starts = self.diaries.starts(self.meeting, where)
        if not starts:
            return
        free = self._rooms_at(rooms, starts)
        chairs = best_at(self._people(self.meeting.chairs, where), starts)
        interpreters = best_at(self._people(self.meeting.interpreters, where), starts)
        cost = self._costs(where, starts)
        for start in sorted(free.keys() & chairs.keys() & interpreters.keys()):
            chair, interpreter = chairs[start], interpreters[start]
            place = Place(start, free[start].id, chair.id, interpreter.id)
            yield cost(place, chair, interpreter), place

    def every(self) -> Iterator[tuple[Levels, Place]]:
        """Yield as `options`, but with every chair and interpreter, not the best alone."""
        for where, rooms in self.rooms().items():
            starts = self.diaries.starts(self.meeting, where)
            chairs = list(self._people(self.meeting.chairs, where))
            interpreters = list(self._people(self.meeting.interpreters, where))
            cost = self._costs(where, starts)
            for start, room in self._rooms_at(rooms, starts).items():
                for chair, interpreter in product(
                    free_at(chairs, start), free_at(interpreters, start)
                ):
                    place = Place(start, room.id, chair.id, interpreter.id)
                    yield cost(place, chair, interpreter), place

    def _costs(
        self, where: str | None, starts: int
    ) -> Callable[[Place, Choice, Choice], Levels]:
        """Return what reckons an option's cost at a place, from counts made once."""
        lost = how_many((mask for _, mask in self.lost_at(where)), starts)
        over = how_many(map(self.tentative, self.meeting.required), starts)

        def cost(place: Place, chair: Choice, interpreter: Choice) -> Levels:
            start = place.start
            softly = (chair.tentative >> start & 1) + (interpreter.tentative >> start & 1)  # fmt: skip
            return self._cost(place, chair.cost, lost[start], over[start] + softly)

        return cost

    def _cost(self, place: Place, chair: Levels, lost: int, over: int) -> Levels:
        """Return the cost of an option, as `_terms` says it, without the words."""
        day, hour = divmod(place.start, A_DAY)
        booked = self.meeting.booked
        law, disruption, comfort = self._date(day)
        comfort += self._hour(hour).comfort + MISSING * lost + OVER_TENTATIVE * over
        if booked is not None:
            stands = place.start == booked.start
            room = levels(of_room(self.meeting, place.start, place.room))
            disruption += (room if stands else self._moved).disruption
        return Levels(law, disruption + chair.disruption, comfort + chair.comfort)

    def _terms(self, place: Place) -> Iterator[Term]:
        meeting, start = self.meeting, place.start
        yield from of_start(self.diaries.problem, meeting, start)
        yield from of_room(meeting, start, place.room)
        yield from of_chair(meeting, place.chair)
        softly = map(self.tentative, attending(meeting, place))
        yield from of_tentative(at_start(softly, start))
        lost = (mask for _, mask in self._lost(place.room))
        yield from of_missing(at_start(lost, start))
        yield from of_crowding(self._crowded(start // A_DAY))

    def _of_date(self, day: int) -> Levels:
        problem = self.diaries.problem
        crowding = of_crowding(self._crowded(day))
        return levels([*of_date(problem, self.meeting, day), *crowding])

    def _crowded(self, day: int) -> int:
        on = self.diaries.required_on
        return sum(on(person, day) >= limit for person, limit in self._limited)

    def _room(self, room: str | None) -> int:
        free = -1 if room is None else self.diaries.room_free(room)
        return starts_in(free, self.meeting.length)

    def _rooms_at(self, rooms: list[str | None], starts: int) -> dict[int, Choice]:
        """Return the smallest room that is free at each start, at the booked one its own."""
        free = [Choice(room, self._room(room)) for room in rooms]
        found, booked = best_at(free, starts), self.meeting.booked
        if booked is not None and booked.start in found:
            own = (each for each in free if each.id == booked.room)
            for room in own:
                if room.starts >> booked.start & 1:
                    found[booked.start] = room
        return found

    def _people(self, people: tuple[str, ...], where: str | None) -> Iterator[Choice]:
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
        soft = self.diaries.soft[person]
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
