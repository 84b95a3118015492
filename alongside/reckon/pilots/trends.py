"""The event picture, and what may honestly be said of trends before the start.

That no difference of trends was seen says little with a few teams: with it comes the
difference that could have been missed, and the one that would explain the result away.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.reckon.later import Later
from alongside.reckon.pilots.amounts import places
from alongside.reckon.pilots.assignments import Chosen
from alongside.reckon.pilots.design import detectable
from alongside.reckon.pilots.headline import headline
from alongside.reckon.pilots.history import changes
from alongside.reckon.pilots.inference import Interval, Numbers, effect, student

stats = Later("scipy.stats")

FEWEST = 3  # periods before from which a trend can be told from a jump
SEEN = 0.10  # p from which on a difference of trends counts as none seen


@dataclass(frozen=True)
class Gap:
    """The arms' gap in one period, over that of all periods before; its 95% t band.

    In the indicator's unit; nan where an arm has no team, the band where it has one.
    """

    gap: float
    interval: Interval


@dataclass(frozen=True)
class Picture:
    """What is drawn: teams by periods, each arm's mean, and the gap by period."""

    values: Numbers
    pilot: Chosen
    after: Chosen
    arms: tuple[Numbers, Numbers]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Trends:
    """How the arms' trends differed before, in the unit a period.

    `missed` is the difference that would have been seen in 80% of such pilots and no
    oftener if smaller; `break_even` the one that would alone make the effect.
    """

    difference: float
    interval: Interval
    p: float
    missed: float
    break_even: float
    periods: int

    @property
    def explains(self) -> bool:
        """Whether a difference that fits the figures would explain the result away."""
        return self.interval[0] <= self.break_even <= self.interval[1]


@dataclass(frozen=True)
class Placebo:
    """How often a false start before the real one gave a gap as large."""

    tried: int
    as_large: int


def picture(values: Numbers, pilot: Chosen, after: Chosen) -> Picture:
    """Return the event picture of one indicator (teams by periods)."""
    arms = _mean(values[pilot]), _mean(values[~pilot])
    level = _mean(values[:, ~after].T)[:, None]
    moved = values - level
    gaps = tuple(_gap(moved[:, each], pilot) for each in range(values.shape[1]))
    return Picture(values, pilot, after, arms, gaps)


def _mean(rows: Numbers) -> Numbers:
    """Return the mean of each column without what is missing; nan where all is."""
    known = ~np.isnan(rows)
    count = np.where(known.any(axis=0), known.sum(axis=0), np.nan)
    return np.asarray(np.where(known, rows, 0.0).sum(axis=0) / count)


def _gap(moved: Numbers, pilot: Chosen) -> Gap:
    known = ~np.isnan(moved)
    here, there = moved[known & pilot], moved[known & ~pilot]
    if not len(here) or not len(there):
        return Gap(np.nan, (np.nan, np.nan))
    found = student(moved[known], pilot[known])
    band = (np.nan, np.nan) if found is None else found.interval
    return Gap(float(here.mean() - there.mean()), band)


def trends(values: Numbers, pilot: Chosen, after: Chosen) -> Trends | None:
    """Return how trends before differ, or None where fewer than three periods are before.

    Each team brings the slope of its own line by least squares; slopes are judged by the
    headline rule. Teams with fewer than three periods known are left out, and None comes
    back where that leaves an arm fewer than two.
    """
    slopes = np.array([_slope(row) for row in values[:, ~after]])
    known = ~np.isnan(slopes)
    here, there = int((known & pilot).sum()), int((known & ~pilot).sum())
    if min(here, there) < 2:
        return None
    judged = headline(effect(slopes, pilot))
    arms = slopes[known & pilot], slopes[known & ~pilot]
    squares = sum(float(((arm - arm.mean()) ** 2).sum()) for arm in arms)
    places = np.arange(len(after))
    apart = float(places[after].mean() - places[~after].mean())
    return Trends(
        float(arms[0].mean() - arms[1].mean()), judged.interval, judged.p,
        detectable(here, there) * float(np.sqrt(squares / (here + there - 2))),
        _gap_of(changes(values, after), pilot) / apart,
        int((~np.isnan(values[:, ~after]).all(axis=0)).sum()),
    )  # fmt: skip


def _gap_of(moved: Numbers, pilot: Chosen) -> float:
    return float(np.nanmean(moved[pilot]) - np.nanmean(moved[~pilot]))


def _slope(row: Numbers) -> float:
    known = ~np.isnan(row)
    if known.sum() < FEWEST:
        return float("nan")
    return float(stats.linregress(np.flatnonzero(known), row[known]).slope)


def placebo_dates(values: Numbers, pilot: Chosen, after: Chosen) -> Placebo:
    """Return how many false starts before the real one gave a gap as large as it did.

    Each period before, but the first, is taken for the start, with all before the real
    start as the figures. Those in which an arm has no change are not counted.
    """
    real = abs(_gap_of(changes(values, after), pilot))
    past = values[:, ~after]
    gaps = []
    for start in range(1, past.shape[1]):
        moved = changes(past, np.arange(past.shape[1]) >= start)
        if not min((~np.isnan(moved[arm])).sum() for arm in (pilot, ~pilot)):
            continue
        gaps.append(abs(_gap_of(moved, pilot)))
    return Placebo(len(gaps), sum(gap >= real - 1e-9 * real for gap in gaps))


def why_none(before: int, period: str) -> str:
    """Return why no trend before the start can be told, given how many periods count."""
    if before < FEWEST:
        counted = f"{before} {period}{'s' * (before != 1)}"
        return (
            f"only {counted} before the start count{'s' * (before == 1)}, and a trend needs "
            f"{FEWEST}: whether the pilot teams were getting better already cannot be known"
        )
    return (
        f"one side has fewer than two teams with {FEWEST} {period}s before the start: whether "
        "the pilot teams were getting better already cannot be known"
    )


def said(found: Trends, unit: str, period: str) -> list[str]:
    """Return what may be said of trends before: never that they were alike."""
    each = f"{unit} a {period}".strip()
    limits, exact = found.interval, places(found.interval)
    low, high = (f"{limit:+.{exact}f}" for limit in limits)
    fits = (
        "The figures before the start fit"
        if found.explains
        else "The figures before do not fit"
    )
    return [
        f"Before the start the pilot teams moved {found.difference:+.{exact}f} {each} "
        f"against the others ({low} to {high}).",
        f"With so few teams a difference below {found.missed:.2g} {each} "
        "would as a rule have been missed.",
        f"Had they moved {found.break_even:+.{exact}f} {each} against the others anyway, "
        f"that alone would make the whole gap. {fits} that.",
    ]
