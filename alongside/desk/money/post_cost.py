"""What posts cost in a year and by financial year, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.desk.money.models import OwnRate
from alongside.reckon.figures import rounded
from alongside.reckon.money.post import Person, part_year
from alongside.reckon.money.rates import NoRate
from alongside.reckon.money.worked import Line, lines

YEARS = 4  # of a permanent post: that of its first day, and the next three


@dataclass(frozen=True)
class Year:
    """What falls into one financial year, in pounds rounded once."""

    label: str
    pounds: Decimal


@dataclass(frozen=True)
class WhatIf:
    """One post line by line, and all of them by year; or why that cannot be told."""

    lines: list[Line]
    each: Decimal
    years: list[Year]
    pension: OwnRate | None
    refused: str = ""

    @property
    def verified(self) -> bool:
        own = self.pension is None or self.pension.verified
        return own and all(line.verified is not False for line in self.lines)


def what_if(
    *,
    posts: int,
    fte: Decimal,
    salary: Decimal,
    allowances: Decimal | None,
    first_on: date,
    last_on: date | None,
    pension: OwnRate | None,
) -> WhatIf:
    """Return what so many posts cost, at the rates of their first day."""
    share = pension.share if pension else Decimal(0)
    person = Person(salary, fte, share, allowances or Decimal(0))
    try:
        parts = lines(person, first_on)
    except NoRate as none:
        return WhatIf([], Decimal(0), [], pension, str(none))
    each = sum((line.pounds for line in parts), Decimal(0))
    years = [
        Year(year_said(april), rounded(falls, 0))
        for april in _aprils(first_on, last_on)
        if (falls := posts * part_year(each, first_on, last_on, april))
    ]
    return WhatIf(parts, rounded(each, 0), years, pension)


def financial_year(day: date) -> int:
    """Return the year in whose April the financial year of a day began."""
    return day.year - (day.month < 4)


def year_said(april: int) -> str:
    """2025/26"""
    return f"{april}/{(april + 1) % 100:02}"


def _aprils(first: date, last: date | None) -> range:
    begins = financial_year(first)
    end = financial_year(last) + 1 if last else begins + YEARS
    return range(begins, end)
