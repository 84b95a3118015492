"""Cases in the weeks ahead, with an interval, from the weeks past.

Each week's change is cases opened less cases closed. After h weeks there are the cases of
now, h times the mean change, and what is known besides. Two things are not known: what each
week will bring, and what the mean really is. Both widen the interval:

    spread² x h x (1 + h / n)        n weeks of history

`spread²` is the variance of the weekly change, and no less than opened plus closed: cases
that came one by one and by chance alone would vary as much (Poisson), and who varies less
in a year has been lucky. How much more they vary is told as the overdispersion. The factor
for nine in ten is Student's t with n - 1 degrees (its expansion in 1/n, Abramowitz and
Stegun 26.7.5). Weeks are taken as alike and apart from each other, which they are not
quite: tests/reckon/test_caseloads_ahead.py counts how often such intervals held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import NormalDist, fmean, variance

from alongside.reckon.caseloads.bands import Band, Bands

WEEKS = 8
LEVEL = 0.9
ENOUGH = 12


@dataclass(frozen=True)
class Week:
    """So many weeks ahead: the cases expected, and between what they lie nine in ten times."""

    ahead: int
    expected: float
    low: float
    high: float


@dataclass(frozen=True)
class Forecast:
    """The weeks ahead, and what they rest on: means a week, and the overdispersion.

    `overdispersion` is the variance of the weekly change over that of cases that come
    and go by chance alone: 1 where it is just that, or less.
    """

    now: int
    weeks: tuple[Week, ...]
    history: int
    opened: float
    closed: float
    overdispersion: float

    @property
    def last(self) -> Week:
        return self.weeks[-1]


def forecast(
    now: int,
    opened: Sequence[int],
    closed: Sequence[int],
    known: Sequence[int] = (),
    enough: int = ENOUGH,
) -> Forecast | None:
    """Return the next eight weeks; None where there are too few weeks of history to say.

    `opened` and `closed` are cases a week, of whole weeks, in any order. `known` are
    changes in each week ahead that the history does not tell of, as whole cases.
    """
    weeks = len(opened)
    if weeks < max(enough, 2):
        return None
    net = [more - less for more, less in zip(opened, closed, strict=True)]
    chance = fmean(opened) + fmean(closed)
    spread = max(variance(net), chance)
    width = _student(weeks - 1)
    found = []
    for ahead in range(1, WEEKS + 1):
        expected = now + ahead * fmean(net) + sum(known[:ahead])
        half = width * sqrt(spread * ahead * (1 + ahead / weeks))
        found.append(
            Week(ahead, max(0.0, expected), max(0.0, expected - half), max(0.0, expected + half))
        )  # fmt: skip
    over = spread / chance if chance else 1.0
    return Forecast(now, tuple(found), weeks, fmean(opened), fmean(closed), over)


def _student(freedom: int, level: float = LEVEL) -> float:
    """Return how many spreads either side hold so much of Student's t."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2


def by_week(days: Iterable[tuple[int, int]], weeks: int) -> list[int]:
    """Sum numbers by week, the latest week first: (days before the end, number) each.

    0 to 6 days before the end is the latest week. What is before the weeks asked for,
    or after their end, is left out.
    """
    found = [0] * weeks
    for before, number in days:
        if 0 <= before < 7 * weeks:
            found[before // 7] += number
    return found


@dataclass(frozen=True)
class Crossing:
    """Whether a caseload leaves its band within the weeks ahead, and by what it is told.

    `how` is `known` (it does by what is planned), `likely` (the whole interval lies in
    other bands), `may` (some of it does), `stays`, `untold` (too little history) or
    `nobody` (nobody is there now, or then).
    """

    how: str
    now: Band | None
    low: Band | None
    high: Band | None


def crossing(
    bands: Bands,
    now: tuple[int, Fraction],
    then: tuple[int, Fraction],
    told: Forecast | None,
) -> Crossing:
    """Return who crosses: `now` and `then` are cases and FTE, `then` by what is known.

    What is known comes first; else the forecast's last interval, by the FTE of then.
    """
    (cases, fte), (cases_then, fte_then) = now, then
    if fte <= 0 or fte_then <= 0:
        return Crossing("nobody", None, None, None)
    band, planned = bands.of(cases / fte), bands.of(cases_then / fte_then)
    if planned != band:
        return Crossing("known", band, planned, planned)
    if told is None:
        return Crossing("untold", band, None, None)
    low, high = (
        bands.of(Fraction(number) / fte_then)
        for number in (told.last.low, told.last.high)
    )
    inside = low.place <= band.place <= high.place
    how = "stays" if low == high == band else "may" if inside else "likely"
    return Crossing(how, band, low, high)
