"""Audit grades under each number of audits that may lie behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from alongside.reckon.pilots.chance import Chance, chance
from alongside.reckon.pilots.comparison import Comparison
from alongside.reckon.pilots.inference import Numbers
from alongside.reckon.pilots.noise import Noise, Scale
from alongside.reckon.pilots.ordinal import PRIORS, Points, Posterior, Prior, posterior
from alongside.reckon.pilots.panel import Figures, Panel
from alongside.reckon.pilots.recovered import Recovered, recover

COUNTED, TAKEN = "as counted", "as recovered"
FEWEST, MOST = "the fewest plausible", "the most plausible"
SHARES = Scale(100, shares=True)


@dataclass(frozen=True)
class Supposed:
    """The grades with one supposition of how many audits there were.

    `audits` is an array of teams by periods, nan where no number fits.
    """

    name: str
    audits: Numbers
    grades: Numbers
    comparison: Comparison

    def chance(self, estimate: float, figures: Figures) -> Chance:
        """Return what chance makes of it, unknown where a figure has no number of audits."""
        values = figures.values
        if np.isnan(self.audits[~np.isnan(self.comparison.masked(values))]).any():
            return Chance()
        counted = Figures(
            figures.indicator, values, values * self.audits / 100, self.audits
        )
        return chance(estimate, counted, self.comparison, SHARES)

    @cached_property
    def posterior(self) -> Posterior:
        return self.under(PRIORS[""])

    def under(self, prior: Prior) -> Posterior:
        """Return what the grades say under a prior of the pilot's effect."""
        comparison = self.comparison
        cells = (comparison.used & comparison.teams[:, None])[:, :, None]
        counts = np.where(cells, self.grades * self.audits[:, :, None] / 100, np.nan)
        return posterior(counts, comparison.pilot, comparison.after, prior)


@dataclass(frozen=True)
class Audited:
    """What one supposition makes of one indicator. `priors` holds the effect in points
    under the prior that the verdict uses ("") and under others."""

    audits: str
    fewest: float
    most: float
    chance: Chance
    priors: Mapping[str, Points]

    @property
    def noise(self) -> Noise | None:
        return self.chance.noise

    def to_json(self) -> dict[str, Any]:
        return {
            "audits": self.audits,
            "fewest": self.fewest,
            "most": self.most,
            "noise_floor_se": None if self.noise is None else self.noise.error,
            "noise_floor_p": None if self.noise is None else self.noise.p,
            "grades": {
                name or "used": {
                    "points": each.middle,
                    "interval": list(each.interval),
                    "p_benefit": each.benefit,
                }
                for name, each in self.priors.items()
            },
        }


@dataclass(frozen=True)
class Suppositions:
    """All suppositions of a panel's audits, the one that is used first."""

    each: Sequence[Supposed]
    recovered: Sequence[Recovered]

    def of(self, estimate: float, figures: Figures) -> list[Audited]:
        """Return what each makes of an indicator; all priors for the one that is used."""
        return [
            Audited(
                one.name,
                float(np.nanmin(one.audits)),
                float(np.nanmax(one.audits)),
                one.chance(estimate, figures),
                {
                    name: posterior.points[figures.indicator]
                    for name, posterior in self._posteriors(one).items()
                },
            )
            for one in self.each
        ]

    def _posteriors(self, one: Supposed) -> Mapping[str, Posterior]:
        return self._all_priors if one is self.each[0] else {"": one.posterior}

    @cached_property
    def _all_priors(self) -> Mapping[str, Posterior]:
        first = self.each[0]
        others = {name: first.under(prior) for name, prior in PRIORS.items() if name}
        return {"": first.posterior, **others}


def suppositions(panel: Panel, comparison: Comparison) -> Suppositions | None:
    """Return what may be supposed of a panel's audits; None where nothing can be."""
    found = recover(panel.audits)
    grades = np.full((len(panel.teams), len(panel.periods), 4), np.nan)
    known = np.full(grades.shape[:2], np.nan)
    for (team, period), row in panel.audits.items():
        at = panel.teams.index(team), panel.periods.index(period)
        grades[at], known[at] = row.shares, row.audits
    supposed = [
        Supposed(name, audits, grades, comparison)
        for name, audits in _numbers(panel, known, found)
    ]
    usable = [each for each in supposed if not np.isnan(each.audits).all()]
    return Suppositions(usable, found) if usable else None


def _numbers(
    panel: Panel, known: Numbers, found: Sequence[Recovered]
) -> list[tuple[str, Numbers]]:
    if not found:
        return [(COUNTED, known)]
    columns: dict[str, Numbers] = {name: known.copy() for name in (TAKEN, FEWEST, MOST)}
    for each in found:
        at = panel.teams.index(each.team), panel.periods.index(each.period)
        if each.taken is not None:
            plausible = [*each.plausible, each.taken]
            for name, number in zip(
                columns, (each.taken, min(plausible), max(plausible)), strict=True
            ):
                columns[name][at] = number
    return list(columns.items())
