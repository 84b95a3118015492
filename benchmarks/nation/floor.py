"""The floor: the least that could be done, written by hand for these rules alone.

Events are sorted once by kind, child and day, and each rule is a binary search. It knows
no team or worker, no undated event, no table an extract lacks: what it takes is what a
reckoning cannot go under.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np

from alongside.reckon.clock import Clock, Limit, reach_rows
from alongside.reckon.rulebook import Rule, Rulebook
from benchmarks.nation.events import numbered
from benchmarks.nation.made import AS_AT

BITS = 16  # of a day
NEVER = np.int64(2**62)
STATUSES = ("due", "overdue", "met", "late", "closed_before_due", "closed_after_due")


def read(path: Path, rules: Rulebook):
    """Return all that is had before the clock starts: the events, and the last days."""
    episode, kind, day, kinds = numbered(path)
    return (episode, kind, day, kinds, rules, _reach(rules, Clock.england()))


def reckon(held) -> Counter[str]:
    """Return how many clocks came to each status."""
    episode, kind, day, kinds, rules, reach = held
    key = (kind.astype(np.int64) << 40) | (episode.astype(np.int64) << BITS) | day
    key.sort()
    edges = np.searchsorted(key, np.arange(len(kinds) + 1, dtype=np.int64) << 40)
    of = {
        name: key[first:last] & ((1 << 40) - 1)
        for name, first, last in zip(kinds, edges, edges[1:], strict=False)
    }
    found: Counter[str] = Counter()
    for rule in rules.values():
        found.update(_judged(rule, of, reach[rule.within.key]))
    return found


def _judged(rule: Rule, of: dict[str, np.ndarray], reach: np.ndarray) -> dict[str, int]:
    start = _merged(of, rule.starts)
    start = start[np.append(True, start[1:] != start[:-1])[: len(start)]]
    done = _next(
        _merged(of, rule.completed_by),
        start,
        "left" if rule.completes_same_day else "right",
    )
    end = _next(_merged(of, rule.ended_by), start, "left")
    due = reach[start & (2**BITS - 1)]
    became = np.minimum(done, end)
    running = became == NEVER
    late = np.where(running, _number(AS_AT), became) > due
    what = np.where(running, 0, np.where(done <= end, 2, 4)) + late
    counts = np.bincount(what, minlength=len(STATUSES))
    return dict(zip(STATUSES, counts.tolist(), strict=True))


def _merged(of: dict[str, np.ndarray], kinds: tuple[str, ...]) -> np.ndarray:
    parts = [of[kind] for kind in kinds if kind in of]
    if len(parts) == 1:
        return parts[0]
    return np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64)


def _next(marks: np.ndarray, start: np.ndarray, side: str) -> np.ndarray:
    """Return the day of the next mark of the same episode, or NEVER."""
    found = np.append(marks, NEVER)[np.searchsorted(marks, start, side)]
    return np.where(found >> BITS == start >> BITS, found & (2**BITS - 1), NEVER)


def _reach(rules: Rulebook, clock: Clock) -> dict[str, np.ndarray]:
    limits: dict[str, Limit] = {rule.within.key: rule.within for rule in rules.values()}
    reach = {key: np.full(2**BITS, NEVER, np.int64) for key in limits}
    for key, start, due in reach_rows(limits, clock):
        reach[key][_number(start)] = _number(due)
    return reach


def _number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()
