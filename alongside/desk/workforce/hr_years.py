"""Days whose year has two figures: read where the column leaves no doubt which day is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from alongside.reckon.intake.reports.patterns import read_day
from alongside.reckon.intake.values import Cell, tidy

DAYS = ("first_on", "last_on", "back_on", "joined_on", "left_on", "on")
SHORT = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2}")
SAID = re.compile(r"\bdd([/.-])mm\1yy\b", re.IGNORECASE)
AHEAD = 20  # years from now that two figures may stand for; the others have gone by
HUNDRED = 99

Row = tuple[int, dict[str, Cell]]


def with_whole_years(
    rows: Sequence[Row], columns: Mapping[str, str], today: date
) -> Iterator[Row]:
    """Yield the rows, with a day in place of each text such as 16/11/26 that is sure.

    A column is sure where its heading says dd/mm/yy; or where all its short days read with
    the day first, and not all with the month first.
    """
    first_year = today.year + AHEAD - HUNDRED
    sure = {
        code for code in DAYS
        if columns.get(code) and _sure(rows, code, columns[code], first_year)
    }  # fmt: skip
    for number, cells in rows:
        yield (
            number,
            {
                code: _day(cell, "dd", "mm", first_year) or cell
                if code in sure
                else cell
                for code, cell in cells.items()
            },
        )


def _sure(rows: Sequence[Row], code: str, heading: str, first_year: int) -> bool:
    if SAID.search(heading):
        return True
    short = [cells[code] for _, cells in rows if _short(cells.get(code, ""))]
    day_first = all(_day(cell, "dd", "mm", first_year) for cell in short)
    return day_first and not all(_day(cell, "mm", "dd", first_year) for cell in short)


def _short(cell: Cell) -> re.Match[str] | None:
    return SHORT.fullmatch(tidy(cell)) if isinstance(cell, str) else None


def _day(cell: Cell, first: str, second: str, first_year: int) -> date | None:
    """Return the day of a text with a short year; None of any other cell."""
    if not (found := _short(cell)):
        return None
    pattern = found[1].join((first, second, "yy"))
    day = read_day(cell, pattern, first_year)[0]
    return day if isinstance(day, date) else None
