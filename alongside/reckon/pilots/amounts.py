"""Amounts in words: as many decimal places as the width of an interval deserves."""

from __future__ import annotations

from math import floor, isfinite, log10

from alongside.reckon.pilots.inference import Interval

MOST_PLACES = 6


def places(interval: Interval) -> int:
    """Return how many decimal places tell an interval's limits: two figures of its width.

    One at least, so that points are told as 3.9 to 33.1, and a share as 0.034 to 0.121.
    """
    low, high = interval
    width = high - low if isfinite(high - low) else 0.0
    if width <= 0:
        return 1
    return min(MOST_PLACES, max(1, 1 - floor(log10(width))))


def counted(value: float, unit: str) -> str:
    """Return a number with its unit after it: 5 points, 1 point, 2.5 cases."""
    one = value == 1 and not unit.endswith("ss")
    return f"{value:g}{unit.removesuffix('s') if one else unit}"


def gap(value: float, interval: Interval) -> str:
    """Return a gap with its sign, to one place more than its interval: +18.5, -5.75."""
    exact = f"{value:+.{places(interval) + 1}f}"
    shown = exact.rstrip("0").rstrip(".")
    return "0" if float(shown) == 0 else shown
