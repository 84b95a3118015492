"""A month arranged: greedy at once, then better and better while time is left, then proved.

    found = arrange(problem, seconds=60, progress=print)

`progress` is told each better month as it is found, the greedy one first. A few meetings
that share people are taken out and put back in another order (`turns.py`); where that helps
no more, CP-SAT frees a neighbourhood at once. Then a month of up to WHOLE meetings is taken
whole (`proving.py`), which finds what turns do not and proves how good it is; a larger one
is bounded (`bounding.py`). What time is left makes it better. Without `ortools` there is no
bound, and the rest is done all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from random import Random
from time import monotonic

from alongside.reckon.arrange.check import broken
from alongside.reckon.arrange.costs import Levels, Term, levels, of_month, scale, total
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.greedy import greedy
from alongside.reckon.arrange.nearness import Nearness
from alongside.reckon.arrange.problem import Meeting, Place, Problem
from alongside.reckon.arrange.refusing import Unreadable
from alongside.reckon.arrange.timeline import A_DAY
from alongside.reckon.arrange.turns import Turns

WHOLE = 120  # meetings: up to here the whole month is proved at once
FREE = 12  # meetings freed at once in a neighbourhood
CHAIRS = 6  # of whom one may be chosen there
A_TURN = 5.0  # seconds for one neighbourhood
STALLED = 150  # fruitless turns, after which a neighbourhood is freed
BEFORE_THE_WHOLE = 0.05  # of the time, for a good month to begin from
A_WHILE = 0.5  # seconds between two tellings of progress, and ten times what one takes
FOR_THE_BOUND = 0.3  # of the time at most, where the whole is not proved anyway


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
    and is the answer where `seconds` is 0; all else ends with the seconds.
    """
    pinned_agree(problem)
    search = _Search(problem, seconds, Random(seed), progress, workers, clock)
    search.better(greedy(problem), "greedy")
    if search.left() > 0 and search.free:
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
        self.near = Nearness(problem, self.free, draw)
        self.found = Arrangement(problem, {}, total(problem, {}), None, "none", 0.0)
        self.prover = find_spec("ortools") is not None

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
        if self.prover:
            whole = len(self.free) <= WHOLE
            kept = 1 - BEFORE_THE_WHOLE if whole else FOR_THE_BOUND
            self.improve(kept * self.seconds)
            bound = self.whole() if whole else self.by_parts()
            self.found = replace(self.found, bound=min(bound, self.found.cost))
        if not self.found.proved:
            self.improve(0.0)
        self.found = replace(self.found, seconds=self.clock() - self.began)

    def improve(self, until: float) -> None:
        """Make the month better, until so many seconds are left."""
        while self.left() > until:
            self.turns(until)
            if self.prover and self.left() > until:
                self.neighbourhood(until)

    def turns(self, until: float) -> None:
        """Take a few out and put them back in another order, until that helps no more."""
        diaries = Diaries(self.problem, self.found.places)
        turns = Turns(diaries, self.free, self.near, self.scale, self.draw)
        fruitless, gained, next_ = 0, False, self.left() - A_WHILE
        while fruitless < STALLED and self.left() > until:
            helped = turns.turn()
            fruitless, gained = (0, True) if helped else (fruitless + 1, gained)
            if gained and self.left() < next_:
                before = self.left()
                self.better(turns.places, "turns")
                next_ = self.left() - max(A_WHILE, 10 * (before - self.left()))
                gained = False
        if gained:
            self.better(turns.places, "turns")

    def whole(self) -> Levels:
        """Look for a better month with all meetings free; return the bound proved."""
        from alongside.reckon.arrange.proving import prove

        def tell(places: Mapping[str, Place]) -> None:
            self.better(places, "whole")

        return prove(self.problem, self.found.places, self.left, tell, self.workers)

    def by_parts(self) -> Levels:
        from alongside.reckon.arrange.bounding import by_parts

        return by_parts(self.problem, self.left)

    def neighbourhood(self, until: float) -> None:
        """Free some meetings, hold the rest, and take what is better."""
        from alongside.reckon.arrange.solving import solve

        freed = [self._with_few_chairs(each) for each in self._drawn()]
        keys = {each.id for each in freed}
        held = {k: p for k, p in self.found.places.items() if k not in keys}
        seconds = max(0.1, min(A_TURN, self.left() - until))
        places, _ = solve(
            Diaries(self.problem, held), freed, self.scale, self.found.places, seconds,
            self.workers, self.draw.randrange(2**31), None,
        )  # fmt: skip
        if any(places.get(key) != self.found.places.get(key) for key in keys):
            self.better({**held, **places}, "neighbourhoods")

    def _with_few_chairs(self, meeting: Meeting) -> Meeting:
        """Return a meeting with fewer chairs to choose from: a model of all takes too long."""
        if len(meeting.chairs) <= CHAIRS:
            return meeting
        place = self.found.places.get(meeting.id)
        stand = {meeting.usual_chair, place.chair if place else None}
        stand |= {meeting.booked.chair} if meeting.booked else set()
        drawn = self.draw.sample(meeting.chairs, CHAIRS)
        few = [each for each in meeting.chairs if each in stand]
        few += [each for each in drawn if each not in stand]
        return replace(meeting, chairs=tuple(few[:CHAIRS]))

    def _drawn(self) -> list[Meeting]:
        """Return meetings to free: around one that costs, or those of some days."""
        reasons = self.found.reasons
        pains = [self.scale.of(levels(reasons[each.id])) for each in self.free]
        first = self.draw.choices(self.free, [pain**0.5 + 0.1 for pain in pains])[0]
        if self.draw.random() < 0.6:
            return self.near.around(first, FREE)
        places = self.found.places
        day = places[first.id].start // A_DAY if first.id in places else 0

        def far(meeting: Meeting) -> tuple[int, float]:
            place = places.get(meeting.id)
            return (abs(place.start // A_DAY - day) if place else 0), self.draw.random()

        return sorted(self.free, key=far)[:FREE]
