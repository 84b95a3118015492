"""From when to when: what a clock went through, and how long a child was in a state.

What became of a stretch of time is its `kind`, which the picture draws by outline and
pattern: `run` (on the way to being done in time), `spare` (done, with time left),
`over` (past its last day), `ahead` (running now), `left` (ended without being done) and
`stay` (a placement, a plan or a period of care).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from alongside.desk.casework.models import Due

MEANINGS = {
    "run": "A timescale, until it was done or due",
    "over": "Overdue, until it was done or until today",
    "ahead": "Running now, to the day it is due",
    "spare": "Time left when it was done",
    "left": "Ended, no longer needed",
    "stay": "Placement",
}


UNCLEAR = (Due.Status.CANNOT_COMPUTE, Due.Status.INVALID_SEQUENCE)


class Stretch(NamedTuple):
    kind: str
    first: date
    last: date


def of_clock(due: Due, today: date, repeats: bool = False) -> list[Stretch]:
    """Return what a clock went through, in order. Empty for one over in a moment."""
    found = [
        Stretch(kind, first, last)
        for kind, first, last in _parts(due, today)
        if last > first
    ]
    return [s for s in found if not (repeats and s.kind == "spare")]


def _parts(due: Due, today: date) -> list[tuple[str, date, date]]:
    start, due_on, status = due.started_on, due.due_on, due.status
    if due_on and status == Due.Status.OPEN:
        return [("ahead", start, due_on), ("over", due_on, today)]
    if due_on and status == Due.Status.MET and due.completed_on:
        done = due.completed_on
        return [("run", start, done), ("spare", done, due_on)]
    if due_on and status == Due.Status.LATE and due.completed_on:
        return [("run", start, due_on), ("over", due_on, due.completed_on)]
    if due_on and status == Due.Status.CLOSED_AFTER_DUE and due.ended_on:
        return [("left", start, due_on), ("over", due_on, due.ended_on)]
    if status in UNCLEAR:
        return []
    until = today if status == Due.Status.OPEN else due.ended_on
    return [("left", start, until or start)]


def of_stays(
    opens: Iterable[date], closes: Iterable[date], successive: bool = False
) -> list[tuple[date | None, date | None]]:
    """Pair beginnings with endings; None where the records do not hold one.

    Where states follow one another (placements), the next ends the one before; else a
    beginning within an open state changes nothing.
    """
    starts, ends, found = sorted(opens), sorted(closes), []
    if ends and (not starts or ends[0] < starts[0]):
        found.append((None, ends.pop(0)))
    for start, following in pairwise([*starts, None]):
        if found and not successive and _within(start, found[-1]):
            continue
        bound = following if successive else None
        end = next((e for e in ends if start <= e <= (bound or e)), None)
        ends = [day for day in ends if end is None or day > end]
        found.append((start, end or bound))
    return found


def _within(day: date, stay: tuple[date | None, date | None]) -> bool:
    return stay[1] is None or day < stay[1]
