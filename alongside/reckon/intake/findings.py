"""What was found while reading: sentences fit for a page, with sheet, row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from typing import Any

from alongside.reckon.records import Records

REFUSED, LEFT_OUT, SUSPICIOUS, NOTE = "refused", "left out", "suspicious", "note"

# How many findings of one sort are given one by one in a column; the rest are counted:
# to whoever reads them, and to whoever works through them.
EACH, ALL = 20, 5_000


@dataclass(frozen=True)
class Finding:
    """One thing worth saying about a file.

    `row` is the row as the spreadsheet numbers it, from 1, or nothing where the finding
    is about a column, a sheet or the file. `column` is the letter and the header
    (`G: Date of Contact`). `kind` is one of `refused` (nothing was read), `left out`
    (this row or value was not used), `suspicious` (used, but look at it) and `note`.
    `child` is the identifier of the child whose row it is, where the row names one; no
    sentence names a child. `fills` names the columns of records (`ssd_cp_plans.cppl_...`)
    that what it is about would fill. `weight` is how many clocks it touches, once that
    has been reckoned (`dues/weights.py`). `held` is what stands in the cell, as text: for
    whoever is to put it right, and in no sentence. `times` is how many findings it
    stands for: more than one where it counts the rest of its sort.
    """

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    what: str
    do: str
    kind: str
    child: str | None = None
    fills: tuple[str, ...] = ()
    weight: int = 0
    held: str = ""
    times: int = 1

    def to_json(self) -> dict[str, Any]:
        names = ("sheet", "row", "child", "column", "what", "do", "kind", "weight")
        return {name: getattr(self, name) for name in names}


class Findings:
    """Collects findings about one file, giving some alike one by one and counting the rest.

    `each` is how many of one sort are given: twenty, for whoever reads them all.
    """

    def __init__(self, file: str, each: int = EACH) -> None:
        self.file, self.each = file, each
        self._groups: dict[tuple[str | None, ...], list[Finding]] = {}
        self._counts: dict[tuple[str | None, ...], int] = {}
        self._sheet: str | None = None
        self._child_on: Callable[[int], str | None] = lambda row: None
        self._held_in: Callable[[int, str], str] = lambda row, column: ""
        self._fills: dict[tuple[str | None, str | None], tuple[str, ...]] = {}

    def whose(
        self,
        sheet: str,
        child_on: Callable[[int], str | None],
        held_in: Callable[[int, str], str] = lambda row, column: "",
    ) -> None:
        """Say whose the rows of the sheet now read are, and what their cells hold: what
        is found on them tells."""
        self._sheet, self._child_on, self._held_in = sheet, child_on, held_in

    def filled(self, sheet: str, column: str | None, fills: Iterable[str]) -> None:
        """Say which columns of records a column of a sheet fills; None: the whole sheet."""
        self._fills[sheet, column] = tuple(fills)

    def add(
        self,
        kind: str,
        what: str,
        do: str,
        *,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        alike: str = "",
        child: str | None = None,
        fills: tuple[str, ...] = (),
    ) -> None:
        """Record a finding. Findings with the same `alike` in a column are one sort."""
        key = (sheet, column, kind, alike or what)
        group = self._groups.setdefault(key, [])
        self._counts[key] = self._counts.get(key, 0) + 1
        if len(group) < self.each:
            held = ""
            if row and sheet == self._sheet:
                child = child or self._child_on(row)
                held = self._held_in(row, column) if column else ""
            fills = fills or self._fills.get((sheet, column), ())
            place = (self.file, sheet, row, column)
            group.append(Finding(*place, what, do, kind, child, fills, held=held))

    def listed(self) -> list[Finding]:
        """Return the findings as the file has them: sheet by sheet, row by row.

        What refuses a file comes first, then what is about a whole file or sheet. The
        rest of a sort is counted after the last of it that is given.
        """
        sheets: dict[str | None, int] = {None: 0}
        placed: list[tuple[tuple[bool, int, int], Finding]] = []
        for key, group in self._groups.items():
            sheet = sheets.setdefault(key[0], len(sheets))
            given = list(group)
            if rest := self._counts[key] - len(group):
                given.append(self._rest(group[-1], rest))
            for each in given:
                row = each.row or group[-1].row or 0
                placed.append(((each.kind != REFUSED, sheet, row), each))
        return [each for _, each in sorted(placed, key=itemgetter(0))]

    def _rest(self, like: Finding, rest: int) -> Finding:
        where = "in this column" if like.column else "here"
        what = f"And {rest:,} more {where} like the {self.each} given."
        return replace(like, row=None, what=what, child=None, held="", times=rest)


@dataclass
class ListRead:
    """One list or table of a file: where it stood and how many of its rows were kept.

    `rows` counts the rows that hold anything, below the header; `rows` is always
    `kept` + `left_out`. `tables` names the tables of the records that it fills.
    """

    name: str
    tables: tuple[str, ...]
    sheet: str
    header_row: int
    rows: int
    kept: int
    left_out: int

    def to_json(self) -> dict[str, Any]:
        names = ("name", "sheet", "header_row", "rows", "kept", "left_out")
        return {name: getattr(self, name) for name in names}


@dataclass
class Reading:
    """What one file held. A refused file has findings that say why, and no records.

    `invented` is true only where the file says so itself. `as_at` is the day the
    extract speaks for, as given or as an invented file states it. `unrecognised` is true of
    a refused file that is sound, and holds nothing known by its headers. `held` is what the
    lists of an export held before they were made into records: `read_all`
    needs it to join lists that came in several files. `sheets` are those of an
    unrecognised file, for who may know them by a layout.
    """

    file: str
    format: str
    lists: list[ListRead] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    records: Records = field(default_factory=Records)
    invented: bool = False
    as_at: date | None = None
    unrecognised: bool = False
    held: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    sheets: list[Any] = field(default_factory=list, repr=False, compare=False)

    @property
    def refused(self) -> bool:
        return any(finding.kind == REFUSED for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "format": self.format,
            "lists": [each.to_json() for each in self.lists],
            "findings": [each.to_json() for each in self.findings],
        }
