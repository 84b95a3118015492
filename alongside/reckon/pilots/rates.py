"""Counts with exposure: leavers by staff-months, sick days by staff, agency by posts.

Two arms are set against each other exactly, given how many events there were in all. Teams
are judged as everywhere, by the change of each: here of the logarithm of its rate, so that
the effect is a ratio of ratios. The counts of a model would be of too narrow an interval
where days of sickness come in clusters; how much is told as overdispersion.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

import numpy as np

from alongside.reckon.later import Later
from alongside.reckon.pilots.assignments import Chosen
from alongside.reckon.pilots.headline import Headline, headline
from alongside.reckon.pilots.inference import Interval, Numbers, effect

stats = Later("scipy.stats")

HALF = 0.5  # an event, added where a team had none: Haldane's and Anscombe's


@dataclass(frozen=True)
class Ratio:
    """One rate over another, its exact p and 95% limits; infinite over a rate of 0."""

    ratio: float
    interval: Interval
    p: float


@dataclass(frozen=True)
class RateEffect:
    """The effect on a rate: as a ratio, and per ten staff (or posts) and period.

    `interval` is of the ratio. `dispersion` is the variance of counts over what chance
    gives, 1 where they come singly; above 1, a model of single events is too sure.
    """

    ratio: float
    interval: Interval
    p: float
    per_ten: float
    dispersion: float
    judged: Headline


def two_rates(
    events: int, exposure: float, others: int, other_exposure: float
) -> Ratio:
    """Return one rate over another, exactly, given how many events there were in all.

    Raises ValueError where nobody was exposed or nothing happened in either.

    Source: Przyborowski and Wilenski (1940), with Clopper and Pearson's limits, as R's
    poisson.test has it; checked in tests/reckon/test_pilot_rates.py against R.
    """
    if min(exposure, other_exposure) <= 0:
        raise ValueError("A rate needs somebody exposed: staff-months above 0 in both.")
    if not events + others:
        raise ValueError("Nothing happened in either, so that there is no ratio.")
    share = exposure / (exposure + other_exposure)
    found = stats.binomtest(events, events + others, share)
    low, high = (_as_ratio(each, share) for each in found.proportion_ci(0.95, "exact"))
    ratio = _as_ratio(events / (events + others), share)
    return Ratio(ratio, (low, high), float(found.pvalue))


def _as_ratio(part: float, share: float) -> float:
    return float("inf") if part >= 1 else part / (1 - part) * (1 - share) / share


def log_changes(events: Numbers, exposure: Numbers, after: Chosen) -> Numbers:
    """Return each team's change of the logarithm of its rate (teams by periods in).

    Half an event is added to a side of a team without any. nan where a side has no
    exposure. Cells of which either number is missing are left out.
    """
    before, then = (_sums(events, exposure, side) for side in (~after, after))
    with np.errstate(divide="ignore", invalid="ignore"):
        first, last = (
            np.log(np.maximum(some, HALF) / of) for some, of in (before, then)
        )
        moved = last - first
    return np.asarray(np.where(np.isfinite(moved), moved, np.nan))


def _sums(events: Numbers, exposure: Numbers, side: Chosen) -> tuple[Numbers, Numbers]:
    known = ~np.isnan(events[:, side]) & ~np.isnan(exposure[:, side])
    return (
        np.where(known, events[:, side], 0.0).sum(axis=1),
        np.where(known, exposure[:, side], 0.0).sum(axis=1),
    )


def rate_effect(
    events: Numbers, exposure: Numbers, pilot: Chosen, after: Chosen
) -> RateEffect:
    """Return the effect of a pilot on a rate (teams by periods), teams weighing equally.

    Raises ValueError where an arm has no team with exposure before and after.
    """
    found = effect(log_changes(events, exposure, after), pilot)
    judged = headline(found)
    low, high = (exp(min(each, 700.0)) for each in judged.interval)
    per_ten = [
        10 * some / np.where(of > 0, of, np.nan)
        for some, of in (_sums(events, exposure, side) for side in (~after, after))
    ]
    return RateEffect(
        exp(found.estimate), (low, high), judged.p,
        effect(per_ten[1] - per_ten[0], pilot).estimate,
        dispersion(events, exposure, pilot, after), judged,
    )  # fmt: skip


def dispersion(
    events: Numbers, exposure: Numbers, pilot: Chosen, after: Chosen
) -> float:
    """Return the counts' variance over Poisson's, teams, periods and the pilot allowed for.

    Pearson's sum over its degrees of freedom; nan where there are none, or no events.
    """
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    known = (exposure > 0) & ~np.isnan(events)
    team, period = np.nonzero(known)
    treated = (pilot[:, None] & after)[known].astype(float)
    fixed = np.hstack(
        [np.eye(len(events))[team], np.eye(events.shape[1])[period][:, 1:]]
    )
    columns = np.column_stack([treated, fixed])
    # A team or a period without any event is fitted exactly, and tells no dispersion.
    if len(team) <= columns.shape[1] or not _all_have(events, known):
        return float("nan")
    model = GLM(events[known], columns, Poisson(), offset=np.log(exposure[known]))
    fitted = model.fit()
    return float(fitted.pearson_chi2 / fitted.df_resid)


def _all_have(events: Numbers, known: Chosen) -> bool:
    counted = np.where(known, events, 0.0)
    return bool((counted.sum(axis=0) > 0).all() and (counted.sum(axis=1) > 0).all())
