"""How far teams picked for poor figures would have moved towards the others by themselves.

A team's figure from few cases is partly chance, and the worst of several had bad luck
besides. What is expected of its next figure lies nearer the mean, the nearer the less of
the spread between teams is real.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from alongside.reckon.pilots.assignments import Chosen
from alongside.reckon.pilots.inference import Numbers

CHANCE = 1.96  # standard errors that a figure strays by chance in 95 of 100


@dataclass(frozen=True)
class Expected:
    """What to expect of each team's next figure if nothing changes, in the same unit.

    `values` are the figures it is expected from. `between` is the variance seen between teams, `sampling` what chance alone gives;
    `reliability` is the share of the former that is real, 0 to 1.
    """

    mean: float
    between: float
    sampling: float
    reliability: float
    next: Numbers
    values: Numbers

    def move(self, pilot: Chosen) -> float:
        """The gap between arms to expect of regression alone, with its sign."""
        fall = self.next - self.values
        return float(fall[pilot].mean() - fall[~pilot].mean())


def expected(values: Numbers, sampling: Numbers) -> Expected:
    """Return what to expect next, from figures that teams were picked on.

    `values` has one figure a team, `sampling` its sampling variance. Raises ValueError for
    fewer than three teams, of which the spread cannot be told.

    Source: James and Stein's estimate as Morris (1983), J. Am. Stat. Assoc. 78, 47-55, has
    it for unknown mean and variance, without the correction for few; Barnett et al. (2005),
    Int. J. Epidemiol. 34, 215-220.
    """
    if len(values) < 3:
        raise ValueError(
            f"{len(values)} teams do not tell how teams differ. Add the figures of the "
            "others from the same time."
        )
    mean, between = float(values.mean()), float(values.var(ddof=1))
    chance = float(sampling.mean())
    reliability = max(0.0, 1 - chance / between) if between else 0.0
    return Expected(
        mean, between, chance, reliability, mean + reliability * (values - mean), values
    )


def of_shares(points: Numbers, of: Numbers) -> Expected:
    """Return what to expect next of shares in points (0 to 100), each of so many cases."""
    return expected(points, points * (100 - points) / of)


def of_rates(events: Numbers, exposure: Numbers) -> Expected:
    """Return what to expect next of rates: events over exposure, their chance Poisson's."""
    return expected(events / exposure, np.maximum(events, 0.5) / exposure**2)


def said(team: str, was: float, now: float, place: int, found: Expected) -> str:
    """Return what a project manager is to know of a team that was picked for its figure."""
    foreseen = float(found.next[place])
    away = abs(now - foreseen)
    near = away <= CHANCE * sqrt(found.sampling)
    verdict = "no farther" if near else "farther"
    return (
        f"{team} stood at {was:.3g}; {foreseen:.3g} was to be expected next with no pilot at "
        f"all, and it was {now:.3g}: {verdict} from it than chance goes."
    )
