"""The stretch of time a picture shows, and where each day lies across it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from alongside.reckon.clock import months_from

WIDTH = 930
AHEAD = 3  # months after this one, at least
PAST_TO_AHEAD = 7  # so many months back give one more ahead
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

    It never starts before there is something to show. `all` reaches back to the first
    day, the others so many months; the longer the past, the more room lies ahead.
    """
    month, months = today.replace(day=1), SPANS[span][1]
    first = min([*days, today]).replace(day=1)
    if months is not None:
        first = max(first, months_from(month, -months))
    past = (month.year - first.year) * 12 + month.month - first.month
    ahead = max(AHEAD, past // PAST_TO_AHEAD)
    return Window(first, months_from(month, ahead + 1))
