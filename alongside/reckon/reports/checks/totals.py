"""Totals of tables: a row or a column called a total is the sum of what it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from alongside.reckon.reports.amounts import Amount, Unit, said
from alongside.reckon.reports.checks.grids import Grid, is_none
from alongside.reckon.reports.checks.rounding import (
    add_up,
    comes_to,
    parts_are_rounder,
)
from alongside.reckon.reports.outline import tables
from alongside.reckon.reports.report import Finding, Report

_PART = re.compile(r"of which|including|memo|less:", re.IGNORECASE)


def check(report: Report) -> Iterator[Finding]:
    for where, _, table in tables(report):
        grid = Grid(table)
        for row in range(len(grid.body)):
            if grid.is_total(row):
                yield from _total_row(where, grid, row)
        for column in grid.numeric:
            if grid.is_total_column(column):
                yield from _total_column(where, grid, column)


def _total_row(where: str, grid: Grid, row: int) -> Iterator[Finding]:
    for column in grid.numeric:
        total = grid.figures[row][column]
        if total is None or grid.is_rate(column):
            continue
        readings = [
            parts
            for rows in _rows_of_total(grid, row)
            if (
                parts := _parts(
                    [(grid.body[at][column], grid.figures[at][column]) for at in rows],
                    total.unit,
                )
            )
        ]
        if readings and not any(
            _fits(parts, total, grid.is_rough(column)) for parts in readings
        ):
            yield _finding(
                where, f"{grid.label(row)}, {grid.name(column)}", readings[0], total
            )


def _rows_of_total(grid: Grid, row: int) -> Iterator[list[int]]:
    """Yield the rows that a total may be of: all above, those since the last, the subtotals."""
    above = list(range(row)) or list(range(row + 1, len(grid.body)))
    plain = [
        at for at in above if not grid.is_total(at) and not _PART.match(grid.label(at))
    ]
    totals = [at for at in above if grid.is_total(at)]
    yield plain
    if totals:
        since = [at for at in plain if at > totals[-1]]
        yield since
        yield totals
        yield [totals[-1], *since]
        yield [*totals, *since]


def _total_column(where: str, grid: Grid, column: int) -> Iterator[Finding]:
    before = [at for at in grid.numeric if at < column and not grid.is_rate(at)]
    before = [at for at in before if not grid.is_total_column(at)]
    told = [(row, figures[column]) for row, figures in enumerate(grid.figures)]
    wrong, right = [], 0
    for row, total in told:
        cells = [(grid.body[row][at], grid.figures[row][at]) for at in before]
        parts = _parts(cells, total.unit) if total else []
        if total is None or not parts:
            continue
        if _fits(parts, total, grid.is_rough(column)):
            right += bool(total.value)
        else:
            wrong.append(
                _finding(where, f"{grid.label(row)}, {grid.name(column)}", parts, total)
            )
    if (
        right > len(wrong)
        or (right and right == len(wrong))
        or _only_row(grid, column, told)
    ):
        yield from wrong


def _only_row(grid: Grid, column: int, told: Sequence[object]) -> bool:
    return len(told) == 1 and grid.heads[column].strip().lower() == "total"


def _parts(cells: Sequence[tuple[str, Amount | None]], unit: Unit) -> list[Amount]:
    """Return the parts of a total, or none where one cannot be read or is of another unit."""
    parts: list[Amount] = []
    for written, figure in cells:
        if figure and (
            figure.unit == unit or figure.unit == "number" or unit == "number"
        ):
            parts.append(figure)
        elif not is_none(written):
            return []
    return parts if len(parts) >= 2 else []


def _fits(parts: Sequence[Amount], total: Amount, rough: bool) -> bool:
    return comes_to(add_up(parts), parts, total, rough)


def _finding(where: str, cell: str, parts: Sequence[Amount], total: Amount) -> Finding:
    come_to = add_up(parts)
    off = total.value - come_to
    sums = " + ".join(each.written for each in parts)
    way = "more" if off > 0 else "less"
    near = bool(total.value) and abs(off) <= abs(come_to) * Decimal("0.5")
    sure = near and not parts_are_rounder(parts, total)
    return Finding(
        "total",
        where,
        f"{cell}: {total.written} is printed, but {sums} is {said(come_to, total.unit)}: "
        f"the total is {said(abs(off), total.unit)} {way}.",
        "Correct the total, or the part that is wrong.",
        "certain" if sure else "likely",
    )
