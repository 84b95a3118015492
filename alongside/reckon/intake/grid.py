"""A sheet's rows made sound: which are data, which are kept, and each column cleaned.

The work is done column by column: each distinct value of a column is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import zip_longest

from alongside.reckon.intake.findings import (
    LEFT_OUT,
    NOTE,
    SUSPICIOUS,
    Findings,
    ListRead,
)
from alongside.reckon.intake.values import NOTHING, Cell, Problem, Reader, tidy
from alongside.reckon.intake.workbook import Sheet
from alongside.reckon.records import Value

_NO_ROW_OF_DATA = ("filters", "filter:", "applied filters", "total", "grand total")


@dataclass(frozen=True)
class Column:
    """A column to be read: our name for it, where it stands in the rows, and how to read it."""

    name: str
    index: int
    label: str
    reader: Reader


@dataclass
class Grid:
    """The kept rows of one sheet: for each column its cleaned values, row for row."""

    sheet: str
    rows: list[int]
    columns: dict[str, list[Value]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def values(self, name: str) -> Sequence[Value]:
        """The values of a column; all nothing where the sheet does not have it."""
        return self.columns.get(name) or [None] * len(self.rows)

    def without(self, indexes: set[int]) -> None:
        """Drop the rows at these indexes."""
        self.rows = [row for at, row in enumerate(self.rows) if at not in indexes]
        for name, cells in self.columns.items():
            self.columns[name] = [
                cell for at, cell in enumerate(cells) if at not in indexes
            ]


def lay_out(
    sheet: Sheet,
    header: int,
    key: Column | None,
    child: Column | None,
    findings: Findings,
    repeats: bool = False,
) -> tuple[Grid, list[list[Cell]], int]:
    """Return an empty grid of the rows below the header that are kept, with those
    rows' cells, and the number of rows that hold anything.

    Left out, each with a finding: rows without an identifier, rows of filters and
    totals, repeats of the header, and rows that repeat another exactly (unless `repeats`
    lets them stand; then they are said, and kept). `child` is the
    column that names the child, so that findings can say whose row they are about.
    """
    findings.whose(sheet.name, partial(_child_on, sheet, child), sheet.held)
    grid, kept, total = Grid(sheet.name, []), [], 0
    top = tuple(sheet.rows[header])
    seen: set[tuple[Cell, ...]] = {top}
    unfit = cache(partial(_unfit, key))
    for index in range(header + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if not any(cell != "" and tidy(cell) for cell in row):
            continue
        total += 1
        cells = tuple(row)
        again = cells in seen
        stands = repeats and cells != top
        named = row[key.index] if key and key.index < len(row) else ""
        if why := unfit(named) or ("same" if again and not stands else ""):
            _say_left_out(why, sheet, index, key, findings)
            continue
        if again:
            _say_repeated(sheet, index, key, findings)
        seen.add(cells)
        grid.rows.append(sheet.row_number(index))
        kept.append(row)
    return grid, kept, total


def _say_repeated(
    sheet: Sheet, index: int, key: Column | None, findings: Findings
) -> None:
    findings.add(
        SUSPICIOUS,
        "This row repeats an earlier one exactly; both were kept.",
        "Nothing, if both happened; else take one out in the case system.",
        sheet=sheet.name,
        row=sheet.row_number(index),
        column=key.label if key else None,
    )


def _child_on(sheet: Sheet, child: Column | None, row: int) -> str | None:
    cells = sheet.on_row(row)
    if child is None or child.index >= len(cells):
        return None
    said = child.reader(cells[child.index])[0]
    return None if said is None else str(said)


def _unfit(key: Column | None, cell: Cell) -> str:
    if key is None:
        return "no key column"
    low = tidy(cell).lower()
    if low in NOTHING:
        return "no id"
    if low[0] == "#":
        return "no id"
    return "not data" if low.startswith(_NO_ROW_OF_DATA) else ""


_WHY = {
    "no key column": (
        "This row was left out: the sheet has no column that says whose row it is.",
        "Add the column of identifiers and export again.",
    ),
    "no id": (
        "This row was left out: it has no identifier.",
        "Enter the identifier, or delete the row if it is not a record.",
    ),
    "not data": (
        "This row was left out: it holds filters or totals and not a record.",
        "Nothing, unless it is a record.",
    ),
    "same": (
        "This row was left out: it repeats an earlier row, or the header, exactly.",
        "Nothing, unless both are meant; then make them differ.",
    ),
}


def _say_left_out(
    why: str, sheet: Sheet, index: int, key: Column | None, findings: Findings
) -> None:
    what, do = _WHY[why]
    findings.add(
        LEFT_OUT,
        what,
        do,
        sheet=sheet.name,
        row=sheet.row_number(index),
        column=key.label if key else None,
    )


def clean(
    grid: Grid,
    kept: Sequence[Sequence[Cell]],
    columns: Iterable[Column],
    findings: Findings,
) -> None:
    """Fill the grid with the cleaned values of the kept rows, saying what was wrong."""
    across = list(zip_longest(*kept, fillvalue=""))
    blank = ("",) * len(kept)
    for column in columns:
        cells = across[column.index] if column.index < len(across) else blank
        read = {cell: column.reader(cell) for cell in set(cells)}
        grid.columns[column.name] = [read[cell][0] for cell in cells]
        grid.labels[column.name] = column.label
        problems = {cell: said for cell, (_, said) in read.items() if said}
        if problems:
            _say(grid, column, cells, problems, findings)


def _say(
    grid: Grid,
    column: Column,
    cells: Sequence[Cell],
    problems: dict[Cell, Problem],
    findings: Findings,
) -> None:
    once: dict[Problem, int] = {}
    for row, cell in zip(grid.rows, cells, strict=True):
        problem = problems.get(cell)
        if problem is None:
            continue
        if problem.once:
            once[problem] = once.get(problem, 0) + 1
        else:
            _say_at(grid, column, row, problem, findings)
    for problem, times in once.items():
        what = f"{problem.what} ({times:,} of {len(cells):,} cells)"
        findings.add(NOTE, what, problem.do, sheet=grid.sheet, column=column.label)


def _say_at(
    grid: Grid, column: Column, row: int, problem: Problem, findings: Findings
) -> None:
    findings.add(
        problem.kind,
        problem.what,
        problem.do,
        sheet=grid.sheet,
        row=row,
        column=column.label,
        alike=problem.alike,
    )


def as_list(
    name: str, tables: tuple[str, ...], grid: Grid, header_row: int, total: int
) -> ListRead:
    kept = len(grid.rows)
    return ListRead(name, tables, grid.sheet, header_row, total, kept, total - kept)
