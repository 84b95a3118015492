"""Quarters of the financial year, as councils count them: Q1 is April to June."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Quarter(NamedTuple):
    """A quarter by its first day; known on pages as `2026-04`."""

    first: date

    @property
    def last(self) -> date:
        month = self.first.month + 2
        return date(self.first.year, month, monthrange(self.first.year, month)[1])

    @property
    def code(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def before(self) -> Quarter:
        return quarter_of(date.fromordinal(self.first.toordinal() - 1))

    @property
    def year(self) -> str:
        """The financial year it is of: 2026/27."""
        begins = self.first.year - (self.first.month < 4)
        return f"{begins}/{(begins + 1) % 100:02}"

    def __str__(self) -> str:
        return f"Q{(self.first.month - 4) % 12 // 3 + 1} {self.year}"


def quarter_of(day: date) -> Quarter:
    return Quarter(date(day.year, day.month - (day.month - 1) % 3, 1))


def up_to(last: Quarter, count: int) -> list[Quarter]:
    """Return so many quarters, the oldest first, of which this is the last."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].before)
    return found[::-1]


def chosen(code: str, among: Iterable[Quarter]) -> Quarter | None:
    return next((quarter for quarter in among if quarter.code == code), None)
