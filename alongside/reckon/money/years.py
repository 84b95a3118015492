"""What a post costs in each financial year: month by month, at the rates of each month.

So a pay award of April, a rate that changes in November, a start in September and a grade
that changes in between all fall where they belong. Nothing is rounded here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.reckon.money.post import MONTHS, Cost, Person, cost
from alongside.reckon.money.rates import Rates, held

PAY_DAY = 15  # of a month: whatever holds on it holds for the month
APRIL = 4

PeopleOn = Callable[[date], list[Person]]


@dataclass(frozen=True)
class YearCost:
    """What falls into one financial year, and what a whole year would be at its end.

    `full_year` is the cost of the people of its last month that has any, times twelve:
    what the years after have to find (the full-year effect). Pounds, not rounded.
    """

    april: int
    pounds: Decimal
    months: int
    full_year: Decimal
    verified: bool


def financial_year(day: date) -> int:
    """Return the year in whose April the financial year of a day began."""
    return day.year - (day.month < APRIL)


def pay_days(april: int) -> list[date]:
    """Return the day of each month, April to March, that stands for the month."""
    return [
        date(april + (month > 12), (month - 1) % 12 + 1, PAY_DAY)
        for month in range(APRIL, APRIL + 12)
    ]


def in_year(people_on: PeopleOn, april: int, rates: Rates | None = None) -> YearCost:
    """Return what the people in a post cost in the year that begins in April of a year.

    `people_on` says who is paid in the month of a day. Raises NoRate as `cost` does.
    """
    months = [_month(people_on(day), day, rates or held()) for day in pay_days(april)]
    paid = [costs for costs in months if costs]
    yearly = [sum((each.full_year for each in costs), Decimal(0)) for costs in paid]
    return YearCost(
        april,
        sum(yearly, Decimal(0)) / MONTHS,
        len(paid),
        yearly[-1] if yearly else Decimal(0),
        all(each.verified for costs in paid for each in costs),
    )


def _month(people: list[Person], day: date, rates: Rates) -> list[Cost]:
    return [cost(person, day, rates) for person in people]
