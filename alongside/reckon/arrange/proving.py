"""How good a month can be: proved level by level, with a better month where there is one.

Law is proved before disruption, and disruption before comfort. A level at which the month
costs no more than its meetings alone must is proved at once, and leaves each meeting the
options that cost it no more. Else the linear programme of the level gives a bound, and the
prices at which its days are asked (`by_day.py`) until the bound and a month meet; what
options cost more at that level then weighs above all that they cost at the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from math import ceil

from alongside.reckon.arrange.by_day import ByDay
from alongside.reckon.arrange.conflicts import UNSEEN, Conflicts, Option
from alongside.reckon.arrange.costs import COMFORT, Levels, levels, not_placed, total
from alongside.reckon.arrange.days import Day, Plan
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.linear import relaxed
from alongside.reckon.arrange.problem import Meeting, Place, Problem
from alongside.reckon.arrange.search import Search
from alongside.reckon.arrange.slots import best
from alongside.reckon.arrange.timeline import A_DAY

Told = Callable[[Mapping[str, Place]], None]
Points = Mapping[int, int]


def prove(
    problem: Problem,
    places: Mapping[str, Place],
    left: Callable[[], float],
    told: Told,
    workers: int = 1,
) -> Levels:
    """Return what no month costs less than, within the seconds that `left` says are left.

    `told` hears of each month that was found on the way; not each is a better one.
    """
    return _Proof(problem, places, left, told, workers).bound()


class _Proof:
    """The options of a month, and what is proved of it, level by level.

    `above` is what each option costs more at the levels that are proved than its meeting
    must alone, weighted, and `beyond` what all of a best month do: less is not possible.
    """

    def __init__(
        self,
        problem: Problem,
        places: Mapping[str, Place],
        left: Callable[[], float],
        told: Told,
        workers: int = 1,
    ) -> None:
        self.problem, self.places, self.left, self.told = problem, places, left, told
        self.workers = workers
        self.options = options(problem)
        self.above: Points = dict.fromkeys(range(len(self.options)), 0)
        self.beyond = 0
        self.cost = total(problem, places)

    def bound(self) -> Levels:
        proved: list[int] = []
        for level in range(COMFORT + 1):
            alone = self.alone(level)
            need = sum(alone.values())
            if need < self.cost[level]:
                need = self._level(level, alone, need)
            proved.append(need)
            if need < self.cost[level]:
                break
            self.above, self.beyond = self._weighted(level, alone)
        return Levels(*proved)

    def meeting(self, number: int) -> str:
        return self.options[number].meeting.id

    def alone(self, level: int) -> dict[str, int]:
        """What each meeting costs at a level at least, whatever the others do."""
        return {
            key: min(self.options[each].cost[level] for each in theirs)
            for key, theirs in groupby(self.above, self.meeting)
        }

    def keep(self, level: int, alone: Mapping[str, int]) -> None:
        """Leave each meeting the options that cost it no more at a level than they must."""
        self.above = {
            number: above
            for number, above in self.above.items()
            if self.options[number].cost[level] == alone[self.meeting(number)]
        }

    def _weighted(self, level: int, alone: Mapping[str, int]) -> tuple[Points, int]:
        """Return what options cost more than alone, to this level, and the month in sum.

        A point above outweighs all by which the month can become better at this level.
        What costs more than the month in sum is left out.
        """
        most = self.cost[level] - sum(alone.values())
        best = self.beyond * (most + 1) + most
        points = {
            number: above * (most + 1)
            + self.options[number].cost[level] - alone[self.meeting(number)]
            for number, above in self.above.items()
        }  # fmt: skip
        return {number: each for number, each in points.items() if each <= best}, best

    def _level(self, level: int, alone: Mapping[str, int], need: int) -> int:
        """Return the bound of a level above which all is proved."""
        points, best = self._weighted(level, alone)
        base, softly = self.cost[level] - best, level == COMFORT
        conflicts = Conflicts(self.problem, self.options, points, softly)
        found = relaxed(conflicts, points, self.left)
        if found is None:
            return need
        lowest = ceil(found.cost - UNSEEN)
        if lowest < best:
            month = self.by_day(points, softly, found.prices)
            lowest = max(lowest, self._asked(month, level, base))
        return max(need, min(base + lowest, self.cost[level]))

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
        return ByDay(days, out, prices, self.workers)

    def _asked(self, month: ByDay, level: int, base: int) -> int:
        """Return the bound of a month by its days, with the better months that they make.

        Prices are moved while that helps; then each day lists all that is left to try.
        """
        month.show(self._standing(), self.cost[level] - base + 1, self.left)
        while (best := self.cost[level] - base) > month.bound and self.left() > 0:
            before = month.bound, self.cost
            if not month.settled:
                month.ask(best, self.left)
                self._take(month.better(best, self.left()))
            else:
                self._take(month.rise(self.left))
                if before == (month.bound, self.cost):
                    break
        return month.bound

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
        cost = levels(search.terms(booked))
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
