"""Cells into values: dates by explicit pattern, ids with their zeros, flags, numbers.

Every reader here takes one cell as the spreadsheet or the text file gave it and
returns the value with, where there is something to say, a `Problem`. Nothing is guessed:
what fits no pattern is left blank and said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from alongside.reckon.intake.findings import LEFT_OUT, NOTE, SUSPICIOUS
from alongside.reckon.records import Value

Cell = object  # what calamine or csv gives: str, float, int, bool, date, datetime, ...


@dataclass(frozen=True)
class Problem:
    """What is to be said about a value, wherever it stands.

    `alike` names the sort, for counting; `once` asks for one finding a column.
    """

    kind: str
    alike: str
    what: str
    do: str
    once: bool = False


Read = tuple[Value, Problem | None]
Reader = Callable[[Cell], Read]

NOTHING = frozenset({"", "null", "none", "nan", "nat", "n/a", "-", "--"})
NOBODY = frozenset({"-1", "unallocated", "not allocated", "no worker", "no team"})
SHEET_ERRORS = frozenset(
    ("#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!", "#spill!")
    + ("#calc!", "#getting_data", "#multivalue", "#unavailable")
)
NO_RESULT = "#formula without a result"

_UK = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T](\d{2}:\d{2}\S*))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}:\d{2}\S*))?")
_WORDED = re.compile(
    r"(may be )?(\d{1,2})[ -]((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})[ -](\d{4})",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2}(?:[ T]\d{2}:\d{2}\S*)?")
_MIDNIGHT = re.compile(r"00:00(:00(\.0+)?)?(Z|[+-]00:?00)?")
MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip

# Excel counts days from 30 December 1899; outside this range a number is no date of ours.
_EXCEL_DAY_0 = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 60_000  # 18 May 1927, 8 April 2064
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)


def tidy(cell: Cell) -> str:
    """Return a cell's text with every run of spaces, non-breaking ones too, as one space."""
    if isinstance(cell, str) and cell.isalnum():
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).replace("\u200b", "").split()) if cell is not None else ""


def as_text(cell: Cell) -> Read:
    """Return a cell as text, or nothing where it says that it holds nothing."""
    text = tidy(cell)
    low = text.lower()
    if low in NOTHING:
        return None, None
    return _without_error(text) if low[0] == "#" else (text, None)


def stand(cells: Iterable[Cell]) -> bool:
    """Whether all cells are identifiers that `as_id` and `as_text` read as they stand:
    letters and digits, and no word for nothing.
    """
    once = set(cells)
    return (
        set(map(type, once)) == {str}
        and all(map(str.isalnum, once))  # type: ignore[arg-type]
        and NOTHING.isdisjoint(map(str.lower, once))  # type: ignore[arg-type]
    )


def as_name(cell: Cell) -> Read:
    """Return the name of a worker or a team; `-1` and `Unallocated` are nobody."""
    value, problem = as_text(cell)
    nobody = isinstance(value, str) and value.lower() in NOBODY
    return (None, None) if nobody else (value, problem)


def as_id(cell: Cell) -> Read:
    """Return an identifier as text: leading zeros stay, 123.0 is `123`.

    A number of more than 15 digits is reported: spreadsheets round such numbers, so
    two children may have become one.
    """
    value, problem = as_text(cell)
    if isinstance(cell, float) and abs(cell) >= 1e15:
        problem = Problem(
            SUSPICIOUS,
            "long id",
            "This identifier is a number of more than 15 digits, which a spreadsheet rounds.",
            "Export the column as text.",
        )
    return value, problem


def as_number(cell: Cell) -> Read:
    """Return a whole number, or nothing with a finding."""
    value, problem = as_text(cell)
    if value is None:
        return None, problem
    try:
        return int(float(str(value))), None
    except (ValueError, OverflowError):
        return None, Problem(
            LEFT_OUT,
            "not a number",
            f"{_shown(cell)} is not a number; it was left blank.",
            "Enter a whole number.",
        )


def as_codes(cell: Cell) -> Read:
    """Return codes with spaces between them as a JSON list of texts, each once."""
    value, problem = as_text(cell)
    if value is None:
        return None, problem
    return json.dumps(list(dict.fromkeys(str(value).upper().split()))), None


def as_age(cell: Cell) -> Read:
    """Return an age, fractions cut; -1 is an unborn child. Other text is nothing."""
    value, _ = as_number(cell)
    return value, None


_YES = frozenset({"yes", "y", "true", "1", "nfa", "no further action", "seen"})
_NO = frozenset({"no", "n", "false", "0", "fa", "further action"})
_NOT_KNOWN = frozenset({"unknown", "not known", "u", "not recorded", "not stated"})
_LETTERED = re.compile(r"^[(]?[a-z0-9]{1,2}\s*[).:\-\u2013]\s*")


def as_flag(cell: Cell) -> Read:
    """Return `Y`, `N`, or nothing where it is not known (`c) Unknown` is not known).

    `a) Yes`, `1 - Yes`, `Y`, `True` and `NFA` are yes; `b) No`, `N`, `FA` are no.
    """
    value, problem = as_text(cell)
    if value is None:
        return None, problem
    low = str(value).lower()
    for word in (low, _LETTERED.sub("", low)):
        if word in _YES:
            return "Y", None
        if word in _NO:
            return "N", None
        if word in _NOT_KNOWN:
            return None, None
    what = f"{_shown(cell)} is neither yes nor no; it was left blank."
    return None, Problem(LEFT_OUT, "not yes or no", what, "Enter Yes, No or Unknown.")


def as_date(cell: Cell) -> Read:
    """Return a calendar day, or nothing with a finding.

    Taken: real dates, `dd/mm/yyyy` and ISO text (a time is cut off, and said unless
    it is midnight), a day with its month in words, and Excel's day numbers from
    18 May 1927 to 8 April 2064 (said once a column). 1 January 1900 means nothing
    in the systems that write it. A year of two digits is left blank.
    """
    if isinstance(cell, datetime):
        return _within(cell.date(), cell, None if cell.time() == time() else _TIME_CUT)
    if isinstance(cell, date):
        return _within(cell, cell, None)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_serial(cell)
    value, problem = as_text(cell)
    return (None, problem) if value is None else _from_text(str(value))


def _from_serial(number: float) -> Read:
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _EXCEL_DAY_0 + timedelta(days=int(number)), _SERIAL
    return (None, None) if number in (0, 1) else (None, _no_date(number))


def _from_text(text: str) -> Read:
    if found := _UK.fullmatch(text):
        day, month, year, clock = found.groups()
        return _real(int(year), int(month), int(day), text, _time_problem(clock))
    if found := _ISO.fullmatch(text):
        year, month, day, clock = found.groups()
        return _real(int(year), int(month), int(day), text, _time_problem(clock))
    if found := _WORDED.fullmatch(text):
        maybe, day, name, year = found.groups()
        month = MONTHS.index(name[:3].lower()) + 1
        note = _approximate(text) if maybe else None
        return _real(int(year), month, int(day), text, note)
    return None, _two_digit_year(text) if _SHORT_YEAR.fullmatch(text) else _no_date(
        text
    )


def _real(year: int, month: int, day: int, text: str, note: Problem | None) -> Read:
    try:
        return _within(date(year, month, day), text, note)
    except ValueError:
        what = f"{text!r} is not a day in the calendar; it was left blank."
        return None, Problem(LEFT_OUT, "no such day", what, "Enter the right date.")


def _within(day: date, cell: Cell, note: Problem | None) -> Read:
    if day <= _FIRST_DAY:
        return None, None
    if day > _LAST_DAY:
        what = f"{_shown(cell)} lies after 2099; it was left blank."
        return None, Problem(LEFT_OUT, "after 2099", what, "Enter the right year.")
    return day, note


def _time_problem(clock: str | None) -> Problem | None:
    return None if not clock or _MIDNIGHT.fullmatch(clock) else _TIME_CUT


_SERIAL = Problem(
    NOTE,
    "serial",
    "Some cells hold Excel's number for a day instead of a date; they were read as dates.",
    "Nothing, if the dates look right; format the column as dates when you export it.",
    once=True,
)
_TIME_CUT = Problem(
    NOTE,
    "time",
    "Some cells hold a time of day as well as a date; the day alone was kept.",
    "Nothing, if the day is what matters.",
    once=True,
)


def _approximate(text: str) -> Problem:
    what = f"{text!r} was read as an approximate date."
    return Problem(
        NOTE, "approximate", what, "Confirm the date if a clock rests on it."
    )


def _two_digit_year(text: str) -> Problem:
    what = f"{text!r} has a year of two digits, which could be either century; it was left blank."
    return Problem(
        LEFT_OUT, "two-digit year", what, "Export dates with four-digit years."
    )


def _no_date(cell: Cell) -> Problem:
    what = f"{_shown(cell)} is not a date; it was left blank."
    return Problem(
        LEFT_OUT, "not a date", what, "Enter a date as dd/mm/yyyy, like 27/03/2026."
    )


def _without_error(text: str) -> Read:
    if text == NO_RESULT:
        return None, Problem(
            LEFT_OUT,
            "formula",
            "A formula stands here without a result; it was left blank.",
            "Open the workbook in a spreadsheet program, save it, and read it again.",
        )
    if text.lower() not in SHEET_ERRORS:
        return text, None
    what = f"{text} stands where a value should be; it was read as nothing."
    return None, Problem(
        LEFT_OUT, "error value", what, "Correct the look-up that fills this column."
    )


def _shown(cell: Cell) -> str:
    text = tidy(cell)
    return repr(text if len(text) <= 60 else text[:57] + "...")
