"""A table of monthly figures: team, month, numerator and denominator, from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.core.exceptions import ValidationError

from alongside.desk.in_memory import in_memory
from alongside.desk.workforce.models import Team
from alongside.desk.workforce.monitoring_actions import Numbers
from alongside.reckon.intake import texts, workbook
from alongside.reckon.intake.findings import Findings
from alongside.reckon.intake.gate import Refused, admit
from alongside.reckon.intake.values import as_date, tidy
from alongside.reckon.intake.workbook import Sheet

HEADERS = {
    "team": {"team", "team name", "service", "unit"},
    "month": {"month", "period", "month ending", "date"},
    "numerator": {"numerator", "count", "number", "top", "value"},
    "denominator": {"denominator", "out of", "of", "base", "bottom", "total"},
}
MOST_SAID = 5


def read_figures(name: str, contents: bytes, teams: Iterable[Team]) -> list[Numbers]:
    """Return the rows of the first sheet that has the four columns.

    Raises ValidationError, row by row, where a row cannot be read: then none is kept.
    """
    by_name = {team.name.casefold(): team for team in teams}
    try:
        with in_memory(contents, name) as path:
            found = [(each, _header(each)) for each in _sheets(path)]
    except Refused as refused:
        raise ValidationError(f"{refused.what} {refused.do}") from None
    for sheet, header in found:
        if header is not None:
            return _rows(sheet, header, by_name)
    raise ValidationError(
        "No sheet has the four columns team, month, numerator and denominator. Name the "
        "columns so, in one row."
    )


def _sheets(path: Path) -> list[Sheet]:
    passed = admit(path)
    if passed.kind in ("xlsx", "xls", "ods"):
        return list(workbook.sheets(passed))
    if passed.kind == "xml":
        raise Refused(
            "This is XML, and holds no table.",
            "Save the table as an Excel workbook (.xlsx) or as CSV.",
        )
    return list(texts.sheets(passed, Findings("figures")))


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the row of the headers and where each column stands, or None."""
    for number, row in enumerate(sheet.rows[:20]):
        words = [tidy(cell).casefold() for cell in row]
        places = {
            column: next((n for n, word in enumerate(words) if word in known), -1)
            for column, known in HEADERS.items()
        }
        if min(places.values()) >= 0:
            return number, places
    return None


def _rows(
    sheet: Sheet, header: tuple[int, dict[str, int]], teams: Mapping[str, Team]
) -> list[Numbers]:
    above, places = header
    found, wrong = [], []
    for number, row in enumerate(sheet.rows[above + 1 :], above + 1):
        cells = {name: row[at] if at < len(row) else "" for name, at in places.items()}
        if not any(tidy(cell) for cell in cells.values()):
            continue
        try:
            found.append(_numbers(cells, teams))
        except ValueError as problem:
            wrong.append(f"Row {sheet.row_number(number)}: {problem}")
    if wrong:
        more = len(wrong) - MOST_SAID
        said = wrong[:MOST_SAID] + ([f"{more} more rows are so."] if more > 0 else [])
        raise ValidationError(said)
    if not found:
        raise ValidationError("The table has headers and no rows under them.")
    return _each_once(found)


def _numbers(cells: Mapping[str, object], teams: Mapping[str, Team]) -> Numbers:
    name = tidy(cells["team"])
    team = teams.get(name.casefold())
    if team is None:
        raise ValueError(f"there is no team {name!r}. Spell it as on the page Teams.")
    above, below = (_number(cells[name], name) for name in ("numerator", "denominator"))
    return Numbers(team, month_of(cells["month"]), above, below)


def month_of(cell: object) -> date:
    """Return the first day of the month that a cell names. Raises ValueError."""
    for text in (cell, f"1 {tidy(cell)}", f"{tidy(cell)}-01"):
        day = as_date(text)[0]
        if isinstance(day, date):
            return day.replace(day=1)
    raise ValueError(f"{tidy(cell)!r} is not a month. Write it as September 2026.")


def _number(cell: object, column: str) -> Decimal:
    text = tidy(cell).replace(",", "")
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(-1)
    if not found.is_finite() or found < 0:
        raise ValueError(f"the {column} {text!r} is not a number of 0 or more.")
    return found.quantize(Decimal("0.01"))


def _each_once(rows: list[Numbers]) -> list[Numbers]:
    twice = list(_repeated(rows))
    if twice:
        raise ValidationError(
            f"{twice[0].team} has {twice[0].month:%B %Y} twice. Keep one row a month."
        )
    return rows


def _repeated(rows: list[Numbers]) -> Iterator[Numbers]:
    seen = set()
    for row in rows:
        if (row.team.pk, row.month) in seen:
            yield row
        seen.add((row.team.pk, row.month))
