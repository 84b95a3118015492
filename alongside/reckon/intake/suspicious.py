"""What looks wrong though it was read: said, and used all the same."""

from __future__ import annotations

from datetime import date

from alongside.reckon.intake.findings import SUSPICIOUS, Findings
from alongside.reckon.intake.grid import Grid


def runs_backwards(grid: Grid, first: str, then: str, findings: Findings) -> None:
    """Say each row on which something ends before it starts."""
    if first not in grid.columns or then not in grid.columns:
        return
    what = f"{_title(grid, then)} is before {_title(grid, first)}."
    pairs = zip(grid.rows, grid.values(first), grid.values(then), strict=True)
    for row, start, end in pairs:
        if isinstance(start, date) and isinstance(end, date) and end < start:
            _say(grid, then, row, what, "Correct whichever date is wrong.", findings)


def lies_ahead(grid: Grid, column: str, as_at: date, findings: Findings) -> None:
    """Say each date after the day the export speaks for."""
    for row, day in zip(grid.rows, grid.values(column), strict=True):
        if isinstance(day, date) and day > as_at:
            what = f"{day:%d/%m/%Y} is after {as_at:%d/%m/%Y}, the day this export speaks for."
            do = "Correct the date, or read the export as at a later day."
            _say(grid, column, row, what, do, findings, alike="future")


def before_birth(grid: Grid, column: str, birth: str, findings: Findings) -> None:
    """Say each date before the child's own birth."""
    if column not in grid.columns or birth not in grid.columns:
        return
    what = f"{_title(grid, column)} is before the child was born."
    do = "Nothing, if it was agreed before the birth; else correct whichever date is wrong."
    pairs = zip(grid.rows, grid.values(column), grid.values(birth), strict=True)
    for row, day, born in pairs:
        if isinstance(day, date) and isinstance(born, date) and day < born:
            _say(grid, column, row, what, do, findings)


def begins_nothing(
    grid: Grid,
    column: str,
    findings: Findings,
    so: str = "so nothing is reckoned from this row",
) -> None:
    """Say each row without what all else in it hangs on: a child, a date, a name."""
    if column not in grid.columns:
        return
    what = f"There is no {_title(grid, column)} here, {so}."
    for row, value in zip(grid.rows, grid.values(column), strict=True):
        if value is None:
            _say(
                grid, column, row, what, "Enter it where the row comes from.", findings
            )


def open_without(grid: Grid, end: str, who: str, word: str, findings: Findings) -> None:
    """Say each open episode that names no worker, or no team."""
    if end not in grid.columns or who not in grid.columns:
        return
    what = f"This is open and names no {word}."
    do = f"Enter the {word}, so that what falls due has an owner."
    for row, ended, name in zip(
        grid.rows, grid.values(end), grid.values(who), strict=True
    ):
        if ended is None and name is None:
            _say(grid, who, row, what, do, findings)


def _title(grid: Grid, column: str) -> str:
    """A column's header: after its letter, or the last of the elements it stands in."""
    label = grid.labels[column]
    return label.partition(": ")[2] or label.rpartition("/")[2]


def _say(
    grid: Grid,
    column: str,
    row: int,
    what: str,
    do: str,
    findings: Findings,
    alike: str = "",
) -> None:
    findings.add(
        SUSPICIOUS,
        what,
        do,
        sheet=grid.sheet,
        row=row,
        column=grid.labels[column],
        alike=alike,
    )
