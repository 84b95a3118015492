"""What cannot stand together, as sums of options: found where a half-made month breaks it.

An option is a meeting at one start and place, with its chair and interpreter. A row says
that of some options so many can be taken at most. Of a whole month's there are too many to
write down; so those are asked for that given weights break, over and over until none is
broken. All rows hold in every month that keeps the rules: what they leave possible costs no
more than the best month, and where it costs as much, that month is proved the best.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from alongside.reckon.arrange.costs import CROWDED, MISSING, Levels
from alongside.reckon.arrange.diaries import Diaries, attending
from alongside.reckon.arrange.problem import Meeting, Place, Problem
from alongside.reckon.arrange.timeline import A_DAY, bits

UNSEEN = 1e-6  # by which a row may be broken unseen: weights are floating numbers
Spot = tuple[str | None, int]
"""A place and a grain."""
Rooms = frozenset[str]
Who = str | Rooms
"""A person, or rooms of which one is taken."""


class Option(NamedTuple):
    """A meeting at a place of its own, and what that costs; no place: it is left out."""

    meeting: Meeting
    place: Place | None
    where: str | None
    cost: Levels


class Absent(NamedTuple):
    """That somebody who may come to a meeting cannot, for another meeting's sake."""

    meeting: str
    person: str
    points: int = MISSING


class Crowded(NamedTuple):
    """By how many meetings a day is more than somebody bears."""

    person: str
    day: int
    points: int = CROWDED


Key = int | Absent | Crowded
Weights = Mapping[Key, float]


class Row(NamedTuple):
    """Of these options at most so many, but for what the others make up: each by one."""

    options: frozenset[int]
    others: tuple[Absent | Crowded, ...]
    most: int


class _Stay(NamedTuple):
    """Somebody, or rooms, held at some spots; `may` is a meeting that one need not come to."""

    who: Who
    spots: tuple[Spot, ...]
    may: str | None = None


Held = dict[Spot, dict[str | None, float]]
"""What is at each spot, of one person or set of rooms, by the meeting that they may come to."""


class Conflicts:
    """The rows that hold among some of a list of options, each known by its number in it.

    Travel is in them; people who must not meet are not. Without `softly` the rows are those
    of people who must come, and of rooms, alone.
    """

    def __init__(
        self,
        problem: Problem,
        options: Sequence[Option],
        numbers: Iterable[int],
        softly: bool,
    ) -> None:
        self.problem, self.options, self.softly = problem, options, softly
        self.diaries = Diaries(problem)
        self.sets: dict[str | None, list[Rooms]] = {}
        self.stays: dict[int, list[_Stay]] = {}
        # Of a person, or rooms, at each spot: the options that hold them there, by the
        # meeting that they may come to; under None those that they must come to.
        self.there: dict[Who, dict[Spot, dict[str | None, set[int]]]] = {}
        self.days: dict[tuple[str, int], set[int]] = defaultdict(set)
        for number in numbers:
            self._take(number)

    def _take(self, number: int) -> None:
        self.stays[number] = list(self._stays(self.options[number]))
        for who, spots, may in self.stays[number]:
            there = self.there.setdefault(who, {})
            for spot in spots:
                there.setdefault(spot, {}).setdefault(may, set()).add(number)
        self._crowd(number)

    def broken(self, weights: Weights) -> list[Row]:
        """Return rows that these weights break, each once."""
        found = dict.fromkeys(self._of_days(weights))
        spared: dict[str, dict[str | None, float]] = defaultdict(dict)
        for key, weight in weights.items():
            if isinstance(key, Absent):
                spared[key.person][key.meeting] = weight
        for who, held in self._held(weights).items():
            if isinstance(who, frozenset):
                found |= dict.fromkeys(self._of_rooms(who, held))
            else:
                found |= dict.fromkeys(self._of_person(who, held, spared[who]))
        return list(found)

    def _held(self, weights: Weights) -> dict[Who, Held]:
        found: dict[Who, Held] = {}
        options = ((key, weight) for key, weight in weights.items() if isinstance(key, int))  # fmt: skip
        for number, weight in options:
            for who, spots, may in self.stays[number]:
                held = found.setdefault(who, {})
                for spot in spots:
                    at = held.setdefault(spot, {})
                    at[may] = at.get(may, 0.0) + weight
        return found

    def _stays(self, option: Option) -> Iterator[_Stay]:
        place, meeting = option.place, option.meeting
        if place is None:
            return
        for person in attending(meeting, place):
            yield _Stay(person, self._part(option, place.start, person))
        for person in meeting.optional if self.softly else ():
            spots = self._part(option, place.start, person)
            (where, first), (_, last) = spots[0], spots[-1]
            # Of one who is not free anyway, the option's own cost tells.
            if not bits(first, last + 1) & ~self.diaries.free(person, where):
                yield _Stay(person, spots, meeting.id)
        ends = place.start + meeting.length
        if place.room is not None and self._takes(place.room, place.start, ends):
            for rooms in self._sets(option):
                yield _Stay(rooms, _spots(None, place.start, ends))

    def _part(self, option: Option, start: int, person: str) -> tuple[Spot, ...]:
        first, last = option.meeting.part(person)
        where = None if person in option.meeting.away else option.where
        return _spots(where, start + first, start + last)

    def _takes(self, room: str, first: int, last: int) -> bool:
        """Whether a room is free for it; if not it is pinned there, and takes no free one."""
        return not bits(first, last) & ~self.diaries.room_free(room)

    def _sets(self, option: Option) -> Iterator[Rooms]:
        """Yield the sets of rooms at a place that meetings fit, and that hold all of this one's."""
        place, mine = option.place, self._fits(option.meeting, option.where)
        if option.meeting.pinned and place is not None and place.room is not None:
            mine = frozenset({place.room})
        if option.where not in self.sets:
            meetings = self.problem.meetings.values()
            fits = dict.fromkeys(self._fits(each, option.where) for each in meetings)
            self.sets[option.where] = list(filter(None, fits))
        yield from (rooms for rooms in self.sets[option.where] if mine <= rooms)

    def _fits(self, meeting: Meeting, where: str | None) -> frozenset[str]:
        rooms = self.problem.rooms_for(meeting)
        return frozenset(room.id for room in rooms if room.place == where)

    def _crowd(self, number: int) -> None:
        meeting, place, *_ = self.options[number]
        if place is None or not self.softly:
            return
        for person in meeting.required:
            if self.problem.people[person].day_limit is not None:
                self.days[person, place.start // A_DAY].add(number)

    def _of_person(
        self, person: str, held: Held, spared: Mapping[str | None, float]
    ) -> Iterator[Row]:
        for spots in self._together(held):
            sums: dict[str | None, float] = defaultdict(float)
            for spot in spots:
                for may, weight in held[spot].items():
                    sums[may] += weight
            if sum(sums.values()) > 1 + UNSEEN:
                yield from self._at(person, spots, sums, spared)

    def _at(
        self,
        person: str,
        spots: Iterable[Spot],
        sums: Mapping[str | None, float],
        spared: Mapping[str | None, float],
    ) -> Iterator[Row]:
        """Yield what is broken at spots of which a person is at one: of what they must come
        to, with each thing that they may, and with all that they may."""
        base = sums.get(None, 0.0)
        if base > 1 + UNSEEN:
            yield self._row(person, spots, ())
        light = {may: sum_ - spared.get(may, 0.0) for may, sum_ in sums.items() if may}
        groups: list[tuple[str, ...]] = [(each,) for each in light] if base else []
        for group in [*groups, tuple(sorted(light))] if len(light) > 1 else groups:
            if base + sum(light[each] for each in group) > 1 + UNSEEN:
                yield self._row(person, spots, group)

    def _row(self, person: str, spots: Iterable[Spot], light: tuple[str, ...]) -> Row:
        """Return that a person is at one of these spots once, those of `light` counted in."""
        there = self.there[person]
        sets = (there[spot].get(key, ()) for spot in spots for key in (None, *light))
        others = tuple(Absent(each, person) for each in light)
        return Row(frozenset[int]().union(*sets), others, 1)

    def _together(self, spots: Iterable[Spot]) -> Iterator[tuple[Spot, ...]]:
        """Yield each grain at all its places, and two grains at two that are too far apart."""
        grains: dict[int, list[str | None]] = defaultdict(list)
        for where, grain in spots:
            grains[grain].append(where)
        places = sorted({w for there in grains.values() for w in there if w})
        for grain, there in grains.items():
            yield tuple((where, grain) for where in there)
            for one, other in product(filter(None, there), places):
                gap = self.problem.apart_in_grains(one, other) if one < other else 0
                for near in range(grain - gap, grain + gap + 1) if gap else ():
                    if near != grain and other in grains.get(near, ()):
                        yield (one, grain), (other, near)

    def _of_rooms(self, rooms: Rooms, held: Held) -> Iterator[Row]:
        """Yield where more meetings than rooms are, of those that fit no others."""
        for spot, sums in held.items():
            free = sum(self.diaries.room_free(each) >> spot[1] & 1 for each in rooms)
            if sums[None] > free + UNSEEN:
                yield Row(frozenset(self.there[rooms][spot][None]), (), free)

    def _of_days(self, weights: Weights) -> Iterator[Row]:
        for (person, day), options in self.days.items():
            limit = self.problem.people[person].day_limit or 0
            beyond = Crowded(person, day)
            taken = sum(weights.get(each, 0.0) for each in options)
            if taken - weights.get(beyond, 0.0) > limit + UNSEEN:
                yield Row(frozenset(options), (beyond,), limit)


def _spots(where: str | None, first: int, last: int) -> tuple[Spot, ...]:
    return tuple((where, grain) for grain in range(first, last))


def maximal(rows: Iterable[Row]) -> list[Row]:
    """Return rows without those that another says as well, of more options."""
    alike: dict[tuple[object, int], list[Row]] = defaultdict(list)
    for row in rows:
        alike[row.others, row.most].append(row)
    return [row for each in alike.values() for row in _maximal(each)]


def _maximal(rows: list[Row]) -> Iterator[Row]:
    holding: dict[int, list[frozenset[int]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: -len(row.options)):
        rarest = min(row.options, key=lambda number: len(holding[number]))
        if not any(row.options <= other for other in holding[rarest]):
            for number in row.options:
                holding[number].append(row.options)
            yield row
