"""The sheets of a workbook as rows of cells, with what a cell shows but does not hold.

calamine reads the cells; it gives an empty text both for an error (`#N/A`) and for a
formula that was never calculated. Both are put back here from the sheet's own XML, so
that they can be told from a cell that was left blank.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

from alongside.reckon.intake import extent
from alongside.reckon.intake.gate import Passed, Refused, checked, inflated, protected
from alongside.reckon.intake.values import NO_RESULT, Cell, tidy

Made = TypeVar("Made")
_Part = zipfile.ZipInfo
Progress = Callable[[str, int, int], None]

_ERROR = re.compile(rb"<c\s(?=[^>]*\bt=\"e\")([^>]*)>(.*?)</c>", re.DOTALL)
_FORMULA = re.compile(rb"<c\s([^>]*)>\s*(<f\b.*?)</c>", re.DOTALL)
_ANY_FORMULA = re.compile(rb"<f[ />]")
_ANY_ERROR = re.compile(rb't="e"')
_LOOK_FOR = (extent.BEYOND, _ANY_ERROR, _ANY_FORMULA)
_LONGEST = 16  # bytes of the longest thing looked for: r="A1234567"
_RESULT = re.compile(rb"<v>[^<]|t=\"str\"")
_REFERENCE = re.compile(rb"\br=\"([A-Z]+)(\d+)\"")


@dataclass
class Sheet:
    """A sheet: rows of cells from its first used cell, which stands at `top`, `left` (from 0)."""

    name: str
    rows: Sequence[list[Cell]]
    top: int = 0
    left: int = 0
    fault: Refused | None = None

    def row_number(self, index: int) -> int:
        """The row as the spreadsheet numbers it, from 1."""
        return self.top + index + 1

    def on_row(self, number: int) -> Sequence[Cell]:
        """The cells of a row, by its number; none where the number names no one row."""
        return self.rows[number - self.top - 1]

    def label(self, index: int, header: Cell) -> str:
        """A column as findings name it: its letter, A for the first, and its header."""
        return f"{letter_of(self.left + index)}: {tidy(header)}"

    def place_of(self, label: str) -> int:
        """Where the column of a label stands in the rows; -1 where it is none of them."""
        letters = label.partition(":")[0]
        named = letters.isascii() and letters.isalpha() and letters.isupper()
        return extent.number_of(letters) - self.left if named else -1

    def held(self, number: int, label: str) -> str:
        """What stands in a cell, as text, by its row's number and its column's label."""
        cells, at = self.on_row(number), self.place_of(label)
        return tidy(cells[at]) if 0 <= at < len(cells) else ""


def letter_of(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheets(passed: Passed, progress: Progress | None = None) -> Iterator[Sheet]:
    """Yield the sheets of a workbook that the gate let through, in their order.

    Raises Refused where the workbook cannot be read at all. A sheet that cannot be read
    comes as `fault`, with no rows.
    """
    parts, shared = _parts_of_sheets(passed.path) if passed.kind == "xlsx" else ({}, [])
    if passed.kind == "ods":
        _check_opendocument(passed.path)
    book = _guarded(lambda: CalamineWorkbook.from_path(str(passed.path)))
    names = [
        each.name
        for each in book.sheets_metadata
        if each.typ is SheetTypeEnum.WorkSheet
    ]
    for done, name in enumerate(names):
        if progress:
            progress(name, done, len(names))
        yield _sheet(book, name, passed.path, parts.get(name), shared)


def _check_opendocument(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("content.xml")
    extent.check_opendocument(b"".join(inflated(path, part)))


def _sheet(
    book: CalamineWorkbook,
    name: str,
    path: Path,
    part: _Part | None,
    shared: list[int],
) -> Sheet:
    xml = _to_look_at(path, part, shared) if part else b""
    try:
        extent.check(xml, shared)
        hidden = _hidden_cells(xml)
        source = _guarded(lambda: book.get_sheet_by_name(name))
        if source.start is None:
            return Sheet(name, [])
        rows: Any = _guarded(source.to_python)
    except Refused as refused:
        return Sheet(name, [], fault=refused)
    sheet = Sheet(name, rows, *source.start)
    _put_back(hidden, sheet)
    return sheet


def _to_look_at(path: Path, part: _Part, shared: list[int]) -> bytes:
    """Return the XML of a sheet where anything in it has to be looked into, else nothing.

    Most sheets have none of it, and need not be put together to be found without.
    """
    found, size, tail = False, 0, b""
    for piece in checked(path, part):
        seam = tail + piece[:_LONGEST]
        found = found or any(x.search(seam) or x.search(piece) for x in _LOOK_FOR)
        size += len(piece)
        tail = (tail + piece[-_LONGEST:])[-_LONGEST:]
    whole = found or extent.may_swell(size, shared)
    return b"".join(inflated(path, part)) if whole else b""


def _put_back(hidden: dict[tuple[int, int], str], sheet: Sheet) -> None:
    for (row, column), shown in hidden.items():
        down, right = row - sheet.top, column - sheet.left
        if 0 <= down < len(sheet.rows) and 0 <= right < len(sheet.rows[down]):
            sheet.rows[down][right] = shown


def _guarded(work: Callable[[], Made]) -> Made:
    """Return what the library gives, turning whatever it raises into a refusal.

    A fault in its compiled part arrives as a panic, which is no ordinary exception.
    """
    try:
        return work()
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except PasswordError:
        raise protected() from None
    except BaseException:
        raise _unreadable() from None


def _unreadable() -> Refused:
    return Refused(
        "The workbook cannot be read: it is damaged, or not a workbook.",
        "Open it in a spreadsheet program, save it as .xlsx, and read it again.",
    )


def _parts_of_sheets(path: Path) -> tuple[dict[str, _Part], list[int]]:
    """Return the part of the file that holds each sheet, by the sheet's name, and the
    lengths of the texts that the sheets share.
    """
    with zipfile.ZipFile(path) as archive:
        parts = {part.filename: part for part in archive.infolist()}
    try:
        book = _document(path, parts["xl/workbook.xml"])
        links = _document(path, parts["xl/_rels/workbook.xml.rels"])
    except (ElementTree.ParseError, LookupError, ValueError):
        raise _unreadable() from None
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for sheet in book.iter(f"{{{book.tag[1:].partition('}')[0]}}}sheet"):
        target = targets.get(_relation(sheet), "")
        name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if name in parts:
            found[sheet.get("name", "")] = parts[name]
    texts = parts.get("xl/sharedStrings.xml")
    return found, extent.lengths(b"".join(inflated(path, texts)) if texts else b"")


def _document(path: Path, part: _Part) -> ElementTree.Element:
    return ElementTree.fromstring(b"".join(inflated(path, part)))


def _relation(sheet: ElementTree.Element) -> str | None:
    """The `r:id` of a sheet, in whichever namespace the workbook was written."""
    ids = (value for key, value in sheet.items() if key.endswith("}id"))
    return next(ids, None)


def _hidden_cells(xml: bytes) -> dict[tuple[int, int], str]:
    """Return what the cells show that show an error, or hold a formula without a result,
    by row and column from 0.
    """
    hidden = {}
    if _ANY_ERROR.search(xml):
        for cell in _ERROR.finditer(xml):
            value = re.search(rb"<v>([^<]*)</v>", cell[2])
            hidden[_place(cell[1])] = value[1].decode() if value else "#N/A"
    if _ANY_FORMULA.search(xml):
        for cell in _FORMULA.finditer(xml):
            if not _RESULT.search(cell[1] + cell[2]):
                hidden[_place(cell[1])] = NO_RESULT
    hidden.pop((-1, -1), None)
    return hidden


def _place(attributes: bytes) -> tuple[int, int]:
    """Return the row and column, from 0, of a cell by its `r="B7"`; -1, -1 without one."""
    found = _REFERENCE.search(attributes)
    return (
        (int(found[2]) - 1, extent.number_of(found[1].decode())) if found else (-1, -1)
    )
