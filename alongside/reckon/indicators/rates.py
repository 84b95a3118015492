"""A share and its interval, from whole counts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from alongside.reckon.intervals import check_share, wilson_interval

_TENTH = Decimal("0.1")


def percentage(numerator: int, denominator: int) -> Decimal:
    """Return a share in per cent, rounded half up to one decimal place.

    Takes whole counts; 1 of 800 is 0.1, not the 0.125 of a calculator. Raises ValueError
    where the denominator is 0 or the numerator does not lie between 0 and it.
    """
    check_share(numerator, denominator)
    return (100 * Decimal(numerator) / denominator).quantize(_TENTH, ROUND_HALF_UP)


def interval(numerator: int, denominator: int) -> tuple[Decimal, Decimal]:
    """Return the 95% limits of a share in per cent, each to one decimal place."""
    low, high = wilson_interval(numerator, denominator)
    return _tenth(low), _tenth(high)


def _tenth(proportion: float) -> Decimal:
    return (100 * Decimal(proportion)).quantize(_TENTH, ROUND_HALF_UP)
