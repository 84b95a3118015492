"""A month arranged: greedy at once, then better and better while time is left, then proved.

    found = arrange(problem, seconds=60, progress=print)

`progress` is told each better month as it is found, the greedy one first. A few meetings
that share people are taken out and put back in another order, over and over; where that
helps no more, CP-SAT frees a neighbourhood at once. Then a month of up to WHOLE meetings is
taken whole (`proving.py`), which finds what turns do not and proves how good it is; of a
larger one the parts are bounded. Without `ortools` there is no bound, and the rest is done
all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from random import Random
from time import monotonic

from alongside.reckon.arrange.check import broken
from alongside.reckon.arrange.costs import (
    Levels,
    Term,
    levels,
    not_placed,
    of_month,
    scale,
    total,
)
from alongside.reckon.arrange.diaries import Diaries, window
from alongside.reckon.arrange.greedy import greedy
from alongside.reckon.arrange.problem import Meeting, Place, Problem
from alongside.reckon.arrange.refusing import Unreadable
from alongside.reckon.arrange.slots import Search, best
from alongside.reckon.arrange.timeline import A_DAY

WHOLE = 120  # meetings: up to here the whole month is proved at once
A_PART = 40  # meetings bounded together of a larger one
FREE = 12  # meetings freed at once in a neighbourhood
A_TURN = 5.0  # seconds for one neighbourhood
FEW = (2, 6)  # meetings taken out and put back in one turn, from and to
STALLED = 150  # fruitless turns, after which a neighbourhood is freed
BEFORE_THE_WHOLE = 0.05  # of the time, for a good month to begin from
A_WHILE = 0.5  # seconds between two tellings of progress
FOR_THE_BOUND = 0.3  # of the time, where the whole is not proved anyway


@dataclass(frozen=True)
class Arrangement:
    """A month: where each meeting stands, what it costs and how much better it could be.

    `bound` is what no arrangement can go below, proved; None where nothing was proved.
    `method` says how it was found: "greedy", "turns", "neighbourhoods" or "whole".
    """

    problem: Problem
    places: Mapping[str, Place]
    cost: Levels
    bound: Levels | None
    method: str
    seconds: float

    @property
    def proved(self) -> bool:
        """Whether no arrangement is better."""
        return self.bound is not None and self.bound >= self.cost

    @property
    def absent(self) -> Mapping[str, frozenset[str]]:
        """Who may come to each meeting and cannot."""
        return Diaries(self.problem, self.places).absent

    @property
    def reasons(self) -> Mapping[str, list[Term]]:
        """What each meeting costs, and why."""
        return of_month(self.problem, self.places)

    @property
    def unplaced(self) -> list[Meeting]:
        """Those that found no place, in the order of the problem."""
        meetings = self.problem.meetings.values()
        return [each for each in meetings if each.id not in self.places]


Progress = Callable[[Arrangement], None]


def arrange(
    problem: Problem,
    seconds: float = 60.0,
    seed: int = 0,
    progress: Progress | None = None,
    workers: int = 2,
    clock: Callable[[], float] = monotonic,
) -> Arrangement:
    """Return the best month found within some seconds, with what is proved of it.

    Raises Unreadable where pinned meetings cannot stand together: a person must unpin
    one, since nothing pinned ever moves. The greedy month is always worked out in full,
    and is the answer where `seconds` is 0.
    """
    pinned_agree(problem)
    search = _Search(problem, seconds, Random(seed), progress, workers, clock)
    search.better(greedy(problem), "greedy")
    if seconds > 0 and search.free:
        search.run()
    return search.found


def pinned_agree(problem: Problem) -> None:
    """Raise Unreadable where two pinned meetings want one person or room at once."""
    pinned = {
        each.id: each.booked
        for each in problem.meetings.values()
        if each.pinned and each.booked is not None
    }
    if clashes := broken(problem, pinned, Diaries(problem, pinned).absent):
        raise Unreadable("pinned meetings", clashes[0].rstrip("."), "Unpin one of them")


class _Search:
    """The best month so far, and the ways to better it."""

    def __init__(
        self,
        problem: Problem,
        seconds: float,
        draw: Random,
        progress: Progress | None,
        workers: int,
        clock: Callable[[], float],
    ) -> None:
        self.problem, self.draw, self.workers = problem, draw, workers
        self.clock, self.began, self.seconds = clock, clock(), seconds
        self.progress, self.scale = progress, scale(problem)
        self.free = [each for each in problem.meetings.values() if not each.pinned]
        self.found = Arrangement(problem, {}, total(problem, {}), None, "none", 0.0)

    def left(self) -> float:
        return self.seconds - (self.clock() - self.began)

    def better(self, places: Mapping[str, Place], method: str) -> bool:
        """Take a month where it costs less than the best, and tell it."""
        cost = total(self.problem, places)
        if cost >= self.found.cost and self.found.method != "none":
            return False
        taken = self.clock() - self.began
        bound = self.found.bound
        self.found = Arrangement(self.problem, dict(places), cost, bound, method, taken)
        if self.progress:
            self.progress(self.found)
        return True

    def run(self) -> None:
        prover = find_spec("ortools") is not None
        whole = len(self.free) <= WHOLE
        kept = (1 - BEFORE_THE_WHOLE if whole else FOR_THE_BOUND) if prover else 0.0
        while self.left() > kept * self.seconds:
            self.turns(kept * self.seconds)
            if prover and self.left() > kept * self.seconds:
                self.neighbourhood()
        if prover:
            bound = self.whole() if whole else self.by_parts()
            bound, taken = min(bound, self.found.cost), self.clock() - self.began
            self.found = replace(self.found, bound=bound, seconds=taken)

    def turns(self, until: float) -> None:
        """Take a few out and put them back in another order, until that helps no more."""
        diaries, fruitless, gained = Diaries(self.problem, self.found.places), 0, False
        told = self.clock()
        while fruitless < STALLED and self.left() > until:
            helped = self._turn(diaries)
            fruitless = 0 if helped else fruitless + 1
            gained |= helped
            if gained and self.clock() - told > A_WHILE:
                self.better(diaries.places, "turns")
                gained, told = False, self.clock()
        self.better(diaries.places, "turns")

    def _turn(self, diaries: Diaries) -> bool:
        """Return whether a few meetings, put back in another order, cost less."""
        few = self._around(self.draw.choice(self.free), self.draw.randint(*FEW))
        stood = {each.id: diaries.places.get(each.id) for each in few}
        for meeting in few:
            if meeting.id in diaries.places:
                diaries.take(meeting)
        before = sum(self._put(diaries, each, stood[each.id]) for each in few)
        for meeting in few:
            if meeting.id in diaries.places:
                diaries.take(meeting)
        self.draw.shuffle(few)
        after = sum(self._put(diaries, each, best(diaries, each)) for each in few)
        if after <= before:
            return after < before
        for meeting in few:
            if meeting.id in diaries.places:
                diaries.take(meeting)
        for meeting in few:
            self._put(diaries, meeting, stood[meeting.id])
        return False

    def _put(self, diaries: Diaries, meeting: Meeting, place: Place | None) -> int:
        """Put a meeting in where it has a place, and return what that costs."""
        if place is None:
            return self.scale.of(levels([not_placed(meeting)]))
        cost = Search(diaries, meeting).slot(place).cost
        diaries.put(meeting, place)
        return self.scale.of(cost)

    def whole(self) -> Levels:
        """Look for a better month with all meetings free; return the bound proved."""
        from alongside.reckon.arrange.proving import prove

        def tell(places: Mapping[str, Place]) -> None:
            self.better(places, "whole")

        return prove(self.problem, self.found.places, self.left, tell)

    def neighbourhood(self) -> None:
        """Free some meetings, hold the rest, and take what is better."""
        from alongside.reckon.arrange.solving import solve

        freed = self._drawn()
        held = {
            k: p for k, p in self.found.places.items() if k not in {m.id for m in freed}
        }
        seconds = max(0.1, min(A_TURN, self.left()))
        places, _ = solve(
            Diaries(self.problem, held), freed, self.scale, self.found.places, seconds,
            self.workers, self.draw.randrange(2**31), None,
        )  # fmt: skip
        self.better({**held, **places}, "neighbourhoods")

    def by_parts(self) -> Levels:
        """Return a bound of the month as the sum of bounds of parts, each taken alone.

        What a part costs with nothing else in the diaries, it costs at least with the
        rest there; so the sum is a bound, whatever meetings are put together.
        """
        from alongside.reckon.arrange.proving import least

        parts, bounds = list(self._parts()), []
        for n, part in enumerate(parts):
            until = self.left() * (1 - 1 / (len(parts) - n))
            meetings = {each.id: each for each in part}
            alone = replace(self.problem, meetings=meetings)
            bounds.append(least(alone, partial(self._before, until)))
        return Levels(*map(sum, zip(*bounds, strict=True)))

    def _before(self, until: float) -> float:
        """Return the seconds left before so many are left."""
        return self.left() - until

    def _drawn(self) -> list[Meeting]:
        """Return meetings to free: around one that costs, or those of some days."""
        reasons = self.found.reasons
        pains = [self.scale.of(levels(reasons[each.id])) for each in self.free]
        first = self.draw.choices(self.free, [pain**0.5 + 0.1 for pain in pains])[0]
        if self.draw.random() < 0.6:
            return self._around(first, FREE)
        places = self.found.places
        day = places[first.id].start // A_DAY if first.id in places else 0

        def far(meeting: Meeting) -> tuple[int, float]:
            place = places.get(meeting.id)
            return (abs(place.start // A_DAY - day) if place else 0), self.draw.random()

        return sorted(self.free, key=far)[:FREE]

    def _around(self, first: Meeting, many: int) -> list[Meeting]:
        """Return a meeting with those that share most with it in a window that touches its own."""
        people, hours = _people(first), window(self.problem, first)

        def near(meeting: Meeting) -> tuple[int, float]:
            shared = (
                len(people & _people(meeting))
                if hours & window(self.problem, meeting)
                else -1
            )
            return -shared, self.draw.random()

        others = sorted((each for each in self.free if each is not first), key=near)
        return [first, *others[: many - 1]]

    def _parts(self) -> Iterable[list[Meeting]]:
        """Yield all meetings in parts, those that share people together."""
        left = list(self.problem.meetings.values())
        while left:
            people = _people(left[0])
            left.sort(key=lambda each: -len(people & _people(each)))
            part, left = left[:A_PART], left[A_PART:]
            yield part


def _people(meeting: Meeting) -> set[str]:
    return {
        *meeting.required,
        *meeting.chairs,
        *meeting.interpreters,
        *meeting.optional,
    }
