"""Asks further questions of one indicator: trends, false starts, rates, other comparisons.

None of it makes the verdict. Trends before the start are a reason where they differed
(`judging.py`); the rest is there to be read beside the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from alongside.reckon.pilots import trends
from alongside.reckon.pilots.amounts import gap, places
from alongside.reckon.pilots.comparison import Comparison, means
from alongside.reckon.pilots.further import (
    EVENT,
    FALSE_STARTS,
    RATES,
    REGRESSION,
    SYNTHETIC,
    TRENDS,
    Further,
)
from alongside.reckon.pilots.inference import Interval, Numbers
from alongside.reckon.pilots.panel import Figures, Panel
from alongside.reckon.pilots.periods import WORDS, place
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.rates import RateEffect, rate_effect
from alongside.reckon.pilots.regression_to_mean import Expected
from alongside.reckon.pilots.regression_to_mean import said as regression_said
from alongside.reckon.pilots.sensitivities import FEW
from alongside.reckon.pilots.synthetic import FEWEST, TooFew, Weighted, synthetic


@dataclass(frozen=True)
class Asker:
    """One indicator as it is asked further: the cells that count, and in what unit."""

    panel: Panel
    figures: Figures
    comparison: Comparison
    asked: Question
    unit: str
    expected: Expected | None

    @cached_property
    def values(self) -> Numbers:
        return self.comparison.masked(self.figures.values)

    @property
    def period(self) -> str:
        return WORDS[place(self.panel.periods[0])[0]].removesuffix("s")

    @cached_property
    def trends(self) -> trends.Trends | None:
        return trends.trends(self.values, self.comparison.pilot, self.comparison.after)

    @property
    def off_course(self) -> str:
        """Why the arms are not said to have been on the same course before, if not.

        Nothing where no difference of their trends was seen.
        """
        found = self.trends
        if found is None or found.p > trends.SEEN:
            return ""
        moved = f"{found.difference:+.3g}{self.unit} a {self.period}"
        return f"the pilot teams were on another course before the start ({moved} against the others)"

    def everything(self) -> tuple[Further, ...]:
        """Return each further question with its answer, or why it does not apply."""
        return (
            self._trends(), self._false_starts(), self._event(), self._rate(),
            self._regression(), self._synthetic(),
        )  # fmt: skip

    def _trends(self) -> Further:
        if (found := self.trends) is None:
            before = int(self.comparison.before.sum())
            return Further(TRENDS, why_not=trends.why_none(before, self.period))
        says = trends.said(found, self.unit.strip(), self.period)
        return Further(
            TRENDS, tuple(says),
            {
                "difference": found.difference, "interval": _limits(found.interval),
                "p": found.p, "could_have_been_missed": found.missed,
                "break_even": found.break_even, "explains": found.explains,
                "periods": found.periods,
            },
        )  # fmt: skip

    def _false_starts(self) -> Further:
        kept = self.comparison
        if kept.before.sum() < 2:
            why = f"there is one {self.period} before the start, and two are the least"
            return Further(FALSE_STARTS, why_not=why)
        found = trends.placebo_dates(self.values, kept.pilot, kept.after)
        if not found.tried:
            return Further(
                FALSE_STARTS, why_not="no date before has figures of both arms"
            )
        many = f"{found.as_large} of them" if found.as_large else "none of them"
        tried = f"Each of {found.tried} earlier {self.period}s was taken for the start"
        if found.tried == 1:
            tried = f"One earlier {self.period} was taken for the start"
        says = (f"{tried}: {many} showed a gap as large, though nothing had begun.",)
        return Further(
            FALSE_STARTS, says, {"tried": found.tried, "as_large": found.as_large}
        )

    def _event(self) -> Further:
        kept = self.comparison
        found = trends.picture(self.values, kept.pilot, kept.after)
        rows = [
            {
                "period": name, "after": bool(after), "gap": _number(each.gap),
                "interval": _limits(each.interval),
            }
            for name, after, each in zip(
                self.panel.periods, kept.after, found.gaps, strict=True
            )
        ]  # fmt: skip
        return Further(EVENT, (self._event_said(rows),), {"gaps": rows})

    def _event_said(self, rows: list[dict[str, Any]]) -> str:
        known = [row["interval"] for row in rows if not row["after"]]
        if len(known) < 2:
            return (
                f"There is one {self.period} before the start: what the gap was earlier "
                "cannot be seen."
            )
        away = sum(_leaves_out_0(each) for each in known)
        return (
            f"Of {len(known)} {self.period}s before the start, {away or 'none'} had a gap "
            f"that stands apart from the others; by chance about {len(known) / 20:.1g} would."
        )

    def _rate(self) -> Further:
        name, kept = self.figures.indicator, self.comparison
        if not self.asked.is_rate(name):
            why = (
                "the figure is not said to be a count of events over those exposed, as "
                "leavers and days of sickness are"
            )
            return Further(RATES, why_not=why)
        events, exposure = self.figures.numerators, self.figures.denominators
        used = kept.used.any(axis=0)
        counted = kept.masked(np.where(np.isnan(exposure), np.nan, events))[:, used]
        if np.isnan(counted).all():
            why = "the panel has no numerator and denominator of it"
            return Further(RATES, why_not=why)
        try:
            found = rate_effect(
                counted, exposure[:, used], kept.pilot, kept.after[used]
            )
        except ValueError:
            why = "no team of one side has anybody exposed before and after"
            return Further(RATES, why_not=why)
        return _rate_told(found, self.period)

    def _regression(self) -> Further:
        found = self.expected
        if found is None:
            why = "how many were counted is not known, or there are fewer than three teams"
            return Further(REGRESSION, why_not=why)
        known = ~np.isnan(self.comparison.changes(self.figures.values))
        names = [team for team, k in zip(self.panel.teams, known, strict=True) if k]
        now = means(self.values[known][:, self.comparison.after])
        rows: list[dict[str, Any]] = [
            {
                "team": team, "pilot": bool(ours), "before": float(found.values[at]),
                "expected": float(found.next[at]), "after": float(now[at]),
            }
            for at, (team, ours) in enumerate(
                zip(names, self.comparison.pilot[known], strict=True)
            )
        ]  # fmt: skip
        says = [
            f"The teams' mean before was {found.mean:.3g}. Of how far they stood apart, "
            f"{found.reliability:.0%} is more than chance gives, and expected to last; the "
            "rest is expected to go by itself."
        ]
        if len(rows) <= FEW:
            says += [
                regression_said(row["team"], row["before"], row["after"], at, found)
                for at, row in enumerate(rows)
                if row["pilot"]
            ]
        numbers = {"reliability": found.reliability, "teams": rows}
        return Further(REGRESSION, tuple(says), numbers, of_teams=True)

    def _synthetic(self) -> Further:
        kept = self.comparison
        teams = kept.teams & ~np.isnan(kept.changes(self.figures.values))
        if (others := int((teams & ~kept.pilot).sum())) < FEWEST:
            why = (
                f"there are {others} others, and weights need {FEWEST} at least: on fewer "
                "they fit chance"
            )
            return Further(SYNTHETIC, why_not=why)
        if not self.asked.synthetic:
            why = "it was not asked for; --synthetic does, and may take minutes"
            return Further(SYNTHETIC, why_not=why)
        used = kept.used.any(axis=0)
        try:
            found = synthetic(
                self.values[teams][:, used], kept.pilot[teams], kept.after[used]
            )
        except TooFew as problem:
            why = f"{str(problem)[0].lower()}{str(problem)[1:].rstrip('.')}"
            return Further(SYNTHETIC, why_not=why)
        return _synthetic_told(found, self.unit)


def _rate_told(found: RateEffect, period: str) -> Further:
    low, high = found.interval
    clumped = (
        "Whether its events come in clusters cannot be told."
        if np.isnan(found.dispersion)
        else f"The counts vary {found.dispersion:.1f} times as much as single events "
        "would; the interval is made of teams, and allows for it."
    )
    says = (
        f"The rate of the pilot teams came to {found.ratio:.2f} times what that of the "
        f"others would lead one to expect ({low:.2f} to {high:.2f}), p = {found.p:.3f}.",
        f"For every ten exposed that is {found.per_ten:+.2g} a {period}.",
        clumped,
    )
    return Further(
        RATES, says,
        {
            "ratio": found.ratio, "interval": _limits(found.interval), "p": found.p,
            "per_ten": found.per_ten, "dispersion": _number(found.dispersion),
        },
    )  # fmt: skip


def _synthetic_told(found: tuple[Weighted, ...], unit: str) -> Further:
    rows = [
        {
            "method": each.method, "estimate": each.estimate, "error": each.error,
            "interval": list(each.interval),
        }
        for each in found
    ]  # fmt: skip
    says = []
    for each in found:
        low, high = each.interval
        exact = places(each.interval)
        says.append(
            f"{each.method[:1].upper()}{each.method[1:]}: {gap(each.estimate, each.interval)}"
            f"{unit}, {low:.{exact}f} to {high:.{exact}f} by placebos."
        )
    return Further(SYNTHETIC, tuple(says), {"methods": rows})


def _leaves_out_0(limits: list[float | None]) -> bool:
    low, high = limits
    return low is not None and high is not None and not low <= 0 <= high


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _limits(interval: Interval) -> list[float | None]:
    return [_number(each) for each in interval]
