"""How much a sheet would become in memory: small files can ask for a great deal.

calamine lays a sheet out in full, so one stray cell in the last corner of an empty sheet
would ask for the memory of 17,000 million cells; and it copies a shared text into each
cell that refers to it. Both are reckoned here before the sheet is handed over.
"""

from __future__ import annotations

import re

from alongside.reckon.intake.gate import Refused

MAX_CELLS = 40_000_000
MAX_TEXT = 1_000_000_000  # bytes, in all the cells of a sheet

# Where a cell or a row says that it stands: r="B7". Faster than reading it as XML.
_COLUMNS = re.compile(rb"r=[\"']([A-Za-z]{1,3})")
_ROWS = re.compile(rb"r=[\"'][A-Za-z]*(\d+)")
# What names a place beyond column Z or row 999,999: without it, a sheet is small enough.
BEYOND = re.compile(rb"r=[\"'](?:\d{7}|[A-Za-z](?:[A-Za-z]|\d{7}))")
_SHORTEST = len('<c t="s"><v>0</v></c>')  # no cell of shared text is shorter
_SHARED = re.compile(rb"t=[\"']s[\"'][^>]*>\s*<v>(\d+)")


def check(xml: bytes, shared: list[int]) -> None:
    """Raise Refused where a sheet would become too large.

    `shared` gives the length of each shared text, by number.
    """
    if BEYOND.search(xml):
        down, across = _reach(xml)
        if down * across > MAX_CELLS:
            raise _too_wide(down, across)
    if _text(xml, shared) > MAX_TEXT:
        raise _too_much()


def _reach(xml: bytes) -> tuple[int, int]:
    """How many rows and columns lie between the first and the last that are named."""
    columns = {number_of(each.decode()) for each in set(_COLUMNS.findall(xml))} or {0}
    rows = {int(number) for number in set(_ROWS.findall(xml))} or {1}
    return max(rows) - min(rows) + 1, max(columns) - min(columns) + 1


def _too_wide(down: int, across: int) -> Refused:
    return Refused(
        f"The sheet's cells are laid out over {down:,} rows and {across:,} columns, "
        "more than can be read.",
        "Delete the empty rows and columns beyond the list, save, and read it again.",
    )


def _too_much() -> Refused:
    return Refused(
        "The sheet repeats long texts, to more than can be read.",
        "Delete the columns of long text, save, and read it again.",
    )


def may_swell(size: int, shared: list[int]) -> bool:
    """Whether a sheet of so many bytes may hold too much shared text."""
    return max(shared, default=0) * (size // _SHORTEST) > MAX_TEXT


def _text(xml: bytes, shared: list[int]) -> int:
    """The bytes of shared text in a sheet, or less than the limit where it must be less."""
    if not shared or max(shared) * xml.count(b"<v>") <= MAX_TEXT:
        return 0
    numbers = map(int, _SHARED.findall(xml))
    return sum(shared[number] for number in numbers if number < len(shared))


def lengths(xml: bytes) -> list[int]:
    """Return the length in bytes of each text that a workbook's sheets share, in order."""
    return [len(item) for item in re.split(rb"<(?:\w+:)?si[\s>]", xml)[1:]]


def number_of(letters: str) -> int:
    """Return the column, from 0, that letters name: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


# Where a part of an OpenDocument sheet begins or ends. Faster than reading it as XML.
_TAG = re.compile(
    rb"<(/?)(?:[\w-]+:)?(table|table-row|table-cell|covered-table-cell)(?![\w-])([^>]*?)(/?)>"
)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,9})")


def check_opendocument(xml: bytes) -> None:
    """Raise Refused where a sheet of an OpenDocument spreadsheet would become too large.

    A row or a cell there says how often it is repeated; only what lies between the
    first and the last row that holds anything is laid out.
    """
    sheet = _Extent()
    for tag in _TAG.finditer(xml):
        closes, name, said, empty = tag.groups()
        times = _REPEATED.search(said)
        if name == b"table":
            sheet = _Extent()
        elif name == b"table-row":
            if not closes:
                sheet.begin_row(int(times[1]) if times else 1)
            if closes or empty:
                sheet.end_row()
        elif closes:
            sheet.end_cell(tag.start())
        else:
            filled = not empty or b"value" in said
            sheet.add_cell(int(times[1]) if times else 1, filled, tag.end())
        sheet.check()


class _Extent:
    """How far a sheet reaches, met cell by cell."""

    def __init__(self) -> None:
        self.row = self.times = self.column = self.width = 0
        self.first, self.last, self.widest, self.text = -1, 0, 0, 0
        self._cell = (0, 0)

    def begin_row(self, times: int) -> None:
        self.times, self.column, self.width = times, 0, 0

    def add_cell(self, times: int, filled: bool, at: int) -> None:
        self.column += times
        self._cell = times, at
        if filled:
            self.width = self.column

    def end_cell(self, at: int) -> None:
        times, began = self._cell
        self.text += (at - began) * times * self.times

    def end_row(self) -> None:
        if self.width:
            self.first = self.row if self.first < 0 else self.first
            self.last = self.row + self.times
            self.widest = max(self.widest, self.width)
        self.row += self.times

    def check(self) -> None:
        down = self.last - self.first if self.first >= 0 else 0
        if down * self.widest > MAX_CELLS:
            raise _too_wide(down, self.widest)
        if self.text > MAX_TEXT:
            raise _too_much()
