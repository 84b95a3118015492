"""Somebody or something to choose for a meeting, at each start that is open: as bits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from alongside.reckon.arrange.costs import Levels
from alongside.reckon.arrange.timeline import each_bit


class Choice(NamedTuple):
    """Somebody or something to choose: when it is free to begin, and at what cost."""

    id: str | None
    starts: int
    cost: Levels = Levels()
    tentative: int = 0


def best_at(choices: Iterable[Choice], starts: int) -> dict[int, Choice]:
    """Return the cheapest that is free at each of some starts; of equals the first that is
    not tentative then. The choices come cheapest first; no more are asked than are needed."""
    found: dict[int, Choice] = {}
    for _, alike in groupby(choices, attrgetter("cost")):
        over = []
        for each in alike:
            if not starts:
                return found
            firmly = starts & each.starts & ~each.tentative
            found |= dict.fromkeys(each_bit(firmly), each)
            starts &= ~firmly
            over.append(each)
        for each in over:
            found |= dict.fromkeys(each_bit(starts & each.starts), each)
            starts &= ~each.starts
    return found


def free_at(choices: list[Choice], start: int) -> list[Choice]:
    return [each for each in choices if each.starts >> start & 1]


def how_many(masks: Iterable[int], starts: int) -> dict[int, int]:
    """Return how many of some masks hold each of some starts; 0 where none does."""
    found: dict[int, int] = defaultdict(int)
    for mask in masks:
        for start in each_bit(mask & starts):
            found[start] += 1
    return found


def at_start(masks: Iterable[int], start: int) -> int:
    return sum(mask >> start & 1 for mask in masks)
