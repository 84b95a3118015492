"""A panel: what each team had in each period, indicator by indicator, read from CSV.

Long form is `team,period,indicator,value[,numerator,denominator]`. Audit grades may be wide:
`team,period,outstanding,good,requires_improvement,inadequate[,n]`, as percentages or as
counts (`wide.py`). A cell that is missing is told and stays missing; nothing is guessed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from alongside.reckon.intake.findings import LEFT_OUT, NOTE, Finding, Findings
from alongside.reckon.pilots import periods
from alongside.reckon.pilots.cells import Reader, Unreadable, number
from alongside.reckon.pilots.wide import GRADES, AuditRow, audit_row, written_as_percent

Grid: TypeAlias = NDArray[np.float64]
LONG = ("team", "period", "indicator", "value")
WIDE = ("team", "period", *GRADES)
GOOD_OR_BETTER, INADEQUATE = "good_or_better", "inadequate"
NO_ROW = "no row"


class NotAPanel(ValueError):
    """A file is no panel; the message says why and what to do."""


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
    try:
        return read_text(path.read_text("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise NotAPanel(
            f"{path.name} is not a CSV file of UTF-8 text. Save it so, and ask again."
        ) from None


def read_text(text: str, file: str = "panel.csv") -> Panel:
    """Return the panel in the text of a CSV file. Raises NotAPanel."""
    rows = csv.DictReader(io.StringIO(text))
    rows.fieldnames = [each.strip().lower() for each in rows.fieldnames or ()]
    findings = Findings(file)
    reader = Reader(rows.fieldnames, findings)
    if set(WIDE) <= set(rows.fieldnames):
        cells, audits = _wide(list(rows), reader)
    elif set(LONG) <= set(rows.fieldnames):
        cells, audits = _long(rows, reader), {}
    else:
        raise NotAPanel(
            f"{file} is no panel. Its first row is to be {','.join(LONG)}, and may go on "
            f"with numerator,denominator; or, for audit grades, {','.join(WIDE)}."
        )
    if not cells:
        raise NotAPanel(f"{file} holds no row that can be read.")
    return _panel(cells, reader, audits)


def _long(rows: Iterable[dict[str, str | None]], reader: Reader) -> list[Cell]:
    cells = []
    for line, row in enumerate(rows, start=2):
        if _is_empty(row):
            continue
        try:
            names = reader.names(row, line, LONG[:3])
        except Unreadable:
            continue
        numbers = [
            reader.number(row, line, each, may_be_empty=each != "value")
            for each in ("value", "numerator", "denominator")
        ]
        team, period, indicator = names
        cells.append(Cell(line, team, period, indicator, *numbers))
    return cells


def _is_empty(row: Mapping[str, str | None]) -> bool:
    return not any(isinstance(each, str) and each.strip() for each in row.values())


def _wide(
    rows: Sequence[dict[str, str | None]], reader: Reader
) -> tuple[list[Cell], dict[tuple[str, str], AuditRow]]:
    typed = [[number(row.get(each) or "") for each in GRADES] for row in rows]
    percent = written_as_percent(typed)
    cells: list[Cell] = []
    audits: dict[tuple[str, str], AuditRow] = {}
    for line, row in enumerate(rows, start=2):
        if _is_empty(row):
            continue
        try:
            team, period = reader.names(row, line, LONG[:2])
        except Unreadable:
            continue
        audit = audit_row(row, line, percent, reader)
        audits.setdefault((team, period), audit)
        for indicator, share in (
            (GOOD_OR_BETTER, audit.good_or_better),
            (INADEQUATE, audit.inadequate),
        ):
            count = (
                round(share * audit.audits / 100)
                if audit.audits * share >= 0
                else np.nan
            )
            cells.append(
                Cell(line, team, period, indicator, share, count, audit.audits)
            )
    return cells, audits


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


def _spans(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return every period from the first to the last. Raises NotAPanel for two kinds."""
    written = {cell.period: periods.place(cell.period) for cell in cells}
    kinds = sorted({parts for parts, _ in written.values()})
    if len(kinds) > 1:
        mixed = " and ".join(periods.WORDS[kind] for kind in kinds)
        raise NotAPanel(f"The periods are {mixed}. Make them all of one length.")
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
