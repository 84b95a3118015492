"""A list taken away as a spreadsheet: what it is, in words; then its headings and rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from alongside.desk.access.templatetags.times import time_said
from alongside.desk.said import weekday_said

FORMULA = ("=", "+", "-", "@", "\t", "\r")
CSV = "text/csv; charset=utf-8"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Sheet(NamedTuple):
    """A sheet: its title, sentences, columns with their widths in letters, and rows."""

    title: str
    said: Sequence[str]
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Any]]


def spreadsheet(
    title: str,
    said: Sequence[str],
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Any]],
) -> bytes:
    """Return an Excel workbook of one sheet, as `workbook` says."""
    return workbook(Sheet(title, said, columns, rows))


def workbook(*sheets: Sheet) -> bytes:
    """Return an Excel workbook; no cell of it can be taken for a formula.

    A sentence of `said` a row, then the columns' names, then the rows: dates are dates,
    whole and decimal numbers numbers, shown to the places they have, all else is text.
    """
    book = Workbook(write_only=True)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    contents = BytesIO()
    book.save(contents)
    return contents.getvalue()


def _fill(made, sheet: Sheet) -> None:
    for number, (_, width) in enumerate(sheet.columns, 1):
        made.column_dimensions[get_column_letter(number)].width = width
    made.freeze_panes = f"A{len(sheet.said) + 2}"
    for sentence in sheet.said:
        made.append([_text(made, sentence)])
    made.append([_text(made, name, bold=True) for name, _ in sheet.columns])
    for row in sheet.rows:
        made.append([_cell(made, value) for value in row])


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV. What a spreadsheet would take for a formula has an apostrophe
    before it."""
    text = StringIO()
    csv.writer(text).writerows([_plain(value) for value in row] for row in rows)
    return text.getvalue()


def _plain(value: Any) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def made_by(user) -> str:
    """Say who takes a list away, and when."""
    return f"Made by {user} on {weekday_said(timezone.localdate())}, {time_said(timezone.now())}."


def download(contents: bytes | str, file_name: str, kind: str = KIND) -> HttpResponse:
    answer = HttpResponse(contents, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer


def _cell(sheet, value):
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "DD/MM/YYYY"
        return cell
    if type(value) not in (int, Decimal):
        return _text(sheet, value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, Decimal):
        cell.number_format = format(abs(value) * 0, "f")
    return cell


def _text(sheet, value: str, bold: bool = False):
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    return cell
