"""The tables of a file: where each stands, whatever is above it, beside it or below it.

A table begins with a row of headers: texts, two at least, no two alike, with a row
below. It ends with its sheet, or where after a blank row another table begins.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from alongside.reckon.intake import texts
from alongside.reckon.intake.findings import Findings
from alongside.reckon.intake.gate import Passed, Refused, admit
from alongside.reckon.intake.layouts import plain
from alongside.reckon.intake.values import Cell, tidy
from alongside.reckon.intake.workbook import Sheet, sheets

HEADERS_IN_FIRST = 15  # rows of a part of a sheet
_LONGEST = 200  # letters of a header

Block = tuple[int, int]  # the first row, and the row after the last


@dataclass(frozen=True)
class Seen:
    """A table that was found: its headers, and a sheet of its cells, the headers first.

    `heading` is what stands above it alone, where anything does.
    """

    sheet: Sheet
    headers: tuple[str, ...]
    heading: str = ""

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def header_row(self) -> int:
        """The row of the headers, as the spreadsheet numbers it."""
        return self.sheet.row_number(0)

    @property
    def rows(self) -> int:
        """How many rows below the headers hold anything."""
        return sum(any(map(tidy, row)) for row in self.sheet.rows[1:])

    def column(self, header: str) -> list[Cell]:
        """The cells below a header."""
        at = self.headers.index(header)
        return [row[at] if at < len(row) else "" for row in self.sheet.rows[1:]]


def fingerprint(headers: Sequence[str]) -> str:
    """Return what stays the same while headers do: case, spaces and order set aside."""
    said = "\n".join(sorted(filter(None, map(plain, headers))))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def look(path: Path) -> list[Seen]:
    """Return the tables of a file, sheet by sheet, from the top.

    Raises Refused where the file cannot be read or is not safe to.
    """
    return tables_in(sheets_of(admit(Path(path))))


def tables_in(sheets: Iterable[Sheet]) -> list[Seen]:
    """Return the tables of sheets that were read, sheet by sheet, from the top."""
    return [seen for sheet in sheets for seen in tables_of(sheet)]


def sheets_of(passed: Passed) -> Iterator[Sheet]:
    """Yield a file's sheets; of text and Parquet files, one a file."""
    if passed.kind == "xml":
        raise Refused(
            "This is XML, and holds no table.",
            "Export the report as an Excel workbook (.xlsx) or as CSV.",
        )
    if passed.kind in ("xlsx", "xls", "ods"):
        yield from sheets(passed)
        return
    yield from texts.sheets(passed, Findings(passed.path.name))


def tables_of(sheet: Sheet) -> list[Seen]:
    """Return the tables of a sheet, side by side ones from the left."""
    starts: list[
        tuple[int, int]
    ] = []  # where headers stand, and where their part begins
    for first, after in _blocks(sheet):
        header = _header_in(sheet, first, after)
        if header is not None and (not starts or _begins(sheet, first, header, starts)):
            starts.append((header, first))
    ends = [*[first for _, first in starts[1:]], len(sheet.rows)][: len(starts)]
    return [
        seen
        for (header, _), end in zip(starts, ends, strict=True)
        for seen in _beside(sheet, header, end)
    ]


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """Yield the parts of a sheet between blank rows."""
    first: int | None = None
    for index, row in enumerate(sheet.rows):
        if any(map(tidy, row)):
            first = index if first is None else first
        elif first is not None:
            yield first, index
            first = None
    if first is not None:
        yield first, len(sheet.rows)


def _header_in(sheet: Sheet, first: int, after: int) -> int | None:
    """Return the row of headers in a part: the first as full as the part's rows mostly are."""
    rows = [_filled(sheet.rows[index]) for index in range(first, after)]
    widest = max(map(len, rows[:HEADERS_IN_FIRST]), default=0)
    for offset, filled in enumerate(rows[:HEADERS_IN_FIRST]):
        if len(filled) * 2 > widest and _are_headers(
            sheet.rows[first + offset], filled
        ):
            return first + offset
    return None


def _filled(row: Sequence[Cell]) -> list[int]:
    return [index for index, cell in enumerate(row) if tidy(cell)]


def _are_headers(row: Sequence[Cell], filled: Sequence[int]) -> bool:
    said = [plain(row[index]) for index in filled]
    words = all(_is_words(row[index]) for index in filled)
    return len(said) > 1 and words and len(set(said)) == len(said)


def _is_words(cell: Cell) -> bool:
    """Whether a cell may be a header: a text with a letter in it."""
    if not isinstance(cell, str):
        return False
    text = tidy(cell)
    return len(text) <= _LONGEST and any(map(str.isalpha, text)) and text[0] != "#"


def _begins(
    sheet: Sheet, first: int, header: int, starts: Sequence[tuple[int, int]]
) -> bool:
    """Whether a later part is a table of its own: it has a title, or the headers of one
    before it again, or columns that the last table has not."""
    own = [plain(cell) for cell in sheet.rows[header]]
    before = sheet.rows[starts[-1][0]]
    again = any(own == [plain(c) for c in sheet.rows[row]] for row, _ in starts)
    wider = not set(_filled(sheet.rows[header])) <= set(_filled(before))
    return header > first or again or wider


def _beside(sheet: Sheet, header: int, end: int) -> Iterator[Seen]:
    """Yield the tables that stand side by side under a row of headers: a blank column
    parts them, where each has two headers at least."""
    used = sorted({at for row in sheet.rows[header:end] for at in _filled(row)})
    runs: list[list[int]] = []
    for at in used:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    named = set(_filled(sheet.rows[header]))
    apart = all(len(named & set(run)) > 1 for run in runs)
    for left, right in (
        [(r[0], r[-1]) for r in runs] if apart else [(used[0], used[-1])]
    ):
        yield _seen(sheet, header, end, left, right + 1)


def _seen(sheet: Sheet, header: int, end: int, left: int, right: int) -> Seen:
    rows = [list(row[left:right]) for row in sheet.rows[header:end]]
    part = Sheet(sheet.name, rows, sheet.top + header, sheet.left + left)
    return Seen(part, _named(rows[0]), _heading(sheet, header, left, right))


def _heading(sheet: Sheet, header: int, left: int, right: int) -> str:
    """Return the first text of the lines just above a row of headers, within its columns.

    A line holds one text; where any of them holds more, it is of something else.
    """
    heading = ""
    for at in range(header - 1, -1, -1):
        texts = list(filter(None, map(tidy, sheet.rows[at][left:right])))
        if len(texts) > 1:
            return ""
        if heading and not texts:
            break
        heading = texts[0] if texts else ""
    return heading


def _named(row: Sequence[Cell]) -> tuple[str, ...]:
    """The headers, a blank one as nothing, a second of the same name with its number."""
    times: dict[str, int] = {}
    headers = []
    for cell in row:
        text = tidy(cell)
        times[plain(text)] = n = times.get(plain(text), 0) + 1
        headers.append(f"{text} ({n})" if n > 1 and text else text)
    return tuple(headers)
