"""The council's own past as a laboratory: pilots that never were, on figures that are.

In the past before a pilot every date is tried as a start, and every split of the teams (or
as many as are asked for, drawn with a seed). Nothing was piloted then, so that each alarm
is a false one; and how far teams stray apart from one span to the next says what a design
can detect.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from alongside.reckon.later import Later
from alongside.reckon.pilots.assignments import Chosen, assignments
from alongside.reckon.pilots.headline import ALPHA, headline
from alongside.reckon.pilots.inference import Numbers, effect
from alongside.reckon.pilots.rivals import POINTS, moved, regression

proportion = Later("statsmodels.stats.proportion")

HEADLINE = "our headline rule"
PLAIN, CLUSTERED = "plain regression", "clustered errors"
MOST, SEED = 1000, 2015


class TooShort(ValueError):
    """The past is too short, or too full of gaps, for what is asked of it."""


@dataclass(frozen=True)
class Window:
    """So many periods before, so many left out while it starts, so many after."""

    before: int
    after: int
    left_out: int = 0

    @property
    def length(self) -> int:
        return self.before + self.left_out + self.after

    def cut(self, values: Numbers, first: int) -> tuple[Numbers, Chosen]:
        """Return a window's periods without those left out, and which are after."""
        span = values[:, first : first + self.length]
        start = self.before + self.left_out
        kept = np.hstack([span[:, : self.before], span[:, start:]])
        return kept, np.arange(kept.shape[1]) >= self.before


@dataclass(frozen=True)
class Move:
    """The rule that colours what moved by so much either way, in the indicator's unit."""

    least: float = POINTS
    said: str = "5 points"

    @property
    def method(self) -> str:
        return f"{self.said} up or down"


FIVE_POINTS = Move()


@dataclass(frozen=True)
class Spread:
    """How far a team's own change strays, in the indicator's unit (standard deviation).

    What all teams share in a period is taken out. `freedom` counts windows that share no
    period, times teams less one.
    """

    sd: float
    dates: int
    freedom: int


@dataclass(frozen=True)
class Alarms:
    """How often a method saw an effect in pilots that never were: 95% limits of the share."""

    method: str
    alarms: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.alarms / self.of


@dataclass(frozen=True)
class Laboratory:
    """What was tried, and what each method said of it."""

    window: Window
    dates: int
    apart: int
    tried: int
    methods: tuple[Alarms, ...]

    def of(self, method: str) -> Alarms:
        return next(each for each in self.methods if each.method == method)

    @property
    def holds(self) -> bool:
        """Whether the headline's false alarms fit 5%, so far as this past can tell."""
        return self.of(HEADLINE).low <= ALPHA


def longest_window(past: int, after: int) -> Window:
    """Return a window for a past of so many periods: at most as long as the pilot is.

    A quarter of the past on each side, so that several dates can be tried. Raises
    TooShort for a past of fewer than two periods.
    """
    if past < 2:
        raise TooShort(
            f"The past before the start has {past} period. Two are the least that a pilot "
            "can be tried on: add earlier figures to the panel."
        )
    side = max(1, min(after, past // 4))
    return Window(side, side)


def changes(values: Numbers, after: Chosen) -> Numbers:
    """Return each team's mean after less its mean before, nan where either is missing."""
    return _means(values[:, after]) - _means(values[:, ~after])


def _means(values: Numbers) -> Numbers:
    known = ~np.isnan(values)
    count = np.where(known.any(axis=1), known.sum(axis=1), np.nan)
    return np.asarray(np.where(known, values, 0.0).sum(axis=1) / count)


def spread(past: Numbers, window: Window) -> Spread:
    """Return how far a team's own change strays in the past (teams by periods).

    Raises TooShort where no date gives a change of two teams or more.
    """
    squares, freedom, dates = 0.0, 0, 0
    for first in range(past.shape[1] - window.length + 1):
        found = changes(*window.cut(past, first))
        found = found[~np.isnan(found)]
        if len(found) > 1:
            squares += float(((found - found.mean()) ** 2).sum())
            freedom, dates = freedom + len(found) - 1, dates + 1
    if not dates:
        raise _too_short(past, window)
    apart = max(1, past.shape[1] // window.length)
    return Spread(sqrt(squares / freedom), dates, apart * (len(past) - 1))


def _too_short(past: Numbers, window: Window) -> TooShort:
    return TooShort(
        f"The past holds {past.shape[1]} periods, and {window.before} before with "
        f"{window.after} after need {window.length} with figures of two teams. Ask for "
        "fewer, or add earlier figures."
    )


def laboratory(
    past: Numbers,
    pilot: Chosen,
    window: Window,
    groups: Sequence[Hashable] | None = None,
    most: int = MOST,
    seed: int = SEED,
    move: Move = FIVE_POINTS,
) -> Laboratory:
    """Return how often each method raises a false alarm on the past (teams by periods).

    The limits allow for how little the past holds: windows that overlap and splits of the
    same teams say much the same again, so that the share is taken to be of (windows that
    share no period) times (teams less one) answers. Raises TooShort as `spread` does.
    """
    raised: dict[str, int] = dict.fromkeys((HEADLINE, move.method, PLAIN, CLUSTERED), 0)
    tried = 0
    for first, chosen in _tries(past, pilot, window, groups, most, seed):
        for method, alarm in _said(*window.cut(past, first), chosen, groups, move):
            raised[method] += alarm
        tried += 1
    dates = past.shape[1] - window.length + 1
    if not tried:
        raise _too_short(past, window)
    apart = past.shape[1] // window.length
    methods = (
        Alarms(method, alarms, tried, *_limits(alarms / tried, apart * (len(past) - 1)))
        for method, alarms in raised.items()
    )
    return Laboratory(window, dates, apart, tried, tuple(methods))


def _tries(
    past: Numbers,
    pilot: Chosen,
    window: Window,
    groups: Sequence[Hashable] | None,
    most: int,
    seed: int,
) -> Iterator[tuple[int, Chosen]]:
    """Every date with every split, or as many of them as are asked for, drawn."""
    dates = [
        first
        for first in range(past.shape[1] - window.length + 1)
        if not np.isnan(changes(*window.cut(past, first))).any()
    ]
    splits = assignments(pilot, groups).chosen
    total = len(dates) * len(splits)
    order = np.arange(total)
    if total > most:
        order = np.random.default_rng(seed).choice(total, most, replace=False)
    for place in order:
        date, split = divmod(int(place), len(splits))
        yield dates[date], splits[split]


def _said(
    values: Numbers,
    after: Chosen,
    chosen: Chosen,
    groups: Sequence[Hashable] | None,
    move: Move,
) -> Iterator[tuple[str, bool]]:
    found, plain = changes(values, after), regression(values, chosen, after)
    yield HEADLINE, headline(effect(found, chosen, groups)).alarm
    yield move.method, moved(found, chosen, move.least)
    yield PLAIN, plain.p <= ALPHA
    yield CLUSTERED, plain.clustered_p <= ALPHA


def _limits(share: float, answers: int) -> tuple[float, float]:
    low, high = proportion.proportion_confint(share * answers, answers, 0.05, "wilson")
    return min(float(low), share), max(float(high), share)
