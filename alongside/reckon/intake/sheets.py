"""The sheets of a workbook, or the files beside one another, into the lists they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from alongside.reckon.intake.findings import LEFT_OUT, NOTE, Findings
from alongside.reckon.intake.layouts import ANNEX_A, Found, find, number_in
from alongside.reckon.intake.lists import Lists, read_list
from alongside.reckon.intake.texts import INVENTED
from alongside.reckon.intake.values import as_date, tidy
from alongside.reckon.intake.workbook import Sheet

BOOKS = (ANNEX_A, "ssda903")

_INVENTED = re.compile(r"INVENTED DATA")
_PROSE = re.compile(r"front.?sheet|faq|guidance|codes|notes", re.IGNORECASE)
_AS_AT = re.compile(r"as at (\d{4}-\d{2}-\d{2}|\d{1,2} [a-z]+ \d{4})", re.IGNORECASE)


_PASSED_OVER = ("This sheet holds no list; it was passed over.", "Nothing.")


def read_sheets(
    sheets: Iterable[Sheet], as_at: date | None, findings: Findings
) -> Lists:
    """Read every sheet that holds a list of the same book as the first that holds one.

    Sheets of prose and codes are passed over.
    """
    lists = Lists()
    for sheet in sheets:
        lists.unknown.append(sheet)
        lists.invented = lists.invented or invented(sheet)
        as_at = as_at or stated_day(lists.invented)
        if sheet.fault:
            findings.add(LEFT_OUT, sheet.fault.what, sheet.fault.do, sheet=sheet.name)
        elif _is_prose(sheet):
            findings.add(NOTE, *_PASSED_OVER, sheet=sheet.name)
        elif found := _found(sheet, lists.book):
            lists.book = found.layout.book
            read_list(found, sheet, lists, as_at, findings)
        else:
            _pass_over(sheet, findings)
        if lists.book:  # a sheet is large: none is kept longer than it may be asked for
            lists.unknown.clear()
    return lists


def _found(sheet: Sheet, book: str) -> Found | None:
    for each in [book] if book else BOOKS:
        if found := find(sheet, each):
            return found
    return None


def stated_day(invented: str) -> date | None:
    """Return the day that invented data says it speaks for, if it says one."""
    found = _AS_AT.search(invented)
    day = as_date(found[1])[0] if found else None
    return day if isinstance(day, date) else None


def invented(sheet: Sheet) -> str:
    """The text by which a file says that its people are invented, else nothing."""
    if sheet.name == INVENTED and sheet.rows:
        return tidy(sheet.rows[0][0])
    if sheet.name != "Front_Sheet" or not sheet.rows or sheet.top or sheet.left:
        return ""
    text = tidy(sheet.rows[0][0])
    return text if _INVENTED.match(text) else ""


def _is_prose(sheet: Sheet) -> bool:
    """Whether this is one of the sheets that Ofsted puts before the lists."""
    return bool(_PROSE.match(sheet.name)) and number_in(sheet.name) is None


def _pass_over(sheet: Sheet, findings: Findings) -> None:
    number = number_in(sheet.name)
    if number is None or not sheet.rows:
        findings.add(NOTE, *_PASSED_OVER, sheet=sheet.name)
        return
    findings.add(
        LEFT_OUT,
        f"The sheet is named as list {number}, but the headers of that list are not in its "
        "first 10 rows; nothing was read from it.",
        "Put Ofsted's headers above the columns that they describe, in one row.",
        sheet=sheet.name,
    )
