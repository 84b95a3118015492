"""Somebody or something to choose for a meeting, at each start that is open: as bits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import groupby
from operator import attrgetter, or_
from typing import NamedTuple

from alongside.reckon.arrange.costs import Levels
from alongside.reckon.arrange.timeline import each_bit


class Choice(NamedTuple):
    """Somebody or something to choose: when it is free to begin, and at what cost."""

    id: str | None
    starts: int
    cost: Levels = Levels()
    tentative: int = 0


class Kept:
    """Choices worked out only so far as they are asked for, and then kept; cheapest first."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self._known: list[tuple[int, Choice]] = []
        self._rest = _in_turn(choices)

    def __iter__(self) -> Iterator[tuple[int, Choice]]:
        yield from self._known
        for each in self._rest:
            self._known.append(each)
            yield each

    def best_at(self, starts: int) -> dict[int, Choice]:
        """Return the cheapest that is free at each of some starts; of equals the first that
        is not tentative then. No more are asked than are needed."""
        found: dict[int, Choice] = {}
        for free, each in self:
            if here := starts & free:
                found |= dict.fromkeys(each_bit(here), each)
                starts ^= here
                if not starts:
                    break
        return found

    def free_at(self, start: int) -> list[Choice]:
        return [each for free, each in self if free >> start & 1]


ALIKE = (
    3  # choices that cost the same, up to which each is named where all are asked for
)


def loosened(choices: Kept) -> Kept:
    """Return choices of which those that cost the same are one, of nobody, where they are many.

    It is free where any of them is, and tentative where all that are free are.
    """
    named = dict.fromkeys(each for _, each in choices)
    return Kept(_loosened(list(named)))


def _loosened(choices: Iterable[Choice]) -> Iterator[Choice]:
    for cost, group in groupby(choices, attrgetter("cost")):
        alike = list(group)
        if len(alike) <= ALIKE:
            yield from alike
        else:
            free = reduce(or_, (each.starts for each in alike))
            firmly = reduce(or_, (each.starts & ~each.tentative for each in alike))
            yield Choice(None, free, cost, free & ~firmly)


def _in_turn(choices: Iterable[Choice]) -> Iterator[tuple[int, Choice]]:
    """Yield when to take each: those that cost alike by turns, then over what is tentative."""
    for _, alike in groupby(choices, attrgetter("cost")):
        over = []
        for each in alike:
            yield each.starts & ~each.tentative, each
            if each.tentative:
                over.append(each)
        for each in over:
            yield each.starts & each.tentative, each


def how_many(masks: Iterable[int], starts: int) -> dict[int, int]:
    """Return how many of some masks hold each of some starts; 0 where none does."""
    found: dict[int, int] = defaultdict(int)
    for mask in masks:
        for start in each_bit(mask & starts):
            found[start] += 1
    return found


def at_least(masks: Iterable[int]) -> list[int]:
    """Return the starts that one of the masks holds at least, that two hold, and so on."""
    found: list[int] = []
    for mask in masks:
        for n, held in enumerate(found):
            found[n], mask = held | mask, held & mask
        if mask:
            found.append(mask)
    return found


def at_start(masks: Iterable[int], start: int) -> int:
    return sum(mask >> start & 1 for mask in masks)
