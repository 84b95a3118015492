"""Ofsted's Annex A workbook, in the official layout, from an extract of records.

Four sheets of words come first, then List_1 to List_11: a title merged over row 1, the
headers in row 2, data from row 3. Days are real spreadsheet dates shown DD/MM/YYYY.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from alongside.reckon.council import (
    annex_a_after,
    annex_a_before,
    annex_a_cases,
    annex_a_codes,
)
from alongside.reckon.council.annex_a_layout import HEADERS, TITLES
from alongside.reckon.council.shelf import Cells, Shelf
from alongside.reckon.council.ssd import MADE_BY
from alongside.reckon.records import Records

LISTS: dict[int, Callable[[Shelf], Iterator[Cells]]] = {
    1: annex_a_before.contacts,
    2: annex_a_before.early_help,
    3: annex_a_before.referrals,
    4: annex_a_before.assessments,
    5: annex_a_before.enquiries,
    6: annex_a_cases.in_need,
    7: annex_a_cases.protected,
    8: annex_a_cases.in_care,
    9: annex_a_after.care_leavers,
    10: annex_a_after.adoption,
    11: annex_a_after.adopters,
}
_COVERS = {
    **dict.fromkeys((1, 2, 3, 5), "The last six months."),
    4: "Authorised in the last six months, and every assessment still open.",
    **dict.fromkeys((6, 7, 8), "Now, or ended in six months: one row a child."),
    9: "Care leavers now.",
    **dict.fromkeys((10, 11), "The last twelve months."),
}


def write_workbook(records: Records, as_at: date, path: Path, about: str) -> Path:
    """Write the workbook and return its path. A sheet holds at most 1,048,574 rows."""
    book = Workbook(write_only=True)
    _words(book, about)
    shelf = Shelf(records, as_at)
    for number, rows in LISTS.items():
        _list(book, number, rows(shelf))
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    book.save(path)
    return path


def _list(book: Workbook, number: int, rows: Iterable[Cells]) -> None:
    sheet = book.create_sheet(f"List_{number}")
    headers = HEADERS[number]
    sheet.merged_cells.add(f"A1:{get_column_letter(len(headers))}1")
    sheet.append([TITLES[number]])
    sheet.append(headers)
    for row in rows:
        sheet.append([_dated(sheet, v) if isinstance(v, date) else v for v in row])


def _dated(sheet: object, value: date) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = "DD/MM/YYYY"
    return cell


def _words(book: Workbook, about: str) -> None:
    """The four sheets that come before the lists, in words of our own."""
    front = book.create_sheet("Front_Sheet")
    for line in (f"{MADE_BY} {about}", "Annex A - child level data", "Lists 1 - 11"):
        front.append([line])
    asked = book.create_sheet("FAQ_and_changes")
    asked.append(["List", "Date", "Question", "Response"])
    asked.append(["All", None, "Is anybody in this workbook real?", "No, nobody."])
    _guidance(book)
    _codes(book)


def _guidance(book: Workbook) -> None:
    sheet = book.create_sheet("Guidance")
    sheet.append(["Update: August 2019"])
    sheet.append(["List Number/Title", "Field Heading", "Detailed Guidance"])
    for number, headers in HEADERS.items():
        for n, header in enumerate(headers):
            first = n == 0
            title = TITLES[number] if first else None
            sheet.append([title, header, _COVERS[number] if first else None])


def _codes(book: Workbook) -> None:
    """The coded values, a column each, with the name of the set above them."""
    sheet = book.create_sheet("Codes_used")
    named = vars(annex_a_codes).items()
    sets = {name: list(v.values()) for name, v in named if name.isupper()}
    sheet.append([name.capitalize() for name in sets])
    sheet.append(["Preferred code"] * len(sets))
    for n in range(max(map(len, sets.values()))):
        sheet.append([v[n] if n < len(v) else None for v in sets.values()])
