"""A share and its interval, from whole counts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from statistics import NormalDist

Z_95 = NormalDist().inv_cdf(0.975)
NO_RATE = "No rate: nothing was counted in the denominator."
_TENTH = Decimal("0.1")


def percentage(numerator: int, denominator: int) -> Decimal:
    """Return a share in per cent, rounded half up to one decimal place.

    Takes whole counts; 1 of 800 is 0.1, not the 0.125 of a calculator. Raises ValueError
    where the denominator is 0 or the numerator does not lie between 0 and it.
    """
    _check(numerator, denominator)
    return (100 * Decimal(numerator) / denominator).quantize(_TENTH, ROUND_HALF_UP)


def interval(numerator: int, denominator: int) -> tuple[Decimal, Decimal]:
    """Return the 95% limits of a share in per cent, each to one decimal place."""
    low, high = wilson_interval(numerator, denominator)
    return _tenth(low), _tenth(high)


def wilson_interval(numerator: int, denominator: int) -> tuple[float, float]:
    """Return the 95% confidence limits of a proportion, low then high.

    Takes counts of whole events, never percentages, and returns proportions between 0
    and 1. Small counts are where a council most needs this: 0 of 20 gives 0 to 0.16, not
    0 to 0. Raises ValueError as `percentage` does.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212; checked in
    tests/reckon/test_rates.py against table I of Newcombe (1998), Stat. Med. 17, 857-872.
    """
    _check(numerator, denominator)
    p, z2 = numerator / denominator, Z_95**2
    centre = (p + z2 / (2 * denominator)) / (1 + z2 / denominator)
    half = Z_95 * sqrt(p * (1 - p) / denominator + z2 / (4 * denominator**2))
    half /= 1 + z2 / denominator
    # Of all or none, rounding in the machine would put the limit beside the share.
    return max(0.0, min(p, centre - half)), min(1.0, max(p, centre + half))


def _check(numerator: int, denominator: int) -> None:
    if denominator == 0:
        raise ValueError(NO_RATE)
    if not 0 <= numerator <= denominator:
        raise ValueError(
            f"{numerator} of {denominator} is not a share. Check that the numerator "
            "counts some of those in the denominator."
        )


def _tenth(proportion: float) -> Decimal:
    return (100 * Decimal(proportion)).quantize(_TENTH, ROUND_HALF_UP)
