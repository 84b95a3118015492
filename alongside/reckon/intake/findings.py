"""What was found while reading: sentences fit for a page, with sheet, row and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.reckon.records import Records

REFUSED, LEFT_OUT, SUSPICIOUS, NOTE = "refused", "left out", "suspicious", "note"

# How many findings of one sort are given one by one in a column; the rest are counted.
EACH = 20


@dataclass(frozen=True)
class Finding:
    """One thing worth saying about a file.

    `row` is the row as the spreadsheet numbers it, from 1, or nothing where the finding
    is about a column, a sheet or the file. `column` is the letter and the header
    (`G: Date of Contact`). `kind` is one of `refused` (nothing was read), `left out`
    (this row or value was not used), `suspicious` (used, but look at it) and `note`.
    """

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    what: str
    do: str
    kind: str

    def to_json(self) -> dict[str, Any]:
        names = ("sheet", "row", "column", "what", "do", "kind")
        return {name: getattr(self, name) for name in names}


class Findings:
    """Collects findings about one file, giving twenty alike one by one and counting the rest."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._groups: dict[tuple[str | None, ...], list[Finding]] = {}
        self._counts: dict[tuple[str | None, ...], int] = {}

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
    ) -> None:
        """Record a finding. Findings with the same `alike` in a column are one sort."""
        key = (sheet, column, kind, alike or what)
        group = self._groups.setdefault(key, [])
        self._counts[key] = self._counts.get(key, 0) + 1
        if len(group) < EACH:
            group.append(Finding(self.file, sheet, row, column, what, do, kind))

    def listed(self) -> list[Finding]:
        """Return the findings, each sort together, with the rest of a sort counted."""
        listed: list[Finding] = []
        for key, group in self._groups.items():
            listed += group
            if rest := self._counts[key] - len(group):
                listed.append(self._rest(group[-1], rest))
        return listed

    def _rest(self, like: Finding, rest: int) -> Finding:
        where = "in this column" if like.column else "here"
        what = f"And {rest:,} more {where} like the {EACH} above."
        return Finding(
            self.file, like.sheet, None, like.column, what, like.do, like.kind
        )


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
    extract speaks for, as given or as an invented file states it. `held` is what the
    lists of an Annex A workbook held before they were made into records: `read_all`
    needs it to join lists that came in several files.
    """

    file: str
    format: str
    lists: list[ListRead] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    records: Records = field(default_factory=Records)
    invented: bool = False
    as_at: date | None = None
    held: dict[int, Any] = field(default_factory=dict, repr=False, compare=False)

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
