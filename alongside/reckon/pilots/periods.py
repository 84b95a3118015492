"""Months, quarters and years of a panel, by name and in order."""

from __future__ import annotations

import re

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)
YEAR = re.compile(r"(\d{4})")
PARTS = {MONTH: 12, QUARTER: 4, YEAR: 1}
WORDS = {12: "months", 4: "quarters", 1: "years"}
HOW = "Write a month as 2026-03, a quarter as 2026Q1 or a year as 2026."


def place(period: str) -> tuple[int, int]:
    """Return how many periods a year has, and a number that grows by 1 a period.

    Raises ValueError for what is not a month (2026-03), a quarter (2026Q1) or a year.
    """
    for form, parts in PARTS.items():
        if found := form.fullmatch(period.strip()):
            year, *part = (int(each) for each in found.groups())
            return parts, year * parts + (part[0] - 1 if part else 0)
    raise ValueError(f"{period!r} is not a period. {HOW}")


def name(parts: int, number: int) -> str:
    """Return the period of a number that `place` gave, as it is written."""
    year, part = divmod(number, parts)
    if parts == 12:
        return f"{year:04}-{part + 1:02}"
    return f"{year:04}Q{part + 1}" if parts == 4 else f"{year:04}"


def between(first: str, last: str) -> list[str]:
    """Return all periods from one to another, both included."""
    parts, low = place(first)
    return [name(parts, number) for number in range(low, place(last)[1] + 1)]
