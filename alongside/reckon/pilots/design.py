"""What a pilot's design can detect, the smallest p it can give, and what would help most.

Effects are in standard deviations of a team's own change from before to after, unless a
function says otherwise; `history.spread` tells that deviation from the council's past.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, prod, sqrt

import numpy as np

from alongside.reckon.later import Later
from alongside.reckon.pilots.assignments import assignments
from alongside.reckon.pilots.history import (
    Spread,
    TooShort,
    Window,
    changes,
    spread,
)
from alongside.reckon.pilots.inference import Numbers, differences, least
from alongside.reckon.pilots.lots import pairs

optimize = Later("scipy.optimize")
stats = Later("scipy.stats")

POWER, ALPHA = 0.8, 0.05
FINE = 2_000  # splits from which on the exact test's steps no longer matter
DRAWS, SEED = 4_000, 2015
MORE, LONGER, PAIRS, LOTS = "more teams", "longer before", "pairs", "lots"


def power(effect: float, pilot: int, others: int, alpha: float = ALPHA) -> float:
    """Return how often Student's pooled t would see an effect, between 0 and 1.

    Raises ValueError for fewer than three teams in all, or an arm without any.
    """
    if min(pilot, others) < 1 or pilot + others < 3:
        raise ValueError(
            f"{pilot} and {others} teams can detect nothing: name one at least in each "
            "arm, and three in all."
        )
    return _power(effect / sqrt(1 / pilot + 1 / others), pilot + others - 2, alpha)


def _power(shift: float, freedom: int, alpha: float) -> float:
    bound = stats.t.ppf(1 - alpha / 2, freedom)
    above, below = (
        stats.nct.sf(bound, freedom, shift),
        stats.nct.cdf(-bound, freedom, shift),
    )
    return float(above + np.nan_to_num(below))


def detectable(
    pilot: int, others: int, aim: float = POWER, alpha: float = ALPHA
) -> float:
    """Return the smallest effect that Student's t sees in `aim` (80%) of pilots."""
    return float(
        optimize.brentq(lambda each: power(each, pilot, others, alpha) - aim, 0, 100)
    )


def detectable_in_pairs(number: int, aim: float = POWER, alpha: float = ALPHA) -> float:
    """Return the same for pairs, in deviations of one team where pairs are alike in nothing.

    What likeness within pairs saves comes on top, through a smaller deviation.
    """
    return float(
        optimize.brentq(
            lambda each: _power(each / sqrt(2 / number), number - 1, alpha) - aim,
            0,
            500,
        )
    )


def exact_power(
    effects: Numbers, pilot: int, others: int, alpha: float = ALPHA
) -> Numbers:
    """Return how often the exact test sees each effect: by drawing, with a kept seed.

    Within 0.02 of the truth (4,000 draws of normal changes).
    """
    splits = assignments(np.arange(pilot + others) < pilot)
    noise = np.random.default_rng(SEED).standard_normal((pilot + others, DRAWS))
    shared = differences(splits.chosen, splits.chosen[0].astype(float))
    sizes = splits.chosen.sum(axis=1, keepdims=True)
    arms = splits.chosen / sizes - ~splits.chosen / (pilot + others - sizes)
    gaps = arms @ noise
    seen = [
        (np.abs(gaps + each * shared[:, None]) >= np.abs(gaps[0] + each) - 1e-9).sum(0)
        for each in effects
    ]
    alarms = np.array(seen) <= alpha * splits.listed + 1e-9
    return np.asarray(alarms.mean(axis=1))


def detectable_exactly(
    pilot: int, others: int, aim: float = POWER, alpha: float = ALPHA
) -> float:
    """Return the smallest effect that the exact test sees in `aim` of pilots.

    Its p moves in steps, so that few teams need a larger effect than Student's t does; from
    2,000 splits on the two are taken as the same. Infinite where even the smallest p is
    above `alpha`.
    """
    if smallest_p(pilot, others) > alpha:
        return np.inf
    if comb(pilot + others, pilot) > FINE:
        return detectable(pilot, others, aim, alpha)
    return float(
        optimize.brentq(
            lambda each: exact_power(np.array([each]), pilot, others, alpha)[0] - aim,
            0, 50, xtol=0.01,
        )
    )  # fmt: skip


def smallest_p(pilot: int, others: int) -> float:
    """Return the smallest two-sided p that so many teams can ever give, split freely."""
    teams = pilot + others
    if comb(teams, pilot) > FINE:
        return (1 + (pilot == others)) / comb(teams, pilot)
    return least(assignments(np.arange(teams) < pilot)).value


def smallest_p_within(groups: Sequence[tuple[int, int]]) -> float:
    """Return the smallest two-sided p of lots within groups: so many picked, of so many.

    The split that was is as extreme as itself; so is its mirror, where half is picked of each.
    """
    mirrored = all(2 * picked == of for picked, of in groups)
    return (1 + mirrored) / prod(comb(of, picked) for picked, of in groups)


@dataclass(frozen=True)
class Help:
    """A way to make the design tell more: what it detects then, in the indicator's unit.

    `detects` is None where the past cannot tell, or where it changes what may be said and
    not what can be seen. `way` is one of MORE, LONGER, PAIRS and LOTS.
    """

    way: str
    what: str
    detects: float | None
    why: str


@dataclass(frozen=True)
class Design:
    """What a design detects in the indicator's unit, and what would help, best first."""

    pilot: int
    others: int
    window: Window
    spread: Spread
    detects: float
    detects_exactly: float
    smallest_p: float
    helps: tuple[Help, ...]

    def sees(self, change: float) -> float:
        """Return how often Student's t would see a change, in the indicator's unit."""
        if not self.spread.sd:
            return 1.0
        return power(change / self.spread.sd, self.pilot, self.others)

    @property
    def too_small(self) -> bool:
        """Whether no outcome at all could give strong evidence, at 5%."""
        return self.smallest_p > ALPHA


def design(
    past: Numbers, teams: Sequence[str], pilot: int, others: int, window: Window
) -> Design:
    """Return what a design can detect, from the council's past (teams by periods).

    Raises TooShort where the past holds no such window, ValueError as `power` does.
    """
    known = spread(past, window)
    now = detectable(pilot, others) * known.sd
    helps = [
        *_more_teams(pilot, others, known.sd),
        _longer(past, pilot, others, window),
        _paired(past, teams, min(pilot, others), window),
    ]
    helps.sort(key=lambda each: np.inf if each.detects is None else each.detects)
    return Design(
        pilot, others, window, known, now,
        detectable_exactly(pilot, others) * known.sd,
        smallest_p(pilot, others), (*helps, _LOTS),
    )  # fmt: skip


_LOTS = Help(
    LOTS,
    "Draw lots for which teams are in the pilot",
    None,
    "It sees no smaller change, but nobody then chose the teams, so that what sets them "
    "apart afterwards is the pilot or chance.",
)


def _more_teams(pilot: int, others: int, sd: float) -> list[Help]:
    return [
        Help(
            MORE,
            f"{more} more comparison teams",
            detectable(pilot, others + more) * sd,
            f"{pilot} pilot teams against {others + more}.",
        )
        for more in (4, 8)
    ]


def _longer(past: Numbers, pilot: int, others: int, window: Window) -> Help:
    twice = Window(2 * window.before, window.after, window.left_out)
    what = f"{twice.before} periods before, not {window.before}"
    try:
        found = spread(past, twice)
    except TooShort:
        why = f"The past is shorter than the {twice.length} periods that would tell."
        return Help(LONGER, what, None, why)
    return Help(
        LONGER,
        what,
        detectable(pilot, others) * found.sd,
        f"A team's own change then strays by {found.sd:.3g}, as the past has it.",
    )


def _paired(past: Numbers, teams: Sequence[str], number: int, window: Window) -> Help:
    what = f"{number} pairs of like teams, with one of each pair in the pilot"
    together = pairs(dict(zip(teams, np.nanmean(past, axis=1), strict=True)))
    if number < 2 or len(together) < 2 or smallest_p_of_pairs(number) > ALPHA:
        why = f"{number} pairs are too few: their smallest p is {smallest_p_of_pairs(number):.3g}."
        return Help(PAIRS, what, None, why)
    place = {team: n for n, team in enumerate(teams)}
    apart = np.array([past[place[a]] - past[place[b]] for a, b in together])
    # A difference of two teams strays by the root of 2 more than one team does.
    sd = _around_zero(apart, window) / sqrt(2)
    return Help(
        PAIRS,
        what,
        detectable_in_pairs(number) * sd,
        "Teams are paired by their level in the past; what pairs share is taken out.",
    )


def smallest_p_of_pairs(number: int) -> float:
    """Return the smallest two-sided p that so many pairs can give."""
    return float(2 / 2**number)


def _around_zero(apart: Numbers, window: Window) -> float:
    """How far the pairs' differences change from one span to the next, around 0."""
    found = np.concatenate(
        [
            changes(*window.cut(apart, first))
            for first in range(apart.shape[1] - window.length + 1)
        ]
    )
    return float(np.sqrt(np.nanmean(found**2)))
