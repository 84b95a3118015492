"""How far a printed total may lie from its printed parts through rounding alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from alongside.reckon.figures import rounded
from alongside.reckon.reports.amounts import Amount, zeros


def slack(parts: Sequence[Amount], total: Amount, rough: bool = False) -> Decimal:
    """Return how far a total may lie from the sum of its parts, each rounded as printed.

    Whole pounds may hide pence; people are counted exactly, unless the table is `rough`.
    """
    steps = [each.printed_to for each in (*parts, total)]
    exact = total.unit == "number" and not rough and all(step == 1 for step in steps)
    return Decimal(0) if exact else sum(steps, Decimal(0)) / 2


def comes_to(
    value: Decimal, parts: Sequence[Amount], total: Amount, rough: bool = False
) -> bool:
    """Whether parts that come to a value make a total, as far as it is printed."""
    off = abs(value - total.value)
    return off <= slack(parts, total, rough) or is_round(value, parts, total)


def is_round(value: Decimal, parts: Sequence[Amount], total: Amount) -> bool:
    """Whether a total of pounds is its parts' sum rounded to its zeros, two figures kept.

    £170,000 is £62,412 and £107,200, and £20,000 is £9,941 and £9,559; £90,000 is not
    £61,500 and £29,500.
    """
    if total.unit != "£" or abs(total.value) < 100:
        return False
    unit = min(zeros(total), Decimal(10) ** (total.value.adjusted() - 1))
    finer = any(zeros(each) < unit for each in parts if each.value)
    return finer and rounded(value / unit, 0) == total.value / unit


def parts_are_rounder(parts: Sequence[Amount], total: Amount) -> bool:
    """Whether every part ends in more zeros than the total: they may have been rounded."""
    told = [zeros(each) for each in parts if each.value]
    return total.unit == "£" and bool(told) and min(told) > zeros(total)


def add_up(parts: Sequence[Amount]) -> Decimal:
    return sum((each.value for each in parts), Decimal(0))
