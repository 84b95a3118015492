"""A year's spending against its budget, month by month, and the gap by its name.

A month is booked, or expected as somebody typed in; without either it is taken to be the
mean of the months booked, or, where none is, a twelfth of the budget. Each says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.reckon.figures import rounded
from alongside.reckon.money.years import APRIL

NOTHING, MONTHS = Decimal(0), Decimal(12)
BOOKED, EXPECTED = "booked", "expected, as typed in"


@dataclass(frozen=True)
class Month:
    """One month: its pounds, how they are known, and all sums from April to its end.

    `spent` is None from the first month that is not booked on.
    """

    first: date
    pounds: Decimal
    how: str
    forecast: Decimal
    budget: Decimal
    spent: Decimal | None

    @property
    def booked(self) -> bool:
        return self.how == BOOKED


@dataclass(frozen=True)
class Forecast:
    """Twelve months from April, in pounds, not rounded."""

    budget: Decimal
    months: tuple[Month, ...]

    @property
    def outturn(self) -> Decimal:
        """What the year is expected to come to."""
        return self.months[-1].forecast

    @property
    def gap(self) -> Decimal:
        """By how much that is more than the budget; less than 0 where it is less."""
        return self.outturn - self.budget

    @property
    def spent(self) -> Decimal:
        return sum((m.pounds for m in self.months if m.booked), NOTHING)

    @property
    def said(self) -> str:
        """The gap in words, for a report: it is named, never netted away."""
        gap = self.printed_gap
        if gap > 0:
            return f"£{gap:,} for which there is no budget"
        return f"£{-gap:,} of the budget not needed" if gap else "As budgeted"

    @property
    def printed_gap(self) -> Decimal:
        """The gap in whole pounds, as a reader finds it from the two printed figures."""
        return rounded(self.outturn, 0) - rounded(self.budget, 0)


def year_of(april: int) -> list[date]:
    """Return the first day of each month, April to March."""
    return [
        date(april + (month > 12), (month - 1) % 12 + 1, 1)
        for month in range(APRIL, APRIL + 12)
    ]


def forecast(
    budget: Decimal,
    april: int,
    booked: Mapping[date, Decimal],
    expected: Mapping[date, Decimal] | None = None,
) -> Forecast:
    """Return the year that begins in April of a year, against its budget in pounds.

    `booked` and `expected` hold pounds by the first day of their month; what is booked
    stands before what was expected. A credit is less than 0.
    """
    return Forecast(budget, tuple(_months(budget, april, booked, expected or {})))


def _months(
    budget: Decimal,
    april: int,
    booked: Mapping[date, Decimal],
    expected: Mapping[date, Decimal],
) -> Iterator[Month]:
    year = year_of(april)
    known = [booked[month] for month in year if month in booked]
    usual, how = _usual(budget, known)
    total, spent = NOTHING, len(known) > 0
    for number, month in enumerate(year, 1):
        pounds, said = usual, how
        if month in booked:
            pounds, said = booked[month], BOOKED
        elif month in expected:
            pounds, said = expected[month], EXPECTED
        total += pounds
        spent = spent and said == BOOKED
        to_date = budget * number / MONTHS
        yield Month(month, pounds, said, total, to_date, total if spent else None)


def _usual(budget: Decimal, known: list[Decimal]) -> tuple[Decimal, str]:
    if not known:
        return budget / MONTHS, "a twelfth of the budget, no month being booked"
    months = "month" if len(known) == 1 else "months"
    return sum(known, NOTHING) / len(known), f"the mean of {len(known)} {months} booked"
