"""A file of the ledger: a row a budget and month, or a row a budget and a column a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from openpyxl.utils import get_column_letter

from alongside.desk.money.amounts import bare
from alongside.desk.money.like_names import code_of
from alongside.desk.money.models import BudgetHead
from alongside.desk.money.month_actions import Booked, ColumnsSaid
from alongside.desk.read_tables import rows_of, tables_of
from alongside.reckon.intake.reports import (
    Field,
    Seen,
    fingerprint,
    guessed,
    still_there,
)
from alongside.reckon.intake.values import Cell, as_date, tidy
from alongside.reckon.money.forecast import year_of
from alongside.reckon.money.years import financial_year

CODES = ("code", "budget", "budget code", "cost centre", "cost center", "head")
MONTHS = ("month", "period", "accounting period", "month ending", "date")
POUNDS = (
    "amount",
    "actual",
    "actuals",
    "spend",
    "spent",
    "net",
    "pounds",
    "value",
    "£",
)
FIELDS = (
    Field("code", "the code of the budget", True, CODES),
    Field("month", "the month", like=MONTHS),
    Field("pounds", "the amount", like=POUNDS),
)
MOST_SAID = 5
A_YEAR = 2000  # any: whether a heading names a month does not hang on the year

Row = tuple[int, str, date | None, Cell]


@dataclass(frozen=True)
class Columns:
    """The headings of the code, the month and the amount; without these two, the months
    have a column each."""

    code: str
    month: str = ""
    pounds: str = ""


@dataclass(frozen=True)
class Ledger:
    """A table of the ledger, and which of its columns is which where that is known."""

    seen: Seen
    columns: Columns | None
    sheets: bool = False  # whether the file has sheets, which have names

    @classmethod
    def of(
        cls,
        name: str,
        contents: bytes,
        said: Mapping[str, Mapping[str, str]],
        asked: bool = False,
    ) -> Ledger:
        """Find the table by the names of its columns, or by what was `said` of headings.

        The longest table, with nothing known of its columns, where neither finds one, or
        where it is `asked` to say anew. Raises ValidationError where there is no table.
        """  # fmt: skip
        found = tables_of(contents, name)
        sheets = name.lower().endswith((".xlsx", ".xls", ".ods"))
        for seen in () if asked else found:
            if told := said.get(fingerprint(seen.headers)):
                return cls(seen, Columns(**still_there(told, seen.headers)), sheets)
        for seen in () if asked else found:
            if columns := _by_name(seen):
                return cls(seen, columns, sheets)
        return cls(max(found, key=lambda seen: seen.rows), None, sheets)

    @property
    def guesses(self) -> dict[str, str]:
        """The columns that are named as ledgers do, by field."""
        return guessed(self.seen.headers, FIELDS)

    @property
    def unknown(self) -> str:
        """What was found, and which column is missing."""
        missing = [field.words for field in FIELDS if field.code not in self.guesses]
        names = ", ".join(f"{at} “{h}”" for at, h in _lettered(self.seen) if h)
        lacks = (
            f"no column is named as {' or '.join(missing)}"
            if missing
            else "it is to be said which column is which"
        )
        sheet = f" of the sheet “{self.seen.name}”" if self.sheets else ""
        return (
            f"In row {self.seen.header_row}{sheet}, {lacks}. "
            f"Found: {names}. Say below which column is which, and choose the file again: "
            "it is kept for the next file with these headings."
        )

    def by(self, columns: Columns) -> Ledger:
        return replace(self, columns=columns)

    @property
    def said(self) -> ColumnsSaid:
        return ColumnsSaid(
            fingerprint(self.seen.headers), asdict(self.columns) if self.columns else {}
        )

    def read(self, april: int, heads: Iterable[BudgetHead]) -> list[Booked]:
        """Return the figures of one financial year.

        Raises ValidationError, row by row, where a row cannot be read: then none is kept.
        """
        if self.columns is None:
            raise ValidationError(self.unknown)
        rows = list(_rows(self.seen, self.columns, april))
        if not rows:
            raise ValidationError(
                "No figure was found by these columns. Choose those of the month and of the "
                "amount, or name the columns of the months April to March."
            )
        return _checked(rows, april, {code_of(head.code): head for head in heads})


def _lettered(seen: Seen) -> list[tuple[str, str]]:
    """Each heading with the letter of its column."""
    return [(get_column_letter(n), h) for n, h in enumerate(seen.headers, 1)]


def _by_name(seen: Seen) -> Columns | None:
    found = guessed(seen.headers, FIELDS)
    if len(found) == len(FIELDS):
        return Columns(**found)
    code = found.get("code")
    wide = any(_month(h, A_YEAR) for h in seen.headers if h and h != code)
    return Columns(code) if code and wide else None


def _rows(seen: Seen, columns: Columns, april: int) -> Iterator[Row]:
    """Yield the table's figures: its row, the code, the month and the cell."""
    if not (columns.month and columns.pounds):
        yield from _wide(seen, columns.code, april)
        return
    for n, row in rows_of(seen, asdict(columns)):
        month = _month(row["month"], april)
        yield n, tidy(row["code"]), month, row["pounds"]


def _wide(seen: Seen, code: str, april: int) -> Iterator[Row]:
    """Yield the figures of a column a month; an empty cell is a month not booked yet."""
    months = {h: _month(h, april) for h in seen.headers if h and h != code}
    columns = {h: h for h, month in months.items() if month}
    if columns:
        for n, row in rows_of(seen, {"": code} | columns):
            for header in columns:
                if tidy(row[header]):
                    yield n, tidy(row[""]), months[header], row[header]


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
    head = by_code.get(code_of(code))
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
