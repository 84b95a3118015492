"""How good a month can be: proved level by level, with a better month where there is one.

Law is proved before disruption, and disruption before comfort. A level at which the month
costs no more than its meetings alone must is proved at once, and leaves each meeting the
options that cost it no more. Else the linear programme of the level gives a bound, and what
can be in a better month is solved whole: options whose reduced cost takes the bound to the
month's cost are in no better one. Source: Nemhauser and Wolsey (1988), Integer and
Combinatorial Optimization, II.5.2, on fixing variables by reduced costs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from math import ceil

from alongside.reckon.arrange.conflicts import (
    UNSEEN,
    Conflicts,
    Option,
    Weights,
    maximal,
)
from alongside.reckon.arrange.costs import COMFORT, Levels, levels, not_placed, total
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.linear import Relaxed, relaxed
from alongside.reckon.arrange.problem import Meeting, Place, Problem
from alongside.reckon.arrange.slots import Search, best
from alongside.reckon.arrange.taking import take

NEAR = 1  # reduced cost within which a better month is looked for first
A_SHARE = 0.3  # of the time left, for that
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
        self.problem, self.left, self.told = problem, left, told
        self.options = options(problem)
        self.cost = total(problem, places)

    def bound(self) -> Levels:
        proved: list[int] = []
        for level in range(COMFORT + 1):
            alone = self.alone(level)
            need = sum(alone.values())
            if need < self.cost[level]:
                proved.append(self._level(level, alone, need))
                break
            proved.append(need)
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
        best, lowest = self.cost[level] - need, ceil(found.cost - UNSEEN)
        if lowest < best:
            self._near(conflicts, points, found, best)
            best = self.cost[level] - need
        if lowest < best:
            lowest = max(lowest, self._whole(conflicts, points, found, best))
        return need + min(lowest, self.cost[level] - need)

    def _near(
        self, conflicts: Conflicts, points: Points, found: Relaxed, best: int
    ) -> None:
        """Look for a better month among the options that cost least more."""
        some = _within(points, found, min(NEAR, best - 1 - found.cost))
        rows, seconds = conflicts.among(some), A_SHARE * self.left()
        take(self.options, some, rows, best, seconds, self._take)

    def _whole(
        self, conflicts: Conflicts, points: Points, found: Relaxed, best: int
    ) -> int:
        """Return the bound of all that can be in a better month, with rows as they break."""
        some = _within(points, found, best - 1 - found.cost)
        near: Weights = dict.fromkeys(_within(points, found, NEAR), 1.0)
        rows, lowest = found.rows | conflicts.broken(near), 0
        while self.left() > 0:
            last: list[Weights] = []
            bound = take(self.options, some, maximal(rows), best, self.left(), last.append)  # fmt: skip
            lowest = max(lowest, bound)
            fresh = conflicts.broken(last[-1]) - rows if last else set()
            if not fresh:
                for each in last:
                    self._take(each)
                break
            rows |= fresh
        return lowest

    def _take(self, weights: Weights) -> None:
        """Give the meetings of the options taken their rooms, and tell the month."""
        numbers = [number for number in weights if isinstance(number, int)]
        places = roomed(self.problem, [self.options[number] for number in numbers])
        self.cost = min(self.cost, total(self.problem, places))
        self.told(places)


def _within(points: Points, found: Relaxed, most: float) -> dict[int, int]:
    reduced = found.reduced.items()
    return {n: points[n] for n, more in reduced if more <= most + UNSEEN}


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
