"""The noise floor: how far an effect moves by chance alone, with so few counted.

A share of 13 audits moves by 8 points when one audit does. Teams may happen to be steadier
than their numbers allow, and then their spread says less than the numbers do.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np

from alongside.reckon.later import Later
from alongside.reckon.pilots.assignments import Chosen
from alongside.reckon.pilots.counts import NEAR, SCALES
from alongside.reckon.pilots.inference import Interval, Numbers
from alongside.reckon.pilots.panel import Figures

stats = Later("scipy.stats")


@dataclass(frozen=True)
class Noise:
    """The standard error that the denominators alone give an effect, in its own unit."""

    estimate: float
    error: float

    @cached_property
    def p(self) -> float:
        """The two-sided p of the effect against this noise alone; 1 where there is none."""
        if not self.error:
            return 1.0 if not self.estimate else 0.0
        return float(2 * stats.norm.sf(abs(self.estimate) / self.error))

    @property
    def interval(self) -> Interval:
        half = float(stats.norm.ppf(0.975)) * self.error
        return self.estimate - half, self.estimate + half


@dataclass(frozen=True)
class Scale:
    """What a value is of its counts: `per` times numerator over denominator.

    `shares` where every numerator is among its denominator; else they are rates.
    """

    per: float
    shares: bool


def scale_of(figures: Figures) -> Scale | None:
    """Return the scale of an indicator; None where its counts are not known or differ."""
    known = ~np.isnan(figures.values)
    above, below = figures.numerators[known], figures.denominators[known]
    if not known.any() or not (above >= 0).all() or not (below > 0).all():
        return None
    shares = bool((above <= below).all())
    for per in SCALES:
        if np.allclose(
            figures.values[known], per * above / below, rtol=NEAR, atol=per / 100
        ):
            return Scale(per, shares)
    return None


def floor(
    estimate: float, figures: Figures, scale: Scale, pilot: Chosen, after: Chosen
) -> Noise:
    """Return the noise floor of an effect, its counts those of `figures`.

    Each team is taken at its own share (binomial) or rate (Poisson) over all its periods,
    as if nothing had changed. A cell whose value is missing is passed over, as the effect
    passes it over.
    """
    teams = of_teams(figures, scale, after) + of_teams(figures, scale, ~after)
    return Noise(estimate, sqrt(_of_arm(teams, pilot) + _of_arm(teams, ~pilot)))


def of_teams(figures: Figures, scale: Scale, side: Chosen) -> Numbers:
    """Return the variance by chance alone of each team's mean over some periods."""
    known = ~np.isnan(figures.values)
    above = np.where(known, figures.numerators, 0.0)
    below = np.where(known, figures.denominators, 0.0)
    own = above.sum(axis=1) / below.sum(axis=1)
    spread = scale.per**2 * (own * (1 - own) if scale.shares else own)
    cells = spread[:, None] / np.where(known, below, np.inf)
    return _of_mean(cells, known, side)


def _of_mean(cells: Numbers, known: Chosen, side: Chosen) -> Numbers:
    """Return the variance of each team's mean over the periods of one side."""
    count = known[:, side].sum(axis=1)
    return np.asarray(cells[:, side].sum(axis=1) / count**2, dtype=np.float64)


def _of_arm(teams: Numbers, chosen: Chosen) -> float:
    return float(teams[chosen].sum() / chosen.sum() ** 2)
