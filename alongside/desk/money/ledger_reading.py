"""A file of the ledger: a row a budget and month, or a row a budget and a column a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from alongside.desk.money.amounts import bare
from alongside.desk.money.models import BudgetHead
from alongside.desk.money.month_actions import Booked
from alongside.desk.read_tables import rows_of, tables_of
from alongside.reckon.intake.reports import Seen
from alongside.reckon.intake.values import Cell, as_date, tidy
from alongside.reckon.money.forecast import year_of
from alongside.reckon.money.years import financial_year

CODES = {"code", "budget", "budget code", "cost centre", "cost center", "head"}
MONTHS = {"month", "period", "accounting period", "month ending", "date"}
POUNDS = {
    "amount",
    "actual",
    "actuals",
    "spend",
    "spent",
    "net",
    "pounds",
    "value",
    "£",
}
MOST_SAID = 5


def read_ledger(
    name: str, contents: bytes, april: int, heads: Iterable[BudgetHead]
) -> list[Booked]:
    """Return the figures of the first table that has them, of one financial year.

    Raises ValidationError, row by row, where a row cannot be read: then none is kept.
    """
    by_code = {head.code.casefold(): head for head in heads}
    for seen in tables_of(contents, name):
        if rows := _rows(seen, april):
            return _checked(rows, april, by_code)
    raise ValidationError(
        "No table has a column with the code of the budget, and either columns for month "
        "and amount or a column for each month, April to March. Name the columns so, in "
        "one row."
    )


Row = tuple[int, str, date | None, Cell]


def _rows(seen: Seen, april: int) -> list[Row]:
    """Return the table's figures: its row, the code, the month and the cell; or nothing."""
    code = _column(seen, CODES)
    if code is None:
        return []
    month, pounds = _column(seen, MONTHS), _column(seen, POUNDS)
    if month and pounds:
        columns = {"code": code, "month": month, "pounds": pounds}
        return [
            (n, tidy(row["code"]), _month(row["month"], april), row["pounds"])
            for n, row in rows_of(seen, columns)
        ]
    return list(_wide(seen, code, april))


def _wide(seen: Seen, code: str, april: int) -> Iterator[Row]:
    """Yield the figures of a column a month; an empty cell is a month not booked yet."""
    months = {h: _month(h, april) for h in seen.headers if h and h != code}
    columns = {h: h for h, month in months.items() if month}
    if columns:
        for n, row in rows_of(seen, {"": code} | columns):
            for header in columns:
                if tidy(row[header]):
                    yield n, tidy(row[""]), months[header], row[header]


def _column(seen: Seen, known: set[str]) -> str | None:
    return next((h for h in seen.headers if tidy(h).casefold() in known), None)


def _month(cell: Cell, april: int) -> date | None:
    """Return the first day of a month, from its number or name in the year, or any day of it.

    Period 1 is April.
    """
    year, word = year_of(april), tidy(cell).casefold()
    digits = word.removeprefix("period").removeprefix("p").strip()
    if digits.isdecimal() and 1 <= int(digits) <= 12:
        return year[int(digits) - 1]
    names = {f"{month:%b}".casefold(): month for month in year}
    if word.isalpha() and word[:3] in names:
        return names[word[:3]]
    found = as_date(cell)[0] or as_date(f"1 {word}")[0]
    return found.replace(day=1) if isinstance(found, date) else None


def _checked(
    rows: list[Row], april: int, by_code: Mapping[str, BudgetHead]
) -> list[Booked]:
    found, wrong = {}, []
    for number, code, month, cell in rows:
        try:
            each = _read(code, month, cell, april, by_code)
        except ValueError as problem:
            wrong.append(f"Row {number}: {problem}")
            continue
        if (each.head.pk, each.month) in found:
            wrong.append(f"Row {number}: {code} has this month in another row too.")
        found[each.head.pk, each.month] = each
    if wrong:
        more = len(wrong) - MOST_SAID
        told = [f"And {more} more rows."] if more > 0 else []
        raise ValidationError([*wrong[:MOST_SAID], *told])
    return list(found.values())


def _read(
    code: str,
    month: date | None,
    cell: Cell,
    april: int,
    by_code: Mapping[str, BudgetHead],
) -> Booked:
    head = by_code.get(code.casefold())
    if head is None:
        raise ValueError(f"no budget here has the code “{code}”. Add it first.")
    if month is None or financial_year(month) != april:
        raise ValueError("its month is none of this financial year.")
    return Booked(head, month, pounds_of(cell))


def pounds_of(cell: Cell) -> Decimal:
    """Return an amount of the ledger: (1,234.50), as accountants write a credit, is less
    than 0. Raises ValueError for anything that is none."""
    word = tidy(cell).replace("£", "").strip()
    credit = word.startswith("(") and word.endswith(")")
    try:
        pounds = Decimal(bare(word.strip("()")))
    except InvalidOperation:
        raise ValueError(f"“{tidy(cell)}” is not an amount in pounds.") from None
    if not pounds.is_finite() or abs(pounds) >= 10**10:
        raise ValueError(f"“{tidy(cell)}” is not an amount in pounds.")
    return -round(pounds, 2) if credit else round(pounds, 2)
