"""What looks wrong though it was read: said, and used all the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alongside.reckon.intake.findings import SUSPICIOUS, Findings
from alongside.reckon.intake.grid import Grid
from alongside.reckon.records import Value


def runs_backwards(grid: Grid, first: str, then: str, findings: Findings) -> None:
    """Say each row on which something ends before it starts."""
    if first not in grid.columns or then not in grid.columns:
        return
    what = f"{_title(grid, then)} is before {_title(grid, first)}."
    for at in _earlier(grid.values(then), grid.values(first)):
        _say(grid, then, at, what, "Correct whichever date is wrong.", findings)


def lies_ahead(grid: Grid, column: str, as_at: date, findings: Findings) -> None:
    """Say each date after the day the export speaks for."""
    days = grid.values(column)
    for at in after(as_at, days):
        what = f"{days[at]:%d/%m/%Y} is after {as_at:%d/%m/%Y}, the day this export speaks for."
        do = "Correct the date, or read the export as at a later day."
        _say(grid, column, at, what, do, findings, alike="future")


def before_birth(grid: Grid, column: str, birth: str, findings: Findings) -> None:
    """Say each date before the child's own birth."""
    if column not in grid.columns or birth not in grid.columns:
        return
    what = f"{_title(grid, column)} is before the child was born."
    do = "Nothing, if it was agreed before the birth; else correct whichever date is wrong."
    for at in _earlier(grid.values(column), grid.values(birth)):
        _say(grid, column, at, what, do, findings)


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
    for at in _without(grid.values(column)):
        _say(grid, column, at, what, "Enter it where the row comes from.", findings)


def open_without(grid: Grid, end: str, who: str, word: str, findings: Findings) -> None:
    """Say each open episode that names no worker, or no team."""
    if end not in grid.columns or who not in grid.columns:
        return
    what = f"This is open and names no {word}."
    do = f"Enter the {word}, so that what falls due has an owner."
    ended = grid.values(end)
    for at in _without(grid.values(who)):
        if ended[at] is None:
            _say(grid, who, at, what, do, findings)


def after(as_at: date | None, days: Sequence[Value]) -> list[int]:
    """Return where a column has a date after a day."""
    if as_at is None:
        return []
    ahead = {day for day in set(days) if isinstance(day, date) and day > as_at}
    return [at for at, day in enumerate(days) if day in ahead] if ahead else []


def _earlier(days: Sequence[Value], than: Sequence[Value]) -> list[int]:
    """Return where a column has a date before that of another."""
    return [
        at
        for at, (day, other) in enumerate(zip(days, than, strict=True))
        if isinstance(day, date) and isinstance(other, date) and day < other
    ]


def _without(values: Sequence[Value]) -> list[int]:
    """Return where a column has nothing."""
    return (
        [at for at, said in enumerate(values) if said is None] if None in values else []
    )


def _title(grid: Grid, column: str) -> str:
    """A column's header: after its letter, or the last of the elements it stands in."""
    label = grid.labels[column]
    return label.partition(": ")[2] or label.rpartition("/")[2]


def _say(
    grid: Grid,
    column: str,
    at: int,
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
        row=grid.rows[at],
        column=grid.labels[column],
        alike=alike,
    )
