"""The lists that are known by their headers, as data, and which of them a sheet holds.

A book is a TOML file of lists: Ofsted's Annex A, the SSDA903 return, the children in
need census, the workforce return. What its parts mean stands at the head of annex_a.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.reckon.intake import values
from alongside.reckon.intake.codes import code_list
from alongside.reckon.intake.grid import Column
from alongside.reckon.intake.values import Cell, Reader, tidy
from alongside.reckon.intake.workbook import Sheet

ANNEX_A = "annex_a"
HEADER_IN_FIRST = 10  # rows

_QUOTES_AND_SPACES = re.compile(r"[\s'\u2018\u2019\u201b`\"\u201c\u201d_]+")
_ENDING = re.compile(r"[?.:*)]+$")
_LIST_NAME = re.compile(r"list[ _-]*0*(\d{1,2})(?!\d)|0*(\d{1,2})$", re.IGNORECASE)


@dataclass(frozen=True)
class Made:
    """A row of a table made from a row of a list."""

    table: str
    needs: tuple[str, ...]
    id: str
    columns: dict[str, str]
    latest_only: bool = False
    of_year: bool = False  # all that a return's year saw, and nothing from before it
    above: str = ""  # takes the identifier of the row made first from the same row
    own: str = ""  # takes the row's own identifier


@dataclass(frozen=True, eq=False)
class Layout:
    """One list of a book: Annex A's are known by their numbers, the others by names."""

    book: str
    name: str
    place: int
    number: int
    title: str
    fields: tuple[str, ...]
    needs: tuple[str, ...]
    makes: tuple[Made, ...]
    tells: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    open: str = ""
    birth: str = ""
    repeats: bool = False
    at: tuple[str, ...] = ()
    optional: bool = False
    lent: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.fields[0]

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(made.table for made in self.makes))

    def fills(self, field: str) -> Iterator[str]:
        """Yield the columns of records that a field fills; the key's are all of a row's."""
        for made in self.makes:
            for column, said in made.columns.items():
                if field in (said, self.key):
                    yield f"{made.table}.{column}"
        if field in WHO:
            yield f"ssd_person.{WHO[field]}"


WHO = {
    "forename": "pers_forename",
    "surname": "pers_surname",
    "sex": "pers_sex",
    "ethnicity": "pers_ethnicity",
    "dob": "pers_dob",
    "expected": "pers_expected_dob",
    "died": "pers_death_date",
}
"""What is said of a person in every list: our field, and the column of ssd_person."""


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


def header_of(layout: Layout, field: str) -> str:
    """Return the official header of a field."""
    return str(book_of(layout.book)["fields"][field][1])


@cache
def names_of(layout: Layout) -> dict[str, str]:
    """Return the official header of each header that a list's fields go by."""
    fields = book_of(layout.book)["fields"]
    return {
        name: fields[each][1] for each in layout.fields for name in fields[each][1:]
    }


@cache
def layouts(book: str = ANNEX_A) -> dict[str, Layout]:
    """Return the lists of a book, by number (as text) or name."""
    lists: dict[str, dict[str, Any]] = book_of(book)["list"]
    return {
        name: _layout(book, place, name, told)
        for place, (name, told) in enumerate(lists.items())
    }


@cache
def book_of(name: str) -> dict[str, Any]:
    """Return a book as its file has it."""
    path = files("alongside.reckon.intake").joinpath(f"{name}.toml")
    return tomllib.loads(path.read_text("utf-8"))


def _layout(book: str, place: int, name: str, told: dict[str, Any]) -> Layout:
    number = int(name) if name.isdigit() else 0
    known: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in told.items()
    }
    known["makes"] = tuple(_made(each) for each in told["makes"])
    known["order"] = tuple((first, then) for first, then in told.get("order", ()))
    known["name"] = f"List {name}: {told['title']}" if number else told["title"]
    return Layout(book=book, place=place, number=number, **known)


def _made(told: dict[str, Any]) -> Made:
    return Made(**{**told, "needs": tuple(told["needs"])})


@cache
def _headers(book: str, name: str) -> dict[str, str]:
    """Return the field that each known header of a list names."""
    fields = book_of(book)["fields"]
    return {
        plain(header): field
        for field in layouts(book)[name].fields
        for header in fields[field][1:]
    }


@cache
def _shared(book: str) -> frozenset[str]:
    """The fields that many lists of a book have, and that tell none from another."""
    return frozenset(book_of(book)["shared"])


def number_in(sheet_name: str) -> int | None:
    """Return the list that a sheet's name states: `List_4`, `List 4 Assessments`, `4`."""
    found = _LIST_NAME.match(sheet_name.strip())
    number = int(found[1] or found[2]) if found else 0
    return number if str(number) in layouts() else None


def find(sheet: Sheet, book: str = ANNEX_A) -> Found | None:
    """Return the list that a sheet's headers show, whatever the sheet is called.

    The headers must name the row's subject and something that only that list holds,
    or else two such things, one of them a thing that the list needs; the list whose
    headers match best is taken, and where two match alike, the one that the sheet's
    name states.
    """
    stated = number_in(sheet.name)
    best: tuple[tuple[int, int, bool, int], Found] | None = None
    for index, row in enumerate(sheet.rows[:HEADER_IN_FIRST]):
        headers = [plain(cell) for cell in row]
        for name, layout in layouts(book).items():
            at = _match(headers, _headers(book, name))
            own = len(at.keys() - _shared(book))
            if not _shows(layout, at, own):
                continue
            score = (own, len(at), layout.number == stated, -index)
            if best is None or score > best[0]:
                best = score, Found(layout, index, sheet.row_number(index), at)
    return best[1] if best else None


def _shows(layout: Layout, at: dict[str, int], own: int) -> bool:
    """Whether headers are enough to go by; without its key, a list must show its dates."""
    if layout.tells:
        return layout.key in at and at.keys() >= set(layout.tells)
    return own > 0 if layout.key in at else own > 1 and bool(at.keys() & layout.needs)


def _match(headers: Sequence[str], known: dict[str, str]) -> dict[str, int]:
    at: dict[str, int] = {}
    for index, header in enumerate(headers):
        if field := known.get(header):
            at.setdefault(field, index)
    return at


def columns_of(found: Found, sheet: Sheet) -> dict[str, Column]:
    """Return the columns to read, by field; columns that are known and not used are not there."""
    header, book = sheet.rows[found.header], found.layout.book
    return {
        field: Column(
            field,
            index,
            sheet.label(index, header[index]),
            _reader(book, field),
        )
        for field, index in found.at.items()
        if _kind(book, field) != "skip"
    }


def unknown_headers(found: Found, sheet: Sheet) -> list[str]:
    """Return the headers, with their letters, that the list does not have."""
    used = set(found.at.values())
    return [
        sheet.label(index, cell)
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


def _kind(book: str, field: str) -> str:
    return str(book_of(book)["fields"][field][0])


@cache
def _reader(book: str, field: str) -> Reader:
    return reader_of(_kind(book, field))


def reader_of(kind: str) -> Reader:
    """Return how a kind of value is read; a kind not named here is a code list."""
    return PLAIN_KINDS.get(kind) or code_list(kind).read


PLAIN_KINDS: dict[str, Reader] = {
    "id": values.as_id,
    "text": values.as_text,
    "name": values.as_name,
    "date": values.as_date,
    "flag": values.as_flag,
    "age": values.as_age,
    "number": values.as_number,
    "codes": values.as_codes,
}
