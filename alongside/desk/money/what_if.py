"""What so many more posts would cost, for as long as they last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from alongside.desk.money.pricing import Kind, Priced, Pricing, Salary
from alongside.reckon.figures import rounded
from alongside.reckon.money.post import at_later_pay, part_year
from alongside.reckon.money.rates import NoRate
from alongside.reckon.money.years import financial_year, in_year, pay_days

YEARS = 4  # of a permanent post: that of its first day, and the next three


@dataclass(frozen=True)
class Year:
    """What falls into one financial year, and what a whole year is at its end.

    `lacks_pension` where no pension rate is held for some month of it: none is counted.
    """

    label: str
    months: int
    pounds: Decimal
    full_year: Decimal
    lacks_pension: bool = False


@dataclass(frozen=True)
class WhatIf:
    """One post line by line, where it was worked out; all of them by year; or why not."""

    each: Decimal = Decimal(0)
    years: list[Year] = field(default_factory=list)
    priced: Priced | None = None
    verified: bool = False
    refused: str = ""

    @property
    def lacks_pension(self) -> bool:
        return any(year.lacks_pension for year in self.years)

    @property
    def in_all(self) -> Decimal:
        return sum((year.pounds for year in self.years), Decimal(0))


@dataclass(frozen=True)
class Asked:
    """How many posts, from when until when, and what each is paid or costs."""

    posts: int
    fte: Decimal
    first_on: date
    last_on: date | None
    grade: str = ""
    point: int | None = None
    salary: Decimal | None = None
    allowances: Decimal | None = None
    full_year: Decimal | None = None
    other: Decimal | None = None

    def runs_in_month(self, day: date) -> bool:
        month = (day.year, day.month)
        begun = month >= (self.first_on.year, self.first_on.month)
        last = self.last_on
        return begun and (last is None or month <= (last.year, last.month))

    def aprils(self) -> range:
        begins = financial_year(self.first_on)
        end = financial_year(self.last_on) + 1 if self.last_on else begins + YEARS
        return range(begins, end)

    def priced(self, pricing: Pricing, day: date) -> Priced:
        more = self.allowances or Decimal(0)
        if self.salary is not None:
            typed = Salary(self.salary, "", "Typed in", True)
            return pricing.of_salary(typed, self.fte, day, more)
        return pricing.priced(self.grade, self.fte, day, self.point, more)


def what_if(pricing: Pricing, asked: Asked) -> WhatIf:
    """Return what they cost, each year rounded once, when all of it is in."""
    try:
        known = asked.full_year is not None
        found = _known(asked) if known else _worked(pricing, asked)
    except NoRate as none:
        return WhatIf(refused=str(none))
    years = [_rounded(year) for year in _with_other(pricing, asked, found.years)]
    return replace(found, each=rounded(found.each, 0), years=years)


def _rounded(year: Year) -> Year:
    pounds, whole = rounded(year.pounds, 0), rounded(year.full_year, 0)
    return replace(year, pounds=pounds, full_year=whole)


def _known(asked: Asked) -> WhatIf:
    """What a post costs is known: its twelfths, as reports to committees reckon them."""
    whole = asked.full_year or Decimal(0)
    years = [
        Year(year_said(april), months, asked.posts * falls, asked.posts * whole)
        for april in asked.aprils()
        if (months := _months(asked, april))
        for falls in [part_year(whole, asked.first_on, asked.last_on, april)]
    ]  # fmt: skip
    return WhatIf(whole, years, verified=True)


def _months(asked: Asked, april: int) -> int:
    return int(part_year(Decimal(12), asked.first_on, asked.last_on, april))


def _with_other(pricing: Pricing, asked: Asked, years: list[Year]) -> list[Year]:
    """Add the other costs of each post, which rise with the inflation expected."""
    if not asked.other:
        return years
    rise = pricing.share(Kind.INFLATION, asked.first_on)
    wholes = [
        asked.posts * at_later_pay(asked.other, rise, n) for n in range(len(years))
    ]
    return [
        replace(
            year,
            pounds=year.pounds + whole * year.months / 12,
            full_year=year.full_year + whole,
        )
        for year, whole in zip(years, wholes, strict=True)
    ]


def _worked(pricing: Pricing, asked: Asked) -> WhatIf:
    first = asked.priced(pricing, asked.first_on)
    years = []
    for april in asked.aprils():
        found = in_year(
            lambda day: (
                [asked.priced(pricing, day).person] if asked.runs_in_month(day) else []
            ),
            april,
            pricing.rates,
        )
        pounds, whole = asked.posts * found.pounds, asked.posts * found.full_year
        held = [
            pricing.own_rate(Kind.PENSION, month)
            for month in pay_days(april)
            if asked.runs_in_month(month)
        ]
        years.append(Year(year_said(april), found.months, pounds, whole, None in held))
    return WhatIf(first.full_year, years, first, first.verified)


def year_said(april: int) -> str:
    """2025/26"""
    return f"{april}/{(april + 1) % 100:02}"
