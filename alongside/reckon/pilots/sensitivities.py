"""How the answer moves with each choice: every one is told, whatever it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from alongside.reckon.pilots import missing
from alongside.reckon.pilots.comparison import Comparison
from alongside.reckon.pilots.inference import Chance, Effect, Interval, Numbers
from alongside.reckon.pilots.panel import CONTAMINATED, DELIVERED, Figures, Panel
from alongside.reckon.pilots.question import Question

FEW = 20  # teams, of which each is left out and told by itself
HALF = 0.5  # a point: how far a rounded percentage is from what it was


@dataclass(frozen=True)
class Sensitivity:
    """The answer under another choice: from the lowest to the highest it can be so.

    `p` is the exact one; of several answers, the largest. `interval` is Student's, where
    there is one answer and arms to have one.
    """

    name: str
    low: float
    high: float
    p: Chance
    interval: Interval | None = None


def sensitivities(
    panel: Panel, figures: Figures, comparison: Comparison, asked: Question
) -> list[Sensitivity]:
    """Return the answer under every other choice that the panel allows."""
    return [
        *_missing(panel, figures, comparison),
        *_rounded(panel, figures, comparison),
        *_without_a_team(panel, figures, comparison),
        *_narrower(figures, _narrowed(panel, comparison, asked)),
        *_as_delivered(panel, figures, comparison),
    ]


def _several(name: str, found: Sequence[Effect]) -> Sensitivity:
    estimates = [each.estimate for each in found]
    worst = max((each.ri for each in found), key=lambda each: each.value)
    return Sensitivity(name, min(estimates), max(estimates), worst)


def _tried(comparison: Comparison, values: Sequence[Numbers]) -> list[Effect]:
    return [comparison.effect(each) for each in values]


def _missing(
    panel: Panel, figures: Figures, comparison: Comparison
) -> Iterator[Sensitivity]:
    for cell, values in missing.completed(panel, figures.indicator):
        if values:
            yield _several(f"any figure for {cell}", _tried(comparison, values))
    most = 100.0 if panel.audits else np.inf
    if values := missing.bounds(figures, comparison, most):
        name = "missing cells at their worst and best for the pilot"
        yield _several(name, _tried(comparison, values))


def _rounded(
    panel: Panel, figures: Figures, comparison: Comparison
) -> Iterator[Sensitivity]:
    """Every printed percentage half a point off, all of them for or against the pilot."""
    if not any(np.isnan(row.audits) for row in panel.audits.values()):
        return
    cells = len(missing.OF[figures.indicator])
    helped = comparison.pilot[:, None] == comparison.after[None, :]
    off = np.where(helped, HALF * cells, -HALF * cells)
    values = [figures.values + off, figures.values - off]
    yield _several("every percentage rounded, at worst", _tried(comparison, values))


def _without_a_team(
    panel: Panel, figures: Figures, comparison: Comparison
) -> Iterable[Sensitivity]:
    """The effect without each team in turn; of many teams, the least and the greatest."""
    smaller = [comparison.without(at) for at in range(len(panel.teams))]
    smaller = [each for each in smaller if each.can_tell(figures.values)]
    if len(panel.teams) <= FEW:
        names = (
            f"without {panel.teams[int(np.argmin(each.teams))]}" for each in smaller
        )
        return _narrower(figures, zip(names, smaller, strict=True))
    smaller.sort(key=lambda each: each.gap(figures.values))
    ends = [each.effect(figures.values) for each in (smaller[0], smaller[-1])]
    return [_several("without any one team", ends)]


def _narrowed(
    panel: Panel, comparison: Comparison, asked: Question
) -> Iterator[tuple[str, Comparison]]:
    """Fewer teams or fewer months: among teams alike, without contaminated months."""
    if asked.alike:
        yield "among teams alike", comparison.among(panel.are(asked.alike))
    if CONTAMINATED in panel.indicators:
        clean = ~(panel.indicators[CONTAMINATED].values > 0)
        yield "without contaminated months", comparison.using(clean)


def _narrower(
    figures: Figures, narrowed: Iterable[tuple[str, Comparison]]
) -> Iterator[Sensitivity]:
    for name, comparison in narrowed:
        if comparison.can_tell(figures.values):
            found = comparison.effect(figures.values)
            interval = None if found.t is None else found.t.interval
            yield Sensitivity(name, found.estimate, found.estimate, found.ri, interval)


def _as_delivered(
    panel: Panel, figures: Figures, comparison: Comparison
) -> Iterator[Sensitivity]:
    """The effect of the pilot had in full: as assigned, over how much more was delivered.

    The exact p is that of the effect as assigned: if the pilot does nothing, how much of it
    there was makes no odds. Source: Wald (1940); Greevy et al. (2004), Clin. Trials 1, 74-86.
    """
    if DELIVERED not in panel.indicators:
        return
    given = comparison.effect(panel.indicators[DELIVERED].values).estimate
    found = comparison.effect(figures.values)
    if given > 0:
        ratio = found.estimate / given
        yield Sensitivity(
            f"as delivered ({given:.0%} more in pilot teams)", ratio, ratio, found.ri
        )
