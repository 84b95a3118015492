"""What no month costs less than, of a month too large to prove: the sum of its parts' bounds.

What a part costs with nothing else in the diaries, it costs at least with the rest there; so
the sum is a bound, whatever meetings are put together. Of a part the linear programme is
solved, over what its meetings can cost little more than they must; further away a meeting
is taken to be in nobody's way, which makes the bound lower and never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from alongside.reckon.arrange.conflicts import UNSEEN, Conflicts, Option
from alongside.reckon.arrange.costs import Levels, levels, not_placed
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.linear import relaxed
from alongside.reckon.arrange.nearness import parts
from alongside.reckon.arrange.problem import Meeting, Problem
from alongside.reckon.arrange.search import Search

A_PART = 100  # meetings bounded together
BEYOND = (
    12  # points of comfort above what a meeting must cost, where it is nearest away
)
Left = Callable[[], float]


def by_parts(problem: Problem, left: Left) -> Levels:
    """Return a bound of a month, within the seconds that `left` says are left.

    What there is no time for counts as what its meetings cost alone, or as nothing.
    """
    diaries, near = Diaries(problem), dict[str, list[Option]]()
    for key, meeting in problem.meetings.items():
        if left() <= 0:
            break
        near[key] = _near(diaries, meeting)
    alone = (min(each.cost for each in options) for options in near.values())
    bound = Levels(*map(sum, zip(Levels(), *alone, strict=True)))
    known = [each for key, each in problem.meetings.items() if key in near]
    every, more = list(parts(known, A_PART)), 0
    for n, part in enumerate(every):
        until = left() * (1 - 1 / (len(every) - n))
        more += _together(problem, [near[each.id] for each in part], left, until)
    return bound._replace(comfort=bound.comfort + more)


def _together(
    problem: Problem, near: Sequence[list[Option]], left: Left, until: float
) -> int:
    """Return what meetings cost more together than each alone, at least; 0 once time is over."""
    if left() <= until:
        return 0
    options = [option for theirs in near for option in theirs]
    least = [min(each.cost.comfort for each in theirs) for theirs in near for _ in theirs]  # fmt: skip
    points = {
        number: option.cost.comfort - alone
        for number, (option, alone) in enumerate(zip(options, least, strict=True))
    }
    meetings = {option.meeting.id: option.meeting for option in options}
    part = replace(problem, meetings=meetings)
    try:
        conflicts = Conflicts(part, options, _in_time(points, left, until), softly=True)
    except TimeoutError:
        return 0
    found = relaxed(conflicts, points, lambda: left() - until)
    return ceil(found.cost - UNSEEN) if found else 0


def _in_time(numbers: Iterable[int], left: Left, until: float) -> Iterator[int]:
    """Yield numbers; raise TimeoutError once time is over."""
    for number in numbers:
        if left() <= until:
            raise TimeoutError
        yield number


def _near(diaries: Diaries, meeting: Meeting) -> list[Option]:
    """Return where a meeting costs little more than it must, and one option for all the rest."""
    search, where = Search(diaries, meeting), diaries.problem.place_of
    if meeting.pinned and (booked := meeting.booked) is not None:
        cost = levels(search.terms(booked))
        return [Option(meeting, booked, where(booked.room), cost)]
    found = list(search.near(BEYOND))
    if not found:
        return [Option(meeting, None, None, levels([not_placed(meeting)]))]
    least = min(cost for cost, _ in found)
    away = least._replace(comfort=least.comfort + BEYOND + 1)
    near = (Option(meeting, place, where(place.room), cost) for cost, place in found)
    return [Option(meeting, None, None, away), *near]
