"""How far a share or a rate of counts may be from what lies behind it: 95% intervals.

Only of counts of whole events. Full-time equivalents, days lost and averages have no
interval here: their spread is seen over months, on a chart (`monitoring`).
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, lgamma, log, sqrt
from statistics import NormalDist

Z_95 = NormalDist().inv_cdf(0.975)
TAIL_95 = 0.025
NO_RATE = "No rate: nothing was counted in the denominator."


def wilson_interval(numerator: int, denominator: int) -> tuple[float, float]:
    """Return the 95% confidence limits of a proportion, low then high.

    Takes counts of whole events, never percentages, and returns proportions between 0
    and 1. Small counts are where a council most needs this: 0 of 20 gives 0 to 0.16, not
    0 to 0. Raises ValueError where the denominator is 0 or the numerator does not lie
    between 0 and it.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212; checked in
    tests/reckon/test_rates.py against table I of Newcombe (1998), Stat. Med. 17, 857-872.
    """
    check_share(numerator, denominator)
    p, z2 = numerator / denominator, Z_95**2
    centre = (p + z2 / (2 * denominator)) / (1 + z2 / denominator)
    half = Z_95 * sqrt(p * (1 - p) / denominator + z2 / (4 * denominator**2))
    half /= 1 + z2 / denominator
    # Of all or none, rounding in the machine would put the limit beside the share.
    return max(0.0, min(p, centre - half)), min(1.0, max(p, centre + half))


def difference_interval(
    numerator: int, denominator: int, other_numerator: int, other_denominator: int
) -> tuple[float, float]:
    """Return the 95% limits of one proportion less another, of two separate groups.

    Takes counts, and returns differences between -1 and 1. Raises ValueError as
    `wilson_interval` does.

    Source: Newcombe (1998), Stat. Med. 17, 873-890, method 10; checked in
    tests/reckon/test_difference.py against his table II.
    """
    low, high = wilson_interval(numerator, denominator)
    other_low, other_high = wilson_interval(other_numerator, other_denominator)
    p, other = numerator / denominator, other_numerator / other_denominator
    below = sqrt((p - low) ** 2 + (other_high - other) ** 2)
    above = sqrt((high - p) ** 2 + (other - other_low) ** 2)
    return p - other - below, p - other + above


def poisson_interval(count: int) -> tuple[float, float]:
    """Return the exact 95% confidence limits of the mean behind a count, low then high.

    Divide both by the exposure (staff-months, visits) for the limits of a rate. 0 gives
    0 to 3.69: nobody left is not proof that nobody leaves. Raises ValueError below 0.

    Source: Garwood (1936), Biometrika 28, 437-442.
    """
    if count < 0:
        raise ValueError(f"{count} is not a count. Counts begin at 0.")
    far = 2.0 * count + 10
    high = _where(lambda mean: poisson_at_most(count, mean) < TAIL_95, count, far)
    if count == 0:
        return 0.0, high
    low = _where(lambda mean: 1 - poisson_at_most(count - 1, mean) > TAIL_95, 0, far)
    return low, high


def poisson_at_most(count: int, mean: float) -> float:
    """Return the chance of at most so many events where `mean` are to be expected."""
    if mean == 0:
        return 1.0
    terms = (exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1))
    return min(1.0, sum(terms))


def binomial_at_most(count: int, of: int, share: float) -> float:
    """Return the chance that at most `count` of so many are in, where a share of all is."""
    if count >= of or share == 0:
        return 1.0
    if share == 1:
        return 0.0
    ways = lgamma(of + 1)
    terms = (
        exp(
            ways - lgamma(k + 1) - lgamma(of - k + 1)
            + k * log(share) + (of - k) * log(1 - share)
        )
        for k in range(count + 1)
    )  # fmt: skip
    return min(1.0, sum(terms))


def check_share(numerator: int, denominator: int) -> None:
    """Raise ValueError for what is no share: of nothing, or not of those in it."""
    if denominator == 0:
        raise ValueError(NO_RATE)
    if not 0 <= numerator <= denominator:
        raise ValueError(
            f"{numerator} of {denominator} is not a share. Check that the numerator "
            "counts some of those in the denominator."
        )


def _where(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the mean, between two, from which on something holds."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
