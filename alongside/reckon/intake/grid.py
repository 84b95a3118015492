"""A sheet's rows made sound: which are data, which are kept, and each column cleaned.

The work is done column by column: each distinct value of a column is read once.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, compress, zip_longest
from typing import cast

from alongside.reckon.intake.findings import (
    LEFT_OUT,
    NOTE,
    SUSPICIOUS,
    Findings,
    ListRead,
)
from alongside.reckon.intake.values import (
    NOTHING,
    Cell,
    Problem,
    Reader,
    as_id,
    as_text,
    stand,
    tidy,
)
from alongside.reckon.intake.workbook import Sheet
from alongside.reckon.records import Value

Cells = Sequence[Sequence[Cell]]  # by column, row for row

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
) -> tuple[Grid, Cells, int]:
    """Return an empty grid of the rows below the header that are kept, with those
    rows' cells by column, and the number of rows that hold anything.

    Left out, each with a finding: rows without an identifier, rows of filters and
    totals, repeats of the header, and rows that repeat another exactly (unless `repeats`
    lets them stand; then they are said, and kept). `child` is the
    column that names the child, so that findings can say whose row they are about.
    """
    findings.whose(sheet.name, partial(_child_on, sheet, child), sheet.held)
    top, rows = tuple(sheet.rows[header]), sheet.rows[header + 1 :]
    across = _by_column(rows)
    unfit = _unfit_rows(rows, across, key)
    blank = {at for at in unfit if not any(map(tidy, rows[at]))}
    again = _repeated(top, rows, unfit)
    gone = set(blank)
    for at in sorted((unfit.keys() | again) - blank):
        stands = repeats and tuple(rows[at]) != top
        if why := unfit.get(at) or ("" if stands else "same"):
            _say_left_out(why, sheet, header + 1 + at, key, findings)
            gone.add(at)
        else:
            _say_repeated(sheet, header + 1 + at, key, findings)
    grid = Grid(
        sheet.name, list(map(sheet.row_number, range(header + 1, len(sheet.rows))))
    )
    if gone:
        stay = [at not in gone for at in range(len(rows))]
        grid.rows = list(compress(grid.rows, stay))
        across = [tuple(compress(cells, stay)) for cells in across]
    return grid, across, len(rows) - len(blank)


def _by_column(rows: Sequence[Sequence[Cell]]) -> Cells:
    """Return the cells of rows by column; what a short row lacks is blank."""
    widths = set(map(len, rows))
    if len(widths) != 1:
        return list(zip_longest(*rows, fillvalue=""))
    (width,), cells = widths, list(chain.from_iterable(rows))
    return [cells[at::width] for at in range(width)]  # a third quicker than by zip


def _unfit_rows(
    rows: Sequence[object], across: Cells, key: Column | None
) -> dict[int, str]:
    """Return why each row is left out that says of nobody that it is theirs."""
    there = key is not None and key.index < len(across)
    named = across[key.index] if key and there else ("",) * len(rows)
    if _numbered(named):
        return {}
    unfit = {cell: why for cell in set(named) if (why := _unfit(key, cell))}
    if not unfit:
        return {}
    return {index: unfit[cell] for index, cell in enumerate(named) if cell in unfit}


def _numbered(cells: Sequence[Cell]) -> bool:
    """Whether all cells begin with a digit, as nothing does that is no identifier."""
    if set(map(type, cells)) != {str}:
        return False
    texts = cast("Sequence[str]", cells)
    return min(texts) >= "0" and max(texts) < ":"  # which comes next after 9


def _repeated(
    top: Sequence[Cell], rows: Sequence[Sequence[Cell]], unfit: Container[int]
) -> set[int]:
    """Return the rows that are the header again, or another row that was fit."""
    if len(set(map(hash, chain([top], map(tuple, rows))))) > len(rows):
        return set()
    seen, again = {top}, set()
    for at, row in enumerate(map(tuple, rows)):
        if row in seen:
            again.add(at)
        elif at not in unfit:
            seen.add(row)
    return again


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
    grid: Grid, across: Cells, columns: Iterable[Column], findings: Findings
) -> None:
    """Fill the grid with the cleaned values of the kept rows, saying what was wrong."""
    for column in columns:
        cells = cells_of(column, across, grid)
        values = _Once(column.reader)
        if column.reader in (as_id, as_text) and stand(cells):
            grid.columns[column.name] = list(cells)  # type: ignore[arg-type]
        else:
            grid.columns[column.name] = list(map(values.__getitem__, cells))
        grid.labels[column.name] = column.label
        if values.problems:
            _say(grid, column, cells, values.problems, findings)


class _Once(dict[Cell, Value]):
    """The values of cells, each distinct one read as it is first met."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.problems: dict[Cell, Problem] = {}

    def __missing__(self, cell: Cell) -> Value:
        value, problem = self._reader(cell)
        if problem:
            self.problems[cell] = problem
        self[cell] = value
        return value


def cells_of(column: Column, across: Cells, grid: Grid) -> Sequence[Cell]:
    """The cells of a column, row for row of a grid; blank where no row is so wide."""
    at = column.index
    return across[at] if at < len(across) else ("",) * len(grid.rows)


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
