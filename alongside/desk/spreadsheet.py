"""A list taken away as a spreadsheet: what it is, in words; then its headings and rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

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


def spreadsheet(
    title: str,
    said: Sequence[str],
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Any]],
) -> bytes:
    """Return an Excel workbook of one sheet; no cell of it can be taken for a formula.

    A sentence of `said` a row, then the columns' names, with their widths in letters,
    then the rows: dates are dates, whole and decimal numbers numbers, shown to the places
    they have, all else is text.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"A{len(said) + 2}"
    for sentence in said:
        sheet.append([_text(sheet, sentence)])
    sheet.append([_text(sheet, name, bold=True) for name, _ in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    contents = BytesIO()
    book.save(contents)
    return contents.getvalue()


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
