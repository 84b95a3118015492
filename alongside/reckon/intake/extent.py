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
_SHARED = re.compile(rb"t=[\"']s[\"'][^>]*>\s*<v>(\d+)")


def check(xml: bytes, shared: list[int]) -> None:
    """Raise Refused where a sheet would become too large.

    `shared` gives the length of each shared text, by number.
    """
    columns = {number_of(each.decode()) for each in set(_COLUMNS.findall(xml))} or {0}
    rows = {int(number) for number in set(_ROWS.findall(xml))} or {1}
    down, across = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    if down * across > MAX_CELLS:
        raise Refused(
            f"The sheet's cells are laid out over {down:,} rows and {across:,} columns, "
            "more than can be read.",
            "Delete the empty rows and columns beyond the list, save, and read it again.",
        )
    if _text(xml, shared) > MAX_TEXT:
        raise Refused(
            "The sheet repeats long texts, to more than can be read.",
            "Delete the columns of long text, save, and read it again.",
        )


def _text(xml: bytes, shared: list[int]) -> int:
    """The bytes of shared text in a sheet, or less than the limit where it must be less."""
    if max(shared, default=0) * xml.count(b"<v>") <= MAX_TEXT:
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
