"""Findings as a workbook: all of them on one sheet, and the rows they are about, marked.

A cell that a finding is about is filled, carries a note, and has its words in a column
of text, so that nothing is told by colour alone. No cell can be taken for a formula.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from alongside.reckon.intake.findings import Finding
from alongside.reckon.intake.gate import admit
from alongside.reckon.intake.reports.look import sheets_of
from alongside.reckon.intake.returns import Rows, rows_of
from alongside.reckon.intake.values import Cell
from alongside.reckon.intake.workbook import Sheet

COLUMNS = (
    ("Number", 9), ("Kind", 12), ("Sheet or file", 26), ("Row", 8), ("Column", 34),
    ("Child", 16), ("What", 70), ("What to do", 60), ("Timescales it touches", 22),
)  # fmt: skip
_BEFORE = (("Row in the export", 18), ("What was found", 60))
_BOLD, _MARK = Font(bold=True), PatternFill("solid", fgColor="FFE08A")
_WRAP = Alignment(wrap_text=True, vertical="top")
_NO_NAME = re.compile(r"[\[\]:*?/\\']")

_Marks = Mapping[int, Sequence[Finding]]


def marked_workbook(
    path: Path,
    findings: Sequence[Finding],
    headers: Iterable[tuple[str, int]],
    said: Sequence[str],
    may_show: Callable[[Finding], bool] = lambda finding: True,
) -> bytes:
    """Return an Excel workbook of the findings of a file, with the rows as they stand.

    `headers` are the sheets and rows (from 1) where lists have their headers. `said`
    are sentences for the top. Of a finding that `may_show` refuses the row is not
    shown. Raises Refused where the file can no longer be read.
    """
    book = Workbook(write_only=True)
    _all(book, findings, said)
    about: defaultdict[str, defaultdict[int, list[Finding]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for each in findings:
        if each.sheet and each.row and may_show(each):
            about[each.sheet][each.row].append(each)
    tops = defaultdict(list)
    for name, row in headers:
        tops[name].append(row)
    for sheet in _sheets(path) if about else ():
        if marks := about.pop(sheet.name, None):
            _list(book, sheet, tops[sheet.name], marks)
    contents = BytesIO()
    book.save(contents)
    return contents.getvalue()


def _sheets(path: Path) -> Iterable[Sheet]:
    passed = admit(path)
    return rows_of(path) if passed.kind == "xml" else sheets_of(passed)


def _all(book: Workbook, findings: Sequence[Finding], said: Sequence[str]) -> None:
    sheet = book.create_sheet("Findings")
    _lay_out(sheet, COLUMNS, frozen=len(said) + 2)
    for sentence in said:
        sheet.append([_cell(sheet, sentence)])
    sheet.append([_cell(sheet, name, bold=True) for name, _ in COLUMNS])
    for number, each in enumerate(findings, 1):
        values = (
            number, each.kind, each.sheet or "", each.row or "", each.column or "",
            each.child or "", each.what, each.do, each.weight,
        )  # fmt: skip
        sheet.append([_cell(sheet, value, wrap=True) for value in values])


def _list(book: Workbook, sheet: Sheet, tops: Sequence[int], marks: _Marks) -> None:
    """Add a sheet of the rows of a list that findings are about, below its headers."""
    page = book.create_sheet(_title(sheet.name, book.sheetnames))
    rows = {number: sheet.on_row(number) for number in sorted(marks)}
    across = max(map(len, rows.values()), default=0)
    _lay_out(page, (*_BEFORE, *[("", 20)] * across), frozen=2)
    top = None
    for number, cells in rows.items():
        if (over := _over(sheet, tops, number)) != top:
            top = over
            page.append(_headers(page, sheet, top))
        page.append(_marked(page, sheet, number, cells, marks[number]))


def _over(sheet: Sheet, tops: Sequence[int], number: int) -> int:
    """The row of the headers over a row: the nearest above it."""
    if isinstance(sheet, Rows):
        return 1
    return max((top for top in tops if top <= number), default=0)


def _headers(page: Any, sheet: Sheet, top: int) -> list[Any]:
    names = () if not top else sheet.rows[0] if top == 1 else sheet.on_row(top)
    before = [name for name, _ in _BEFORE]
    return [_cell(page, name, bold=True) for name in (*before, *names)]


def _marked(
    page: Any,
    sheet: Sheet,
    number: int,
    cells: Sequence[Cell],
    marks: Sequence[Finding],
) -> list[Any]:
    """A row as it stands in the export, after its number and what was found in it."""
    words = [
        f"{each.column}: {each.what}" if each.column else each.what for each in marks
    ]
    row = [_cell(page, number), _cell(page, "\n".join(words), wrap=True)]
    row += [_cell(page, value) for value in cells]
    noted: defaultdict[int, list[Finding]] = defaultdict(list)
    for each in marks:
        at = sheet.place_of(each.column) if each.column else -1
        noted[len(_BEFORE) + at if 0 <= at < len(cells) else 0].append(each)
    for at, found in noted.items():
        row[at].fill = _MARK
        row[at].comment = Comment("\n".join(_note(found)), "Alongside", 160, 320)
    return row


def _note(found: Iterable[Finding]) -> Iterator[str]:
    for each in found:
        yield ILLEGAL_CHARACTERS_RE.sub("", f"{each.what} {each.do}")


def _title(name: str, taken: Sequence[str]) -> str:
    """A sheet's name as Excel takes it: 31 letters, some not allowed, each once."""
    plain = _NO_NAME.sub(" ", ILLEGAL_CHARACTERS_RE.sub("", name)).strip() or "List"
    title, number = plain[:31], 1
    while title.lower() in {each.lower() for each in taken}:
        number += 1
        title = f"{plain[:25]} ({number})"
    return title


def _lay_out(sheet: Any, columns: Iterable[tuple[str, int]], frozen: int) -> None:
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"A{frozen}"


def _cell(sheet: Any, value: Any, bold: bool = False, wrap: bool = False) -> Any:
    if isinstance(value, date):  # a datetime is one
        cell = WriteOnlyCell(sheet, value)
        timed = isinstance(value, datetime) and value.time() != datetime.min.time()
        cell.number_format = "DD/MM/YYYY HH:MM" if timed else "DD/MM/YYYY"
    elif type(value) in (int, float):
        cell = WriteOnlyCell(sheet, value)
    else:
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value))[:32_767])
        cell.data_type = "s"
    if bold:
        cell.font = _BOLD
    if wrap:
        cell.alignment = _WRAP
    return cell
