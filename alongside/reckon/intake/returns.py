"""Returns in XML, as sheets: a list for each kind of element, a row for each of them.

So a return is read as any export is: rows are laid out, cells cleaned and what is odd
said in one place. A row's number is the line on which its element begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from alongside.reckon.intake.elements import Element, pieces
from alongside.reckon.intake.findings import LEFT_OUT, NOTE, Findings
from alongside.reckon.intake.gate import Refused
from alongside.reckon.intake.layouts import (
    Found,
    Layout,
    book_of,
    header_of,
    layouts,
    names_of,
)
from alongside.reckon.intake.lists import Lists, read_list
from alongside.reckon.intake.values import Cell, as_date, tidy
from alongside.reckon.intake.workbook import Sheet

BOOKS = ("cin_census", "workforce")
_HEADER = {"referencedate": "ReferenceDate", "year": "Year"}
_WANTED = frozenset(_HEADER)
_APART = frozenset(("message", "header", "children"))
_EARLY = 100  # elements kept until one shows which return it is


@dataclass
class Rows(Sheet):
    """The elements of one list: `lines` gives the line of each row but the first."""

    at: str = ""
    lines: list[int] = field(default_factory=list)

    @classmethod
    def under(cls, layout: Layout) -> Rows:
        """Return the rows of a list, none yet, under its headers."""
        top: list[Cell] = [header_of(layout, each) for each in layout.fields]
        return cls(layout.title, [top], at=layout.at[0])

    @property
    def taken(self) -> list[list[Cell]]:
        assert isinstance(self.rows, list)
        return self.rows

    def add(self, line: int, cells: dict[str, str]) -> None:
        """Add the row of an element, its cells by the headers of the list."""
        self.taken.append([cells.get(str(name), "") for name in self.taken[0]])
        self.lines.append(line)

    def row_number(self, index: int) -> int:
        return self.lines[index - 1] if index else 1

    def on_row(self, number: int) -> Sequence[Cell]:
        """The cells of the row that begins on a line; none where several do."""
        return self._by_line.get(number, ())

    @cached_property
    def _by_line(self) -> dict[int, Sequence[Cell]]:
        found: dict[int, Sequence[Cell]] = {}
        for line, cells in zip(self.lines, self.rows[1:], strict=True):
            found[line] = () if line in found else cells
        return found

    def label(self, index: int, header: Cell) -> str:
        """A column as findings name it: where its element stands."""
        return f"{self.at}/{tidy(header)}"

    def place_of(self, label: str) -> int:
        name = label.rpartition("/")[2]
        return self.rows[0].index(name) if name in self.rows[0] else -1


def read_return(path: Path, as_at: date | None, findings: Findings) -> Lists:
    """Read a return into lists. `lists.day` is the day that it says it speaks for.

    Raises Refused where the file is no XML, or neither of the returns.
    """
    return _taken(path, findings).lists(as_at)


def rows_of(path: Path) -> list[Rows]:
    """Return a return's rows as they stand: a sheet for each of its lists.

    Raises Refused where the file is no XML, or neither of the returns.
    """
    return list(dict(_taken(path, Findings(path.name)).sheets.values()).values())


def _taken(path: Path, findings: Findings) -> _Taking:
    header: dict[str, str] = {}
    root, taking, early = "", None, list[Element]()
    for piece in pieces(path, _WANTED, _APART):
        name = piece.name.lower()
        if not root:
            root = piece.name
        elif name in _WANTED:
            header.setdefault(_HEADER[name], tidy(piece.text))
        elif taking is None and not (book := _book_with(name)):
            early += [piece][: _EARLY - len(early)]
        else:
            taking = taking or _Taking(book, header, findings)
            taking.take(piece)
    if taking is None:
        raise _unknown(root)
    for piece in early:
        taking.take(piece)
    taking.say_root(root)
    return taking


def _book_with(name: str) -> str:
    """Return the book of which an element (in small letters) holds whole rows, or nothing."""
    for book in BOOKS:
        for layout in layouts(book).values():
            if any(at.split("/")[0].lower() == name for at in layout.at):
                return book
    return ""


def _unknown(root: str) -> Refused:
    return Refused(
        f"This is XML, but no return that is read: it begins with {root[:60]!r}, and holds "
        "neither a Child nor a CSWWWorker.",
        "Choose the children in need census or the workforce return as XML; or export the "
        "lists as an Excel workbook or CSV.",
    )


class _Taking:
    """Takes a return's elements, piece by piece, into the rows of its lists."""

    def __init__(self, book: str, header: dict[str, str], findings: Findings) -> None:
        told = book_of(book)
        self.book, self.header, self.findings = book, header, findings
        self.root, self.years = told["root"], told["elements"]
        self.wraps, self.lends = set(told["wraps"]), set(told["lends"])
        self.sheets: dict[str, tuple[Layout, Rows]] = {}
        self.names: dict[str, dict[str, str]] = {}
        self.said: set[str] = set()
        for layout in layouts(book).values():
            rows = Rows.under(layout)
            for at in layout.at:
                self.sheets[at] = layout, rows
                self.names[at] = names_of(layout)
        self._known = {
            at.rpartition("/")[2].lower(): at.rpartition("/")[2] for at in self.sheets
        } | {name.lower(): name for name in self.wraps}

    def take(self, piece: Element) -> None:
        """Take what stands in the return itself: a child with all that is theirs."""
        lent = {name: said for name, said in self.header.items() if name in self.lends}
        at = self._official(piece)
        if at in self.sheets:
            self._row(piece, at, lent)
        else:
            self._say_unknown(piece, self.root)

    def _row(self, element: Element, at: str, lent: dict[str, str]) -> None:
        """Take an element as a row of its list, and those within it as rows of theirs."""
        names, inner = self.names[at], list[tuple[Element, str]]()
        cells = {name: said for name, said in lent.items() if name in names}
        if element.parts:
            self._fields(element, at, cells, inner, {})
        elif (name := at.rpartition("/")[2]) in names:
            cells[names[name]] = element.text
        self.sheets[at][1].add(element.line, cells)
        lends = lent | {n: said for n, said in cells.items() if n in self.lends}
        for each, where in inner:
            self._row(each, where, lends)

    def _fields(
        self,
        element: Element,
        at: str,
        cells: dict[str, str],
        inner: list[tuple[Element, str]],
        own: dict[str, int],
    ) -> None:
        for part in element.parts:
            name = self._official(part, self.names[at])
            if f"{at}/{name}" in self.sheets:
                inner.append((part, f"{at}/{name}"))
            elif name in self.wraps:
                self._fields(part, at, cells, inner, own)
            elif (field := self.names[at].get(name)) and not part.parts:
                self._fill(part, field, at, cells, own)
            else:
                self._say_unknown(part, at)

    def _fill(
        self,
        part: Element,
        name: str,
        at: str,
        cells: dict[str, str],
        own: dict[str, int],
    ) -> None:
        """Fill a cell. Codes may come several times; of another field the first stands."""
        if name not in own:
            own[name] = part.line
            cells[name] = part.text
        elif _many(self.book, name):
            cells[name] += f" {part.text}"
        else:
            what = f"{part.name} stands here a second time; the first (line {own[name]:,}) was used."
            self._say(LEFT_OUT, what, "Give it once.", part, at)

    def _official(self, part: Element, names: dict[str, str] | None = None) -> str:
        """An element's name as the schema has it; one that differs in case alone is said."""
        self._mind_year(part)
        known = self._known | {name.lower(): name for name in names or ()}
        name: str = known.get(part.name.lower(), part.name)
        if name != part.name:
            what = (
                f"{part.name} is not how the return spells it; it was read as {name}."
            )
            self._say(NOTE, what, f"Call the element {name}.", part)
        return name

    def _mind_year(self, part: Element) -> None:
        """Say once of an element that it is not of the year that the header gives."""
        first, last = self.years.get(part.name, (0, 9999))
        year = self.header.get("Year", "")
        if not year.isdigit() or first <= int(year) <= last or part.name in self.said:
            return
        self.said.add(part.name)
        when = f"came with {first}" if int(year) < first else f"went after {last}"
        what = f"The element {part.name} {when}, and the header says {year}; it was read all the same."
        do = "Check that the header gives the right year."
        self.findings.add(NOTE, what, do, column=part.name)

    def _say_unknown(self, part: Element, at: str) -> None:
        what = f"{part.name} is no element of this part of the return; it was not used."
        do = "Check how it is spelt and where it stands, against the return's schema."
        self._say(LEFT_OUT, what, do, part, at)

    def _say(self, kind: str, what: str, do: str, part: Element, at: str = "") -> None:
        path = f"{at}/{part.name}" if at else part.name
        self.findings.add(kind, what, do, row=part.line, column=path, alike=path)

    def say_root(self, root: str) -> None:
        if root != self.root:
            what = f"The outermost element is {root[:60]}, and not {self.root}; what it holds was read."
            self.findings.add(NOTE, what, "Check that the file is the whole return.")

    def lists(self, as_at: date | None) -> Lists:
        stated = as_date(self.header.get("ReferenceDate", ""))[0]
        lists = Lists(book=self.book, day=stated if isinstance(stated, date) else None)
        for layout, rows in dict(self.sheets.values()).items():
            if len(rows.rows) > 1 or not layout.optional:
                at = {name: place for place, name in enumerate(layout.fields)}
                line = rows.lines[0] if rows.lines else 1
                found = Found(layout, 0, line, at)
                read_list(found, rows, lists, as_at or lists.day, self.findings)
        return lists


def _many(book: str, name: str) -> bool:
    """Whether a field takes several elements: one that holds codes does."""
    fields = book_of(book)["fields"].values()
    return any(kind == "codes" and name in names for kind, *names in fields)
