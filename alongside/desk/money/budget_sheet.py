"""The budgets of a year as lines of a spreadsheet: each budget and month."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.desk.access.models import User
from alongside.desk.money.budget_models import year_said
from alongside.desk.money.budget_page import Year
from alongside.desk.spreadsheet import made_by
from alongside.reckon.figures import rounded

COLUMNS = (
    ("Department", 30), ("Budget", 14), ("Name", 34), ("Month", 12), ("Pounds", 14),
    ("How it is known", 40), ("Forecast to the end of the month", 30),
    ("Budget to the end of the month", 30),
)  # fmt: skip


def said(user: User, year: Year) -> list[str]:
    """Say above the rows what the year comes to, and each gap by its name."""
    gaps = [f"{each.head}: {each.forecast.said}." for each in year.heads]
    return [
        f"Budgets of {year_said(year.april)}: £{rounded(year.stands, 0):,}, forecast "
        f"£{rounded(year.outturn, 0):,}.",
        *gaps,
        made_by(user),
    ]


def sheet_rows(year: Year) -> Iterator[tuple]:
    for each in year.heads:
        for month in each.forecast.months:
            yield (
                each.head.department, each.head.code, each.head.name, month.first,
                rounded(month.pounds, 2), month.how, rounded(month.forecast, 2),
                rounded(month.budget, 2),
            )  # fmt: skip
