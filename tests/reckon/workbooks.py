"""Small workbooks for the tests of intake, with Ofsted's own headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

DATA = Path(__file__).parents[1] / "data"
OFSTED = DATA / "ofsted_2019-08_2015-01-sample.xlsx"
LIIA = DATA / "liia_Annex_A.xlsx"

BORN = date(2015, 5, 4)
PERSON = {
    "Child Unique ID": "1001",
    "Gender": "b) Female",
    "Ethnicity": "a) WBRI",
    "Date of Birth": BORN,
    "Age of Child (Years)": 10,
}


@cache
def headers(number: int) -> tuple[str, ...]:
    """The headers of a list, as Ofsted's template prints them in row 2."""
    sheet = openpyxl.load_workbook(OFSTED, read_only=True)[f"List_{number}"]
    second = next(sheet.iter_rows(min_row=2, max_row=2, values_only=True))
    return tuple(cell for cell in second if cell is not None)


def row(number: int, **cells: Any) -> list[Any]:
    """A row of a list: the person's columns filled, others by the start of their header.

    A keyword names the first header that begins with it, `_` for a space; a child of
    another number is `Child=...`.
    """
    values = dict.fromkeys(headers(number)) | {
        header: value for header, value in PERSON.items() if header in headers(number)
    }
    for said, value in cells.items():
        values[header_of(number, said)] = value
    return list(values.values())


def header_of(number: int, said: str) -> str:
    start = said.replace("_", " ").lower()
    return next(each for each in headers(number) if each.lower().startswith(start))


def save(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for each in rows:
            sheet.append(list(each))
    book.save(path)
    return path


def ofsted(path: Path, lists: Mapping[int, Sequence[Sequence[Any]]]) -> Path:
    """A workbook laid out as Ofsted's: a title in row 1, headers in row 2, rows from 3."""
    return save(
        path,
        {
            f"List_{number}": [[f"List {number}"], headers(number), *rows]
            for number, rows in lists.items()
        },
    )


def said(reading, kind: str = "", column: str = "") -> list[str]:
    """What the findings say, of one kind, about columns whose header contains a text."""
    return [
        finding.what
        for finding in reading.findings
        if kind in finding.kind and column in (finding.column or "")
    ]
