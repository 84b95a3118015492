"""A panel: what each team had in each period, indicator by indicator, read from CSV.

Long form is `team,period,indicator,value[,numerator,denominator]`. Audit grades may be wide:
`team,period,outstanding,good,requires_improvement,inadequate[,n]`, as percentages or as
counts (`wide.py`), with `delivered` and `contaminated` beside them. A cell that is missing is told and stays missing; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from alongside.reckon.intake.findings import LEFT_OUT, NOTE, Finding
from alongside.reckon.intake.texts import decoded
from alongside.reckon.pilots import periods
from alongside.reckon.pilots.cells import WHOLE, Reader, Unreadable, number
from alongside.reckon.pilots.counts import say_unlike_counts
from alongside.reckon.pilots.table import LONG, NotAPanel, Table
from alongside.reckon.pilots.wide import GRADES, AuditRow, audit_row, written_as_percent

Grid: TypeAlias = NDArray[np.float64]
WIDE = ("team", "period", *GRADES)
GOOD_OR_BETTER, INADEQUATE = "good_or_better", "inadequate"
# Indicators of a team's own periods that speak of the pilot, and are not judged themselves.
BESIDE = DELIVERED, CONTAMINATED = "delivered", "contaminated"
NO_ROW = "no row"


@dataclass(frozen=True)
class Figures:
    """One indicator: arrays of teams by periods, with nan where a cell is missing.

    `values` are in the indicator's own unit; `numerators` and `denominators` are what the
    values were made of, where that is known.
    """

    indicator: str
    values: Grid
    numerators: Grid
    denominators: Grid


@dataclass(frozen=True)
class Panel:
    """Teams (in the file's order), every period from the first to the last, and figures.

    `audits` holds the rows of audit grades by team and period, where the file is wide.
    """

    teams: tuple[str, ...]
    periods: tuple[str, ...]
    indicators: Mapping[str, Figures]
    findings: Sequence[Finding] = ()
    audits: Mapping[tuple[str, str], AuditRow] = field(default_factory=dict)

    @property
    def left_out(self) -> list[Finding]:
        """Return what stands in the file and could not be used, with its row and column."""
        return [each for each in self.findings if each.kind == LEFT_OUT]

    def are(self, names: Collection[str]) -> NDArray[np.bool_]:
        """Return which teams are among those named. Raises NotAPanel for one not here."""
        for name in names:
            if name not in self.teams:
                raise NotAPanel(
                    f"{name!r} is not a team of this panel. "
                    f"Its teams are: {', '.join(self.teams)}."
                )
        return np.array([team in names for team in self.teams])

    def since(self, period: str) -> NDArray[np.bool_]:
        """Return which periods are this one or later. Raises NotAPanel for no period."""
        try:
            parts, first = periods.place(period)
        except ValueError as problem:
            raise NotAPanel(str(problem)) from None
        if parts != (own := periods.place(self.periods[0])[0]):
            raise NotAPanel(
                f"The panel is of {periods.WORDS[own]}, and {period!r} is not one of them."
            )
        return np.array([periods.place(each)[1] >= first for each in self.periods])


@dataclass(frozen=True)
class Cell:
    """What one row says of one indicator, and the row of the file it stands on."""

    line: int
    team: str
    period: str
    indicator: str
    value: float = np.nan
    numerator: float = np.nan
    denominator: float = np.nan


def read(path: Path) -> Panel:
    """Return the panel in a CSV file. Raises NotAPanel, OSError."""
    text, windows = decoded(path.read_bytes())
    return read_text(text, path.name, windows=windows)


def read_text(text: str, file: str = "panel.csv", *, windows: bool = False) -> Panel:
    """Return the panel in the text of a CSV file. Raises NotAPanel.

    `windows` says that the file was no UTF-8, which is told among what was found.
    """
    table = Table(text, file)
    if windows:
        table.say_windows()
    if not table.lacks(WIDE):
        cells, audits = _wide(table)
    elif not (lacks := table.lacks(LONG)):
        cells, audits = _long(table), {}
    else:
        raise NotAPanel(
            f"{file} is no panel: it has no column {' and none '.join(lacks)}. Its first "
            f"row is to be {','.join(LONG)}, and may go on with numerator,denominator; or, "
            f"for audit grades, {','.join(WIDE)}."
        )
    if not cells:
        raise NotAPanel(
            f"{file} holds no row that can be read. {_first(table)}".strip()
        )
    return _panel(cells, table.reader, audits)


def _first(table: Table) -> str:
    """Say of the first row why it cannot be read: the others are as a rule like it."""
    found = [each for each in table.reader.findings.listed() if each.kind == LEFT_OUT]
    return f"Row {found[0].row}: {found[0].what} {found[0].do}" if found else ""


def _long(table: Table) -> list[Cell]:
    cells, reader = [], table.reader
    for line, row in table.rows():
        try:
            team, period, indicator = reader.names(row, line, LONG[:3])
        except Unreadable:
            continue
        value, above, below = (
            reader.number(row, line, each, may_be_empty=each != "value")
            for each in ("value", "numerator", "denominator")
        )
        if indicator in (GOOD_OR_BETTER, INADEQUATE) and value > WHOLE:
            value = reader.beyond(line, "value", value)
        cells.append(Cell(line, team, period, indicator, value, above, below))
    say_unlike_counts(cells, reader)
    return cells


def _wide(table: Table) -> tuple[list[Cell], dict[tuple[str, str], AuditRow]]:
    reader, rows = table.reader, list(table.rows())
    typed = [
        [number(row.get(each) or "", comma=reader.comma) for each in GRADES]
        for _, row in rows
    ]
    percent = written_as_percent(typed)
    cells: list[Cell] = []
    audits: dict[tuple[str, str], AuditRow] = {}
    for line, row in rows:
        try:
            team, period = reader.names(row, line, LONG[:2])
        except Unreadable:
            continue
        audit = audit_row(row, line, percent, reader)
        audits.setdefault((team, period), audit)
        cells += _graded(line, team, period, audit)
        cells += [
            Cell(line, team, period, name, reader.number(row, line, name))
            for name in BESIDE
            if name in reader.header
        ]
    return cells, audits


def _graded(line: int, team: str, period: str, audit: AuditRow) -> Iterator[Cell]:
    """Yield what a row of grades says of the two indicators made of it."""
    for indicator, share in (
        (GOOD_OR_BETTER, audit.good_or_better),
        (INADEQUATE, audit.inadequate),
    ):
        known = audit.audits * share >= 0
        count = round(share * audit.audits / 100) if known else np.nan
        yield Cell(line, team, period, indicator, share, count, audit.audits)


def _panel(
    cells: Sequence[Cell], reader: Reader, audits: Mapping[tuple[str, str], AuditRow]
) -> Panel:
    teams = tuple(dict.fromkeys(cell.team for cell in cells))
    spans = _spans(cells)
    names = tuple(dict.fromkeys(cell.indicator for cell in cells))
    grids = {name: np.full((3, len(teams), len(spans)), np.nan) for name in names}
    rows, columns = _placed(teams), _placed(spans)
    first: dict[tuple[str, str, str], int] = {}
    for cell in cells:
        key = (cell.team, cell.period, cell.indicator)
        if (line := first.setdefault(key, cell.line)) != cell.line:
            _twice(cell, line, reader)
            continue
        grids[cell.indicator][:, rows[cell.team], columns[cell.period]] = (
            cell.value, cell.numerator, cell.denominator,
        )  # fmt: skip
    _say_not_there(first, (teams, spans, names), reader)
    figures = {name: Figures(name, *grid) for name, grid in grids.items()}
    return Panel(teams, spans, figures, reader.findings.listed(), audits)


def _placed(names: Sequence[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _spans(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return every period from the first to the last. Raises NotAPanel for two kinds."""
    written = {cell.period: periods.place(cell.period) for cell in cells}
    parts = written[cells[0].period][0]
    for cell in cells:
        if (other := written[cell.period][0]) != parts:
            raise NotAPanel(
                f"Row {cell.line}, column period: {cell.period} is not one of the "
                f"{periods.WORDS[parts]} that the file begins with, but of "
                f"{periods.WORDS[other]}. Make all periods of one length."
            )
    ordered = sorted(written, key=lambda each: written[each])
    return tuple(periods.between(ordered[0], ordered[-1]))


def _twice(cell: Cell, line: int, reader: Reader) -> None:
    what = (
        f"{cell.indicator} of {cell.team} in {cell.period} stands on row {line} already. "
        "This row is left out."
    )
    reader.say(LEFT_OUT, cell.line, "team", what, "Keep the one that is right.")


def _say_not_there(
    there: Mapping[tuple[str, str, str], int],
    wanted: tuple[Sequence[str], Sequence[str], Sequence[str]],
    reader: Reader,
) -> None:
    """Say of which team, period and indicator the file has no row."""
    for team, period, indicator in product(*wanted):
        if (team, period, indicator) not in there:
            what = f"There is no row of {indicator} of {team} in {period}."
            reader.say(NOTE, None, "period", what, "Add it, if it was counted.", NO_ROW)
