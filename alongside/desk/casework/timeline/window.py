"""The stretch of time a picture shows, and where each day lies across it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from alongside.reckon.clock import months_from

WIDTH = 950
AHEAD = 3  # months after this one
MOST_TICKS = 32
STEPS = (1, 3, 12, 60, 120, 1200)  # months from one tick to the next
SPANS = {
    "6m": ("6 months", 6),
    "1y": ("12 months", 12),
    "2y": ("2 years", 24),
    "all": ("Everything", None),
}
USUAL = "1y"


class Tick(NamedTuple):
    """A line down the picture on the first of a month; words only where they fit."""

    x: float
    month: str
    year: str


@dataclass(frozen=True)
class Window:
    """From the first of a month up to, not including, the first of another."""

    first: date
    end: date

    def x(self, day: date) -> float:
        """Return how far across a day begins; days outside lie on the edge."""
        share = (day - self.first).days / (self.end - self.first).days
        return round(WIDTH * min(max(share, 0), 1), 1)

    @property
    def last_month(self) -> date:
        return months_from(self.end, -1)

    def holds(self, day: date) -> bool:
        return self.first <= day < self.end

    def touches(self, first: date, last: date) -> bool:
        return first < self.end and last >= self.first

    def ticks(self) -> list[Tick]:
        """Return the months that get a line, at most about one in 30 of the width."""
        starts = list(self._months())
        step = next(n for n in STEPS if len(starts) / n <= MOST_TICKS)
        kept = [day for day in starts if (day.year * 12 + day.month - 1) % step == 0]
        return [
            Tick(
                self.x(day),
                f"{day:%b}" if step < 12 else "",
                f"{day:%Y}" if day.month == 1 or day == kept[0] else "",
            )
            for day in kept
        ]

    def _months(self) -> Iterator[date]:
        day = self.first
        while day < self.end:
            yield day
            day = months_from(day, 1)


def window(span: str, today: date, days: Iterable[date]) -> Window:
    """Return the months a span shows, given the days that have something on them.

    It never starts before there is something to show. `all` reaches from the first day
    to the last; the others so many months back, and all some months ahead.
    """
    days = [*days, today]
    month, months = today.replace(day=1), SPANS[span][1]
    first, end = min(days).replace(day=1), months_from(month, AHEAD + 1)
    if months is None:
        return Window(first, max(end, months_from(max(days).replace(day=1), 1)))
    return Window(max(first, months_from(month, -months)), end)
