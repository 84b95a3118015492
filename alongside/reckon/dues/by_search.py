"""The fast way: events sorted once by kind, episode and day; a binary search a rule.

It reads the tables that the statement reads and finds its rows, to the letter
(`tests/stores/test_two_ways.py`), as columns, some children at a time. Days are numbers
that are only compared: `reach` has counted them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import numpy as np

from alongside.reckon.dues.clocks import Clocks, Column, Names
from alongside.reckon.dues.judging import Begun, judged
from alongside.reckon.dues.numbered import (
    BITS,
    NEVER,
    Keys,
    Numbered,
    names_of,
    next_day,
    number,
)
from alongside.reckon.dues.numbered_rules import NumberedRule, rules
from alongside.reckon.stores import Columnar

AT_A_TIME = 50_000  # children: what an answer takes in memory depends on it
THREADS = 2  # numpy lets another work while it works; more would wait for Python
KIND = 46  # the bits of a key before its kind's: those of an episode and a day
PAIR = (1 << KIND) - 1
TAKEN = {
    "counted_from": np.minimum, "recorded_on": np.minimum,
    "team": np.maximum, "worker": np.maximum,
}  # fmt: skip
"""What is told of an event, and which is taken of two that start one clock."""


def search(store: Columnar, as_at: date) -> Iterator[Clocks]:
    """Yield every clock in a prepared store, as at a day, some children at a time."""
    told = number(store, as_at)
    events = Events(told.events)
    known = list(rules(store, told.kinds))
    with ThreadPoolExecutor(THREADS) as threads:
        for first in range(0, len(told.team) if known else 0, AT_A_TIME):
            low, high = told.episodes(first, first + AT_A_TIME)
            of_rule = partial(_judged, events, told, low, high, as_at.toordinal())
            found = list(threads.map(of_rule, known))
            names = names_of(told, store, low, high)
            yield _as_one(found, names, first, low)


def _as_one(
    found: list[dict[str, Column]], names: Names, first: int, low: int
) -> Clocks:
    """Return the clocks of each rule as one, numbered from a child and an episode."""
    columns = {
        name: np.concatenate([each[name] for each in found]) for name in found[0]
    }
    counts = [len(each["child"]) for each in found]
    columns["code"] = np.repeat(np.arange(len(found), dtype=np.int32), counts)
    columns["child"] -= np.int32(first)
    columns["episode"] -= np.int32(low)
    return Clocks(names, **columns)


class Events:
    """Events in order of kind, episode and day: a key each, and what is told of it."""

    def __init__(self, columns: dict[str, Column]) -> None:
        pair = (columns["episode"].astype(np.int64) << BITS) | columns["day"]
        key = (columns["kind"].astype(np.int64) << KIND) | pair
        order = np.argsort(key, kind="stable")
        self.key = key[order]
        self.told = {name: columns[name][order] for name in TAKEN}
        for name in ("counted_from", "recorded_on"):  # of two days, one beats none
            self.told[name][self.told[name] == 0] = NEVER

    def of(self, kinds: Sequence[int], low: int, high: int) -> list[slice]:
        """Return where the events of each kind stand, of some consecutive episodes."""
        ends = [
            [(kind << KIND) | (episode << BITS) for episode in (low, high)]
            for kind in kinds
        ]
        return [slice(*pair) for pair in np.searchsorted(self.key, ends).tolist()]

    def marks(self, kinds: Sequence[int], low: int, high: int) -> Keys:
        """Return the episode and day of every event of some kinds, in order."""
        keys = [self.key[part] & PAIR for part in self.of(kinds, low, high)]
        if len(keys) == 1:
            return keys[0]
        return np.sort(np.concatenate([np.empty(0, np.int64), *keys]))

    def starts(
        self, kinds: Sequence[int], low: int, high: int
    ) -> tuple[Keys, dict[str, Column]]:
        """Return each episode and day on which some kind happened, once, and what is told."""
        parts = self.of(kinds, low, high)
        key = np.concatenate([self.key[part] & PAIR for part in parts])
        told = {
            name: np.concatenate([cells[part] for part in parts])
            for name, cells in self.told.items()
        }
        if parts[1:]:
            order = np.argsort(key, kind="stable")
            key, told = key[order], {name: told[name][order] for name in told}
        first = np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
        if len(first) < len(key):
            key = key[first]
            told = {name: TAKEN[name].reduceat(told[name], first) for name in told}
        return key, told


def _judged(
    events: Events, told: Numbered, low: int, high: int, as_at: int, rule: NumberedRule
) -> dict[str, Column]:
    """Find the clocks of a rule that have begun, the day that stopped each, and judge."""
    key, of_start = events.starts(rule.starts, low, high)
    counted_from = of_start["counted_from"]
    known = (key & NEVER > 0) & (key & NEVER <= as_at)
    known &= (counted_from >= rule.first) & (counted_from <= rule.last)
    if not known.all():
        key = key[known]
        of_start = {name: cells[known] for name, cells in of_start.items()}
    completions = events.marks(rule.done, low, high)
    ends = events.marks(rule.ends, low, high)
    return judged(Begun(
        rule, told, as_at, key, completions,
        done=next_day(completions, key, as_at, "left" if rule.same_day else "right"),
        ended=next_day(ends, key, as_at),
        **of_start,
    ))  # fmt: skip
