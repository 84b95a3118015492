"""Protected caseloads: what share of a full one who is newly qualified may hold, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

WHOLE = 100


@dataclass(frozen=True)
class Scheme:
    """Shares in per cent until so many months after the start; then a full caseload."""

    title: str
    steps: tuple[tuple[int, int], ...]
    source: str

    def percent(self, months: int) -> int:
        """Return the share after so many whole months; 100 once the scheme is over."""
        found = (percent for until, percent in self.steps if months < until)
        return next(found, WHOLE)


def whole_months(start: date, on: date) -> int:
    """Return how many whole months have passed from a start to a day."""
    months = 12 * (on.year - start.year) + on.month - start.month
    return months - (on.day < start.day)


@dataclass(frozen=True)
class Cap:
    """The most cases that a worker should hold, and how that is reckoned, in words."""

    cases: int
    percent: int
    words: str


def cap(scheme: Scheme, full: int, fte: Fraction, start: date, on: date) -> Cap | None:
    """Return a newly qualified worker's cap on a day; None before the start and after."""
    months = whole_months(start, on)
    percent = scheme.percent(months)
    if months < 0 or percent == WHOLE:
        return None
    most = floor(Fraction(percent, WHOLE) * full * fte)
    part = "" if fte == 1 else f" x {float(fte):.2f} FTE"
    passed = f"{months} whole month{'' if months == 1 else 's'} since the start"
    words = f"{passed}: {percent}% of {full}{part} = at most {most}"
    return Cap(most, percent, words)
