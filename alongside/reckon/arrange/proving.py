"""How good a month can be: proved level by level, with a better month where there is one.

Law is proved before disruption, and disruption before comfort. A level at which the month
costs no more than its meetings alone must is proved at once, and leaves each meeting the
options that cost it no more. Else the linear programme of the level gives a bound, and the
prices at which its days are asked (`by_day.py`) until the bound and a month meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from math import ceil

from alongside.reckon.arrange.by_day import ByDay
from alongside.reckon.arrange.conflicts import UNSEEN, Conflicts, Option
from alongside.reckon.arrange.costs import COMFORT, Levels, levels, not_placed, total
from alongside.reckon.arrange.days import FINE, Day, Plan
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.linear import relaxed
from alongside.reckon.arrange.problem import Meeting, Place, Problem
from alongside.reckon.arrange.slots import Search, best
from alongside.reckon.arrange.timeline import A_DAY

Told = Callable[[Mapping[str, Place]], None]
Points = Mapping[int, int]


def prove(
    problem: Problem,
    places: Mapping[str, Place],
    left: Callable[[], float],
    told: Told,
) -> Levels:
    """Return what no month costs less than, within the seconds that `left` says are left.

    `told` hears of each month that was found on the way; not each is a better one.
    """
    return _Proof(problem, places, left, told).bound()


def least(problem: Problem, left: Callable[[], float]) -> Levels:
    """Return what no month costs less than, by the linear programme of its comfort alone."""
    proof = _Proof(problem, {}, left, lambda places: None)
    proved = []
    for level in range(COMFORT):
        alone = proof.alone(level)
        proved.append(sum(alone.values()))
        proof.keep(level, alone)
    alone = proof.alone(COMFORT)
    points = {
        number: each.cost.comfort - alone[each.meeting.id]
        for number, each in enumerate(proof.options)
    }
    found = relaxed(Conflicts(problem, proof.options, points, True), points, left)
    more = ceil(found.cost - UNSEEN) if found else 0
    return Levels(proved[0], proved[1], sum(alone.values()) + more)


class _Proof:
    def __init__(
        self,
        problem: Problem,
        places: Mapping[str, Place],
        left: Callable[[], float],
        told: Told,
    ) -> None:
        self.problem, self.places, self.left, self.told = problem, places, left, told
        self.options = options(problem)
        self.cost = total(problem, places)

    def bound(self) -> Levels:
        proved: list[int] = []
        for level in range(COMFORT + 1):
            alone = self.alone(level)
            need = sum(alone.values())
            if need < self.cost[level]:
                need = self._level(level, alone, need)
            proved.append(need)
            if sum(alone.values()) < self.cost[level]:
                break
            self.keep(level, alone)
        return Levels(*proved)

    def alone(self, level: int) -> dict[str, int]:
        """What each meeting costs at a level at least, whatever the others do."""
        return {
            key: min(each.cost[level] for each in theirs)
            for key, theirs in groupby(self.options, lambda each: each.meeting.id)
        }

    def keep(self, level: int, alone: Mapping[str, int]) -> None:
        self.options = [
            each for each in self.options if each.cost[level] == alone[each.meeting.id]
        ]

    def _level(self, level: int, alone: Mapping[str, int], need: int) -> int:
        """Return the bound of a level above which all is proved."""
        points = {
            number: more
            for number, each in enumerate(self.options)
            if (more := each.cost[level] - alone[each.meeting.id])
            <= self.cost[level] - need
        }
        softly = level == COMFORT
        conflicts = Conflicts(self.problem, self.options, points, softly)
        found = relaxed(conflicts, points, self.left)
        if found is None:
            return need
        lowest = ceil(found.cost - UNSEEN)
        if need + lowest < self.cost[level]:
            month = self.by_day(points, softly, found.prices)
            lowest = max(lowest, self._asked(month, level, need))
        return need + min(lowest, self.cost[level] - need)

    def by_day(self, points: Points, softly: bool, prices: Mapping[str, float]) -> ByDay:  # fmt: skip
        """Return the days of options, each of which costs so many points, and begin at prices."""
        standing: dict[int, list[int]] = defaultdict(list)
        out = []
        for number, more in points.items():
            meeting, place, *_ = self.options[number]
            if place is None:
                out.append(Plan(None, frozenset({meeting.id}), (number,), more))
            else:
                standing[place.start // A_DAY].append(number)
        days = [
            Day(day, Conflicts(self.problem, self.options, numbers, softly), points)
            for day, numbers in sorted(standing.items())
        ]
        return ByDay(days, out, prices)

    def _asked(self, month: ByDay, level: int, need: int) -> int:
        """Return the bound of a month by its days, with the better months that they make."""
        lowest = 0
        month.show(self._standing(), self.cost[level] + 1, self.left)
        while (
            need + lowest < self.cost[level] and not month.settled and self.left() > 0
        ):
            month.ask(self.cost[level] - need, self.left)
            lowest = max(lowest, ceil(month.bound / FINE))
            self._take(month.better(self.cost[level] - need, self.left()))
        return lowest

    def _standing(self) -> list[int]:
        """Return the options that the month is made of."""
        where = self.problem.place_of
        stand = {
            (key, each.start, where(each.room), each.chair, each.interpreter)
            for key, each in self.places.items()
        }
        return [
            number
            for number, (meeting, place, there, _) in enumerate(self.options)
            if place
            and (meeting.id, place.start, there, place.chair, place.interpreter)
            in stand
        ]

    def _take(self, numbers: Iterable[int]) -> None:
        """Give the meetings of the options taken their rooms, and tell the month."""
        taken = {self.options[each].meeting.id: self.options[each] for each in numbers}
        if taken:
            places = roomed(self.problem, list(taken.values()))
            if (cost := total(self.problem, places)) < self.cost:
                self.cost, self.places = cost, places
            self.told(places)


def options(problem: Problem) -> list[Option]:
    """Return every option of every meeting, a meeting's together, as if it were alone."""
    diaries = Diaries(problem)
    return [
        option
        for meeting in problem.meetings.values()
        for option in _options(diaries, meeting)
    ]


def _options(diaries: Diaries, meeting: Meeting) -> list[Option]:
    search, where = Search(diaries, meeting), diaries.problem.place_of
    if meeting.pinned and meeting.booked is not None:
        booked = meeting.booked
        cost = search.slot(booked).cost
        return [Option(meeting, booked, where(booked.room), cost)]
    left_out = Option(meeting, None, None, levels([not_placed(meeting)]))
    every = search.every()
    return [left_out, *(Option(meeting, p, where(p.room), cost) for cost, p in every)]


def roomed(problem: Problem, taken: list[Option]) -> dict[str, Place]:
    """Return places with rooms for options: each in the smallest room free, in their order.

    One for which none is left, or whose people must not meet others, goes where it can.
    """
    diaries = Diaries(problem)
    stood = [each for each in taken if each.place is not None]
    over: list[Meeting] = []
    for option in sorted(stood, key=lambda each: each.place.start if each.place else 0):
        assert option.place is not None
        place = _roomed(diaries, option, option.place)
        if place is None:
            over.append(option.meeting)
        else:
            diaries.put(option.meeting, place)
    for meeting in over:
        if (found := best(diaries, meeting)) is not None:
            diaries.put(meeting, found)
    return dict(diaries.places)


def _roomed(diaries: Diaries, option: Option, place: Place) -> Place | None:
    """Return the option's place in a room that is free for it, if it can stand at all."""
    meeting = option.meeting
    if meeting.pinned or place.room is None:
        return place
    every = Search(diaries, meeting).every()
    same = (place.start, place.chair, place.interpreter)
    where = diaries.problem.place_of
    return next(
        (
            each
            for _, each in every
            if (each.start, each.chair, each.interpreter) == same
            and where(each.room) == option.where
        ),
        None,
    )
