"""The cost of a post: of a year, of part of one, of an hour, and of a whole budget.

Nothing is rounded here: `figures.rounded` does it once, where a figure is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.reckon.money.rates import EmployersNI, Levy, Rates, held

MONTHS = Decimal(12)


@dataclass(frozen=True)
class Person:
    """One person in a post, and what is paid to them at full time, in pounds a year.

    `convention` says whether `full_time` is the `actual` point of this person or the `top`
    of the grade: two ways of budgeting that differ, so each cost names its own.
    `pension` is the employer's own certified share of pay, lump sums left out. `beside` is
    what the same employer pays them in other posts: the threshold of National Insurance is
    one for all, and each post bears its share of it by its part of the pay.
    """

    full_time: Decimal
    fte: Decimal = Decimal(1)
    pension: Decimal = Decimal(0)
    allowances: Decimal = Decimal(0)
    convention: str = "actual"
    beside: Decimal = Decimal(0)


@dataclass(frozen=True)
class Cost:
    """What one person in a post costs in a year, by part, in pounds, not rounded."""

    salary: Decimal
    allowances: Decimal
    employers_ni: Decimal
    pension: Decimal
    levy: Decimal
    convention: str
    verified: bool
    sources: tuple[str, ...]

    @property
    def full_year(self) -> Decimal:
        return (
            self.salary + self.allowances + self.employers_ni + self.pension + self.levy
        )

    def fixed_term(self, months: int) -> Decimal:
        """Return what so many months cost: twelfths of the full year, before any rounding."""
        return self.full_year * months / MONTHS

    def an_hour(self, hours: Decimal) -> Decimal:
        """Return what an hour costs that is worked, of so many hours worked in a year.

        Hours worked are those of the contract less leave, bank holidays, sickness and
        training. Raises ValueError where there are none.
        """
        if hours <= 0:
            raise ValueError("An hour has no cost where none is worked in the year.")
        return self.full_year / hours


def cost(person: Person, day: date, rates: Rates | None = None) -> Cost:
    """Return what a person costs in a year, at the rates of a day in it.

    National Insurance is of the person: two people at half time cost less of it than one at
    full time, and one person in two posts costs as much as in one. Raises NoRate where no rate is held for the day.
    """
    rates = rates or held()
    salary = person.full_time * person.fte
    pay = salary + person.allowances
    ni, levy = rates.ni_on(day), rates.levy_on(day)
    used: list[EmployersNI | Levy] = [ni, *([levy] if levy else [])]
    return Cost(
        salary,
        person.allowances,
        ni.on(pay + person.beside) * pay / (pay + person.beside) if pay else Decimal(0),
        person.pension * pay,
        levy.rate * pay if levy else Decimal(0),
        person.convention,
        all(rate.verified for rate in used),
        tuple(rate.source for rate in used),
    )


def part_year(
    full_year: Decimal, first: date, last: date | None, april: int
) -> Decimal:
    """Return what falls into the financial year that begins in April of a year.

    Whole months count, the month of the first and of the last day among them.
    """
    begins, ends = april * 12 + 3, april * 12 + 14  # April, and March of the next year
    from_month = max(begins, first.year * 12 + first.month - 1)
    to_month = ends if last is None else min(ends, last.year * 12 + last.month - 1)
    return full_year * max(0, to_month - from_month + 1) / MONTHS


def budget(full_years: Iterable[Decimal], vacancy_factor: Decimal) -> Decimal:
    """Return what to set aside for posts of which a share is expected to stand empty."""
    return sum(full_years, Decimal(0)) * (1 - vacancy_factor)


def at_later_pay(full_year: Decimal, award: Decimal, years: int = 1) -> Decimal:
    """Return a cost after so many years of one expected pay award, which is an assumption."""
    return full_year * (1 + award) ** years
