"""The days of the year: supervision, reviews and the end, put off by pauses.

A pause (long sickness, parental leave, bereavement) stops the year: every later day moves
by its length. So each day is first counted as if there were no pause, then moved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from alongside.reckon.clock import months_from
from alongside.reckon.newly_qualified.programme import Programme, Rhythm
from alongside.reckon.supervision import Session, sessions_by


class Pause(NamedTuple):
    """The first and the last day on which the year stands still."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def ends_on(programme: Programme, start: date, pauses: Iterable[Pause] = ()) -> date:
    """Return the last day of the year.

    >>> from alongside.reckon.newly_qualified import programmes
    >>> ends_on(programmes()["ASYE"], date(2025, 9, 1))
    datetime.date(2026, 8, 31)
    """
    return moved(months_from(start, programme.months) - timedelta(1), pauses)


def reviews(
    programme: Programme, start: date, pauses: Iterable[Pause] = ()
) -> list[date]:
    """Return the last day for each review, in order: that of its month of the year."""
    stops = tuple(pauses)
    last = (months_from(start, m) - timedelta(1) for m in programme.reviews_at_months)
    return [moved(day, stops) for day in last]


def sessions(
    programme: Programme,
    start: date,
    held: Collection[date] = (),
    pauses: Iterable[Pause] = (),
) -> list[Session]:
    """Return every supervision of the year, each with the day it was held."""
    stops = tuple(pauses)
    days = chain.from_iterable(
        _rhythm_days(rhythm, start) for rhythm in programme.supervision
    )
    return sessions_by(start - timedelta(1), (moved(day, stops) for day in days), held)


def share_of_caseload(
    programme: Programme, start: date, on: date, pauses: Iterable[Pause] = ()
) -> Decimal | None:
    """Return the most of a confident worker's caseload to be held, or None outside the year."""
    stops = tuple(pauses)
    if not start <= on <= ends_on(programme, start, stops):
        return None
    for month, share in programme.workload:
        if on < moved(months_from(start, month), stops):
            return share
    return programme.workload[-1].share


def paused_days(pauses: Iterable[Pause], first: date, last: date) -> int:
    """Return how many of the days from first to last, both included, stood still."""
    return sum(
        max(0, (min(pause.last, last) - max(pause.first, first)).days + 1)
        for pause in pauses
    )


def moved(day: date, pauses: Iterable[Pause]) -> date:
    """Return a day as put off by the pauses that begin on or before it."""
    for pause in sorted(pauses):
        if pause.first <= day:
            day += timedelta(pause.days)
    return day


def _rhythm_days(rhythm: Rhythm, start: date) -> Iterator[date]:
    """Yield the last day for each supervision, as if there were no pause."""
    for step in range(rhythm.after + rhythm.every, rhythm.up_to + 1, rhythm.every):
        if rhythm.unit == "weeks":
            yield start + timedelta(weeks=step, days=-1)
        else:
            yield months_from(start, step) - timedelta(1)
