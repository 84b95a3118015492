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
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.problem import Meeting, Place, Problem
from alongside.reckon.arrange.timeline import A_DAY, bits, starts_in

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
    others: frozenset[Key]
    most: int


class _Stay(NamedTuple):
    """Somebody, or a place, taken by an option: from one grain to another."""

    who: Who
    where: str | None
    first: int
    last: int
    firm: bool

    def spots(self) -> Iterator[Spot]:
        return product((self.where,), range(self.first, self.last))


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
        self.sets: dict[str | None, set[Rooms]] = {}
        self.stays = {number: list(self._stays(options[number])) for number in numbers}
        # Of a person, or rooms, at each spot: the options that hold them there, by the
        # meeting that they may come to; under None those that they must come to.
        self.there: dict[Who, dict[Spot, dict[str | None, set[int]]]] = {}
        self.days: dict[tuple[str, int], set[int]] = defaultdict(set)
        for number, stays in self.stays.items():
            for stay in stays:
                spots = self.there.setdefault(stay.who, {})
                key = None if stay.firm else options[number].meeting.id
                for spot in stay.spots():
                    spots.setdefault(spot, {}).setdefault(key, set()).add(number)
            self._crowd(number)

    def broken(self, weights: Weights) -> set[Row]:
        """Return rows that these weights break."""
        firm: dict[Who, dict[Spot, float]] = defaultdict(lambda: defaultdict(float))
        light: dict[Who, dict[Spot, dict[str, float]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(float))
        )
        for number, weight in weights.items():
            if not isinstance(number, int):
                continue
            meeting = self.options[number].meeting.id
            for stay in self.stays[number]:
                for spot in stay.spots():
                    if stay.firm:
                        firm[stay.who][spot] += weight
                    else:
                        light[stay.who][spot][meeting] += weight
        found = set(self._of_days(weights))
        for who in {*firm, *light}:
            if isinstance(who, frozenset):
                found |= set(self._of_rooms(who, firm[who]))
            else:
                found |= set(self._of_person(who, firm[who], light[who], weights))
        return found

    def _stays(self, option: Option) -> Iterator[_Stay]:
        place, meeting = option.place, option.meeting
        if place is None:
            return
        chosen = {place.chair, place.interpreter} - {None}
        for person in {*meeting.required, *chosen}:
            assert person is not None
            yield self._stay(option, place, person, True)
        for person in meeting.optional if self.softly else ():
            stay = self._stay(option, place, person, False)
            free = self.diaries.free(person, stay.where)
            # Of one who is not free anyway, the option's own cost tells.
            if starts_in(free, stay.last - stay.first) >> stay.first & 1:
                yield stay
        ends = place.start + meeting.length
        if place.room is not None and self._takes(place.room, place.start, ends):
            for rooms in self._sets(option):
                yield _Stay(rooms, None, place.start, ends, True)

    def _stay(self, option: Option, place: Place, person: str, firm: bool) -> _Stay:
        meeting = option.meeting
        first, last = meeting.part(person)
        where = None if person in meeting.away else option.where
        return _Stay(person, where, place.start + first, place.start + last, firm)

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
            fits = {self._fits(each, option.where) for each in meetings}
            self.sets[option.where] = fits - {frozenset()}
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
        self,
        person: str,
        firm: Mapping[Spot, float],
        light: Mapping[Spot, Mapping[str, float]],
        weights: Weights,
    ) -> Iterator[Row]:
        for spots in self._spots({*firm, *light}):
            base = sum(firm.get(spot, 0.0) for spot in spots)
            if base > 1 + UNSEEN:
                yield self._row(person, spots, frozenset())
            sums: dict[str, float] = defaultdict(float)
            for spot in spots:
                for meeting, weight in light.get(spot, {}).items():
                    spare = weights.get(Absent(meeting, person), 0.0)
                    sums[meeting] += weight - spare if meeting not in sums else weight
            groups = [frozenset({each}) for each in sums] if base else []
            if len(sums) > 1:
                groups.append(frozenset(sums))
            for group in groups:
                if base + sum(sums[each] for each in group) > 1 + UNSEEN:
                    yield self._row(person, spots, group)

    def _row(self, person: str, spots: Iterable[Spot], light: frozenset[str]) -> Row:
        """Return that a person is at one of these spots once, those of `light` counted in."""
        there = self.there[person]
        sets = (
            there[spot].get(key, ())
            for spot in spots
            if spot in there
            for key in (None, *light)
        )
        options = frozenset[int]().union(*sets)
        return Row(options, frozenset(Absent(each, person) for each in light), 1)

    def _spots(self, spots: Iterable[Spot]) -> Iterator[tuple[Spot, ...]]:
        """Yield each grain at all its places, and two grains at two that are too far apart."""
        grains: dict[int, set[str | None]] = defaultdict(set)
        for where, grain in spots:
            grains[grain].add(where)
        places = sorted({w for there in grains.values() for w in there if w})
        for grain, there in grains.items():
            yield tuple((where, grain) for where in there)
            for one, other in product(there - {None}, places):
                gap = self.problem.apart_in_grains(one, other)
                for near in range(grain - gap, grain + gap + 1) if gap else ():
                    if near != grain and other in grains.get(near, ()):
                        yield (one, grain), (other, near)

    def _of_rooms(self, rooms: Rooms, sums: Mapping[Spot, float]) -> Iterator[Row]:
        """Yield where more meetings than rooms are, of those that fit no others."""
        for spot, weight in sums.items():
            free = sum(self.diaries.room_free(each) >> spot[1] & 1 for each in rooms)
            if weight > free + UNSEEN:
                yield Row(frozenset(self.there[rooms][spot][None]), frozenset(), free)

    def _of_days(self, weights: Weights) -> Iterator[Row]:
        for (person, day), options in self.days.items():
            limit = self.problem.people[person].day_limit or 0
            beyond = Crowded(person, day)
            taken = sum(weights.get(each, 0.0) for each in options)
            if taken - weights.get(beyond, 0.0) > limit + UNSEEN:
                yield Row(frozenset(options), frozenset({beyond}), limit)


def maximal(rows: Iterable[Row]) -> list[Row]:
    """Return rows without those that another says as well, of more options."""
    alike: dict[tuple[frozenset[Key], int], list[frozenset[int]]] = defaultdict(list)
    for row in rows:
        alike[row.others, row.most].append(row.options)
    return [
        Row(options, others, most)
        for (others, most), each in alike.items()
        for options in _maximal(each)
    ]


def _maximal(sets: list[frozenset[int]]) -> Iterator[frozenset[int]]:
    holding: dict[int, list[frozenset[int]]] = defaultdict(list)
    for each in sorted(sets, key=len, reverse=True):
        rarest = min(each, key=lambda number: len(holding[number]))
        if not any(each <= other for other in holding[rarest]):
            for number in each:
                holding[number].append(each)
            yield each
