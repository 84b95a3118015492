"""Dates by explicit pattern: `dd/mm/yyyy`, `dd-mmm-yy`, and whatever is made of such parts.

A pattern has one part for the day (`dd`), one for the month (`mm` in figures, `mmm` in
words), one for the year (`yyyy`, or `yy` with the first year that it can stand for).
A time of day after the date is cut off. `excel` is Excel's number for a day.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache

from alongside.reckon.intake import values
from alongside.reckon.intake.findings import LEFT_OUT
from alongside.reckon.intake.values import MONTHS, NOTHING, Cell, Problem, Read, tidy

PATTERNS = (
    "dd/mm/yyyy", "dd-mm-yyyy", "dd.mm.yyyy", "yyyy-mm-dd", "yyyy/mm/dd", "dd mmm yyyy",
    "dd-mmm-yyyy", "mm/dd/yyyy", "yyyymmdd", "ddmmyyyy", "excel",
    "dd/mm/yy", "dd-mm-yy", "dd.mm.yy", "dd-mmm-yy", "dd mmm yy", "mm/dd/yy",
)  # fmt: skip
"""The patterns that are tried when a report is looked at; a layout may name others."""

Pattern = tuple[str, int | None]  # with the first year that two digits may stand for

_PARTS = {
    "dd": r"(?P<day>\d{1,2})",
    "mmm": r"(?P<word>[a-z]{3,9})",
    "mm": r"(?P<month>\d{1,2})",
    "yyyy": r"(?P<year>\d{4})",
    "yy": r"(?P<short>\d{2})",
}
_FIXED = {"dd": r"(?P<day>\d{2})", "mm": r"(?P<month>\d{2})"}
_TIME = (
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_TOKEN = re.compile(r"yyyy|yy|mmm|mm|dd|[^ydm]+")


class BadPattern(ValueError):
    """A date pattern that says no day: the message says what is wanting."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return what a pattern matches. Raises BadPattern where it does not say a day."""
    parts = _TOKEN.findall(pattern)
    closed = pattern.isalpha()  # without separators, each part has its full length
    kinds = sorted(part[0] for part in parts if part in _PARTS)
    if "".join(parts) != pattern or kinds != ["d", "m", "y"]:
        raise BadPattern(
            f"{pattern!r} is no pattern for a date. Use dd, mm or mmm, and yyyy or yy, once "
            "each, like dd/mm/yyyy."
        )
    known = _PARTS | _FIXED if closed else _PARTS
    text = "".join(known.get(part) or re.escape(part) for part in parts)
    return re.compile(text + _TIME, re.IGNORECASE)


def read_day(cell: Cell, pattern: str, first_year: int | None = None) -> Read:
    """Return the day a cell holds by a pattern, or nothing with a problem.

    Real dates and `May be 8 Jan 2000` are taken whatever the pattern. `first_year` is the first of the hundred
    years that a year of two digits may stand for.
    """
    if tells_itself(cell):
        return values.as_date(cell)
    text = tidy(cell)
    if text.lower() in NOTHING:
        return None, None
    if pattern == "excel":
        number = _SERIAL.fullmatch(text)
        return values.as_date(float(text)) if number else (None, _unread(text, pattern))
    found = compiled(pattern).fullmatch(text)
    day = _day_of(found.groupdict(), first_year) if found else None
    return (None, _unread(text, pattern)) if day is None else values.as_date(day)


def read_by_either(cell: Cell, patterns: Sequence[Pattern]) -> Read:
    """Return the day a cell holds by the first of the patterns that reads it.

    Raises IndexError without a pattern.
    """
    tried = [read_day(cell, *each) for each in patterns]
    read = next((each for each in tried if each[0] is not None), tried[0])
    if len(patterns) == 1 or read[0] is not None or read[1] is None:
        return read
    return None, _unread(tidy(cell), " or ".join(pattern for pattern, _ in patterns))


def tells_itself(cell: Cell) -> bool:
    """Whether a cell is a day by no pattern: a real date, or `May be` and one in words."""
    if isinstance(cell, date):
        return True
    text = tidy(cell)
    return text[:7].lower() == "may be " and values.as_date(text)[0] is not None


def _day_of(parts: dict[str, str | None], first_year: int | None) -> date | None:
    month = parts.get("month") or _month(parts.get("word") or "")
    year = parts.get("year") or _year(parts.get("short") or "", first_year)
    try:
        return date(int(year or 0), int(month or 0), int(parts["day"] or 0))
    except ValueError:
        return None


def _month(word: str) -> int:
    start = word[:3].lower()
    return MONTHS.index(start) + 1 if start in MONTHS else 0


def _year(short: str, first_year: int | None) -> int:
    """The year of two digits within the hundred that begin with `first_year`."""
    if not short or first_year is None:
        return 0
    return first_year + (int(short) - first_year) % 100


def _unread(text: str, pattern: str) -> Problem:
    shown = repr(text if len(text) <= 60 else text[:57] + "...")
    what = f"{shown} is not a date as {pattern}; it was left blank."
    do = "Correct the date, or change the pattern of this column in the layout."
    return Problem(LEFT_OUT, "not the pattern", what, do)


def fitting(cells: Sequence[Cell]) -> tuple[list[str], int]:
    """Return the patterns by which the most filled cells read as days, likeliest first,
    and how many cells do not; none where that is more than a quarter.
    """
    filled = [cell for cell in cells if tidy(cell).lower() not in NOTHING]
    said = Counter(cell for cell in filled if not tells_itself(cell))
    if filled and not said:
        return ["yyyy-mm-dd"], 0
    ill = {
        each: sum(n for cell, n in said.items() if not _fits(cell, each))
        for each in PATTERNS
    }
    least = min(ill.values())
    if not filled or least * 4 > len(filled):
        return [], len(filled)
    return [each for each in PATTERNS if ill[each] == least], least


def _fits(cell: Cell, pattern: str) -> bool:
    return read_day(cell, pattern, 1950)[0] is not None
