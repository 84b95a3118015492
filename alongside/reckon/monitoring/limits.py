"""Where a month may lie if nothing has changed: the limits of XmR, p and u charts.

Three standard deviations either side of the middle, as Shewhart drew them, and two for the
rule of two in three. Where a count is too small for that (fewer than five expected of
either kind) the limits are exact, with the same chance outside: 0.135% on each side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import fmean, median

from alongside.reckon.intervals import binomial_at_most, poisson_at_most

XMR, P, U = "xmr", "p", "u"
ALL_RANGES, SCREENED = "all_ranges", "screened"
MODES = {
    ALL_RANGES: "all moving ranges, as NHS England's Making Data Count spreadsheet",
    SCREENED: "outlying moving ranges left out, as NHSRplotthedots",
}
RUN = "no limits yet: the middle is the median"
MOVING_RANGE = "mean moving range times 2.66"
NORMAL = "three standard deviations"
BINOMIAL = "exact binomial: fewer than 5 expected"
POISSON = "exact Poisson: fewer than 5 expected"
NOTHING = "no limits: nothing, or everything, was counted in all of the baseline"

LEAST_EXPECTED = 5
TIMES, SCREEN = 2.66, 3.267
"""3 / 1.128 and the upper limit of a range of two: Shewhart's constants for n = 2, as
rounded by both NHS tools."""
OUTSIDE_3, OUTSIDE_2 = 0.00135, 0.02275


@dataclass(frozen=True)
class Limits:
    """The middle, and how far a month may lie from it: at three deviations and at two.

    In the unit of the values; None where there is no limit on that side. `how` says how
    they were come by.
    """

    middle: float
    low: float | None
    high: float | None
    near_low: float | None
    near_high: float | None
    how: str


def run_limits(values: Sequence[float]) -> Limits:
    """Return the median alone: too few months to say how far they stray."""
    return Limits(median(values), None, None, None, None, RUN)


def without_limits(limits: Limits) -> Limits:
    """Return the middle alone, of a month that is shown and not judged."""
    return replace(limits, low=None, high=None, near_low=None, near_high=None)


def xmr_limits(
    values: Sequence[float], mode: str = ALL_RANGES, least: float | None = None
) -> Limits:
    """Return the limits of single values, from how far each lies from the one before.

    `least` is the lowest value there can be: a limit under it is none. Raises ValueError
    for fewer than two values, or an unknown mode.

    Source: NHS England, Making Data Count; NHSRplotthedots 0.2.2, ptd_spc_standard.R.
    """
    if len(values) < 2 or mode not in MODES:
        raise ValueError(f"Limits need two values or more, and one of {list(MODES)}.")
    ranges = [abs(b - a) for a, b in zip(values, values[1:], strict=False)]
    if mode == SCREENED:
        bound = SCREEN * fmean(ranges)
        ranges = [each for each in ranges if each < bound] or ranges
    return _either_side(fmean(values), TIMES * fmean(ranges), MOVING_RANGE, least)


def p_limits(share: float, of: int) -> Limits:
    """Return the limits of one month's share of so many, about the baseline's share."""
    if not 0 < share < 1:
        return Limits(share, None, None, None, None, NOTHING)
    if min(share, 1 - share) * of < LEAST_EXPECTED:
        return _exact(
            lambda count: binomial_at_most(count, of, share), share, of, BINOMIAL
        )
    return _either_side(share, 3 * sqrt(share * (1 - share) / of), NORMAL, 0.0, 1.0)


def u_limits(rate: float, exposure: float) -> Limits:
    """Return the limits of one month's rate over its exposure, about the baseline's."""
    if not rate:
        return Limits(rate, None, None, None, None, NOTHING)
    mean = rate * exposure
    if mean < LEAST_EXPECTED:
        return _exact(
            lambda count: poisson_at_most(count, mean), rate, exposure, POISSON
        )
    return _either_side(rate, 3 * sqrt(rate / exposure), NORMAL, 0.0)


def _either_side(
    middle: float,
    three: float,
    how: str,
    least: float | None = None,
    most: float | None = None,
) -> Limits:
    def low(value: float) -> float | None:
        return None if least is not None and value <= least else value

    def high(value: float) -> float | None:
        return None if most is not None and value >= most else value

    two = 2 * three / 3
    return Limits(
        middle, low(middle - three), high(middle + three), low(middle - two),
        high(middle + two), how,
    )  # fmt: skip


def _exact(
    at_most: Callable[[int], float], middle: float, of: float, how: str
) -> Limits:
    """Return the outermost counts that are not too rare, as shares or rates.

    A lower limit of 0 is none: nothing lies under it. So is an upper limit of all.
    """
    three_low, three_high = (_first(at_most, p) for p in (OUTSIDE_3, 1 - OUTSIDE_3))
    two_low, two_high = (_first(at_most, p) for p in (OUTSIDE_2, 1 - OUTSIDE_2))
    return Limits(
        middle, three_low / of or None, three_high / of, two_low / of or None,
        two_high / of, how,
    )  # fmt: skip


def _first(at_most: Callable[[int], float], chance: float) -> int:
    """Return the first count by which so much of the chance is used up."""
    count = 0
    while at_most(count) < chance:
        count += 1
    return count
