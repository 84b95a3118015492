"""The lists of Annex A as data, and which of them a sheet holds, told by its headers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.reckon.intake import values
from alongside.reckon.intake.codes import code_list
from alongside.reckon.intake.grid import Column
from alongside.reckon.intake.values import Cell, Reader, tidy
from alongside.reckon.intake.workbook import Sheet

# Said of the person in every list: they tell no list from another.
SHARED = frozenset(
    ("child", "adopter", "family", "sex", "ethnicity", "dob", "age", "uasc")
    + ("disability", "adopter_disability", "team", "worker")
    + ("assessment_team", "assessment_worker")
)
HEADER_IN_FIRST = 10  # rows

_QUOTES_AND_SPACES = re.compile(r"[\s'\u2018\u2019\u201b`\"\u201c\u201d_]+")
_ENDING = re.compile(r"[?.:*)]+$")
_LIST_NAME = re.compile(r"list[ _-]*0*(\d{1,2})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Made:
    """A row of a table made from a row of a list."""

    table: str
    needs: tuple[str, ...]
    id: str
    columns: dict[str, str]
    latest_only: bool = False
    above: str = ""  # takes the identifier of the row made first from the same row
    own: str = ""  # takes the row's own identifier


@dataclass(frozen=True)
class Layout:
    """One list of Annex A."""

    number: int
    title: str
    fields: tuple[str, ...]
    needs: tuple[str, ...]
    makes: tuple[Made, ...]
    newer: tuple[str, ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    open: str = ""
    birth: str = ""

    @property
    def name(self) -> str:
        return f"List {self.number}: {self.title}"

    @property
    def key(self) -> str:
        return self.fields[0]

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(made.table for made in self.makes))


@dataclass(frozen=True)
class Found:
    """A list found on a sheet: the column of each field, and its header row, counted
    from 0 among the rows that were read and, in `row`, as the spreadsheet numbers it."""

    layout: Layout
    header: int
    row: int
    at: dict[str, int]


def plain(header: Cell) -> str:
    """Return a header without case, spaces, quotes and closing punctuation."""
    return _ENDING.sub("", _QUOTES_AND_SPACES.sub("", tidy(header).lower()))


def header_of(field: str) -> str:
    """Return the official header of a field."""
    return str(_book()["fields"][field][1])


@cache
def layouts() -> dict[int, Layout]:
    """Return the lists of Annex A by number."""
    return {int(n): _layout(int(n), told) for n, told in _book()["list"].items()}


@cache
def _book() -> dict[str, Any]:
    text = files("alongside.reckon.intake").joinpath("annex_a.toml").read_text("utf-8")
    return tomllib.loads(text)


def _layout(number: int, told: dict[str, Any]) -> Layout:
    makes = tuple(_made(each) for each in told.pop("makes"))
    order = tuple((first, then) for first, then in told.pop("order", ()))
    rest: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in told.items()
    }
    return Layout(number=number, makes=makes, order=order, **rest)


def _made(told: dict[str, Any]) -> Made:
    return Made(**{**told, "needs": tuple(told["needs"])})


@cache
def _headers(number: int) -> dict[str, str]:
    """Return the field that each known header of a list names."""
    fields = _book()["fields"]
    return {
        plain(header): field
        for field in layouts()[number].fields
        for header in fields[field][1:]
    }


def number_in(sheet_name: str) -> int | None:
    """Return the list that a sheet's name states: `List_4`, `List 4 Assessments`."""
    found = _LIST_NAME.match(sheet_name.strip())
    number = int(found[1]) if found else 0
    return number if number in layouts() else None


def find(sheet: Sheet) -> Found | None:
    """Return the list that a sheet's headers show, whatever the sheet is called.

    The headers must name the row's subject and something that only that list holds,
    or else two such things, one of them a thing that the list needs; the list whose headers match best is taken, and where two match
    alike, the one that the sheet's name states.
    """
    stated = number_in(sheet.name)
    best: tuple[tuple[int, int, bool, int], Found] | None = None
    for index, row in enumerate(sheet.rows[:HEADER_IN_FIRST]):
        headers = [plain(cell) for cell in row]
        for number, layout in layouts().items():
            at = _match(headers, _headers(number))
            own = len(at.keys() - SHARED)
            if not _shows(layout, at, own):
                continue
            score = (own, len(at), number == stated, -index)
            if best is None or score > best[0]:
                best = score, Found(layout, index, sheet.row_number(index), at)
    return best[1] if best else None


def _shows(layout: Layout, at: dict[str, int], own: int) -> bool:
    """Whether headers are enough to go by; without its key, a list must show its dates."""
    return own > 0 if layout.key in at else own > 1 and bool(at.keys() & layout.needs)


def _match(headers: Sequence[str], known: dict[str, str]) -> dict[str, int]:
    at: dict[str, int] = {}
    for index, header in enumerate(headers):
        if field := known.get(header):
            at.setdefault(field, index)
    return at


def columns_of(found: Found, sheet: Sheet) -> dict[str, Column]:
    """Return the columns to read, by field; columns that are known and not used are not there."""
    header = sheet.rows[found.header]
    return {
        field: Column(
            field,
            index,
            f"{sheet.letter(index)}: {tidy(header[index])}",
            _reader(field),
        )
        for field, index in found.at.items()
        if _kind(field) != "skip"
    }


def unknown_headers(found: Found, sheet: Sheet) -> list[str]:
    """Return the headers, with their letters, that the list does not have."""
    used = set(found.at.values())
    return [
        f"{sheet.letter(index)}: {tidy(cell)}"
        for index, cell in enumerate(sheet.rows[found.header])
        if index not in used and tidy(cell)
    ]


def missing_fields(found: Found) -> list[str]:
    """Return the fields that the list has and the sheet does not, those newer than 2019 apart."""
    layout = found.layout
    return [
        field
        for field in layout.fields
        if field not in found.at and field not in layout.newer
    ]


def _kind(field: str) -> str:
    return str(_book()["fields"][field][0])


@cache
def _reader(field: str) -> Reader:
    kind = _kind(field)
    plain_kinds: dict[str, Reader] = {
        "id": values.as_id,
        "text": values.as_text,
        "name": values.as_name,
        "date": values.as_date,
        "flag": values.as_flag,
        "age": values.as_age,
        "number": values.as_number,
    }
    return plain_kinds.get(kind) or code_list(kind).read
