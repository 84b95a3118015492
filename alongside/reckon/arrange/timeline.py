"""Time as bits: a quarter of an hour each, in the wall time of England.

A day has 96 grains, whether or not its clocks change: the clocks change at night, when
nobody meets. Grain 0 is midnight of the first day; only the days that a problem names are
in the line, one after another, so the evening of a Friday is followed by Monday's small
hours, in which nobody is free. A set of grains is one Python integer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

GRAIN = 15
A_DAY = 24 * 60 // GRAIN

Spell = tuple[int, int]
"""From a grain of the day to another, the second not included: (36, 68) is 09:00 to 17:00."""


@dataclass(frozen=True)
class Timeline:
    """The days on which meetings may stand, in order, each once."""

    days: tuple[date, ...]
    number: dict[date, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", {day: n for n, day in enumerate(self.days)})

    @property
    def length(self) -> int:
        return len(self.days) * A_DAY

    def moment(self, grain: int) -> datetime:
        """Return the wall time at which a grain begins."""
        day, of_day = divmod(grain, A_DAY)
        return datetime.combine(self.days[day], time()) + timedelta(
            minutes=of_day * GRAIN
        )

    def grain(self, moment: datetime) -> int:
        """Return the grain that holds a wall time. Raises KeyError for a day not in the line."""
        return self.number[moment.date()] * A_DAY + _of_day(moment)

    def between(self, start: datetime, end: datetime) -> int:
        """Return the grains touched by a time from start to end, as bits.

        What lies on days that are not in the line is left out; a grain that is touched
        for a minute counts whole, because nobody can meet in the rest of it.
        """
        return bits(self._edge(start), self._edge(end, up=True))

    def _edge(self, moment: datetime, up: bool = False) -> int:
        n = bisect_left(self.days, moment.date())
        if n == len(self.days) or self.days[n] != moment.date():
            return n * A_DAY
        part = up and (moment.minute % GRAIN or moment.second or moment.microsecond)
        return n * A_DAY + _of_day(moment) + bool(part)

    def on(self, days: Iterable[date], spells: Sequence[Spell]) -> int:
        """Return the grains of the spells on each of the days that is in the line."""
        numbers = (self.number[day] for day in days if day in self.number)
        spans = (
            bits(n * A_DAY + first, n * A_DAY + last)
            for n in numbers
            for first, last in spells
        )
        return reduce(or_, spans, 0)

    def first_from(self, day: date) -> int:
        """Return the number of the first day of the line on or after a day."""
        return bisect_left(self.days, day)


def _of_day(moment: datetime) -> int:
    return (moment.hour * 60 + moment.minute) // GRAIN


def bits(first: int, last: int) -> int:
    """Return the bits from first to last, the last not included; none where none are between."""
    return ((1 << last) - (1 << first)) if last > first else 0


def a_day(number: int) -> int:
    """Return the bits of a whole day of the line."""
    return bits(number * A_DAY, (number + 1) * A_DAY)


def widened(first: int, last: int, by: int) -> int:
    """Return the bits from `by` before the first to `by` after the last."""
    return bits(max(0, first - by), last + by)


def starts_in(free: int, length: int, after: int = 0) -> int:
    """Return the grains at which something of that length, in grains, can begin.

    `after` is how many grains after the start it begins: a person who joins a meeting
    half an hour in is asked with `after=2`.

    >>> bin(starts_in(0b111011, 2))
    '0b11001'
    """
    span, reach = free, 1
    while reach < length:
        step = min(reach, length - reach)
        span &= span >> step
        reach += step
    return span >> after


def each_bit(mask: int) -> Iterator[int]:
    """Yield the places of the bits that are set, lowest first."""
    place = -1
    while mask:
        low = (mask & -mask).bit_length()
        place += low
        yield place
        mask >>= low  # what is left is short where the bits are of one day
