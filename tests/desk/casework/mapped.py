"""Reports of a council's own, as they are uploaded and mapped."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl

from alongside.desk.casework.models import Extract

HEADERS = ["Client ID", "Meeting held", "Chaired by"]
GROUPS = [["900123", "03/03/2026", "A. Lee"], ["900124", "02/03/2026", "B. Ray"]]
MAPPED = {"to_0": "child", "to_1": "local_core_groups.core_core_group_date", "date_1": "dd/mm/yyyy"}  # fmt: skip
CORE_GROUPS = {
    "name": "Core groups",
    "headers": HEADERS,
    "columns": [
        {"header": "Client ID", "to": "child"},
        {
            "header": "Meeting held",
            "to": "local_core_groups.core_core_group_date",
            "date": "dd/mm/yyyy",
        },
    ],
}


def as_csv(headers=HEADERS, rows=GROUPS, separator=",") -> bytes:
    return "".join(separator.join(row) + "\n" for row in [headers, *rows]).encode()


def workbook(**sheets) -> bytes:
    book, held = openpyxl.Workbook(), BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(held)
    return held.getvalue()


def newest() -> Extract:
    return Extract.objects.newest().first()


def said(shown: str) -> str:
    """A page's words, without its tags."""
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))
    return words.replace(" ,", ",")
