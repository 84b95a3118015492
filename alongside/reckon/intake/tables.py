"""The Standard Safeguarding Dataset as CSV: a folder, a zip, or a single table."""

from __future__ import annotations

from datetime import date

from alongside.reckon.intake import grid as grids
from alongside.reckon.intake import suspicious, values
from alongside.reckon.intake.findings import LEFT_OUT, NOTE, Findings, ListRead
from alongside.reckon.intake.gate import Refused
from alongside.reckon.intake.grid import Column, Grid
from alongside.reckon.intake.values import Cell, Read, Reader, tidy
from alongside.reckon.intake.workbook import Sheet
from alongside.reckon.records import (
    DATE,
    FLAG,
    NUMBER,
    TABLES,
    TELL_WHAT_WAS_DONE,
    Records,
    Table,
    Value,
)

_STAFF = ("_worker_id", "_professional_id", "_team", "_team_id", "_personal_advisor")

# The start and the end of what each table tells of, to see what runs backwards.
_SPANS = {
    "ssd_cin_episodes": ("cine_referral_date", "cine_close_date"),
    "ssd_cin_assessments": ("cina_assessment_start_date", "cina_assessment_auth_date"),
    "ssd_s47_enquiry": ("s47e_s47_start_date", "s47e_s47_end_date"),
    "ssd_cin_plans": ("cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
    "ssd_cp_plans": ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    "ssd_cla_episodes": ("clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
    "ssd_cla_placement": (
        "clap_cla_placement_start_date",
        "clap_cla_placement_end_date",
    ),
    "ssd_involvements": ("invo_involvement_start_date", "invo_involvement_end_date"),
}
# What else a row of a council's own hangs on, beside its child.
_HANGS_ON = {
    "local_events": ("evnt_event",),
    "local_clock_stops": ("stop_code", "stop_from_date"),
    "local_due_overrides": ("over_code",),
}
_ON_NO_DAY = "so it begins nothing, and what it completes was done on no known day"
# Dates that may rightly lie ahead of the day the extract speaks for.
_MAY_LIE_AHEAD = ("_due", "_due_date", "_target_date", "_expected_dob")


def table_of(sheet: Sheet) -> Table | None:
    """Return the table that a file is named after, else the one whose key heads it."""
    stem = sheet.name.rsplit(".", 1)[0].strip().lower()
    if stem in TABLES:
        return TABLES[stem]
    headers = {tidy(cell).lower() for row in sheet.rows[:1] for cell in row}
    return next((table for table in TABLES.values() if table.key in headers), None)


def read_table(
    table: Table, sheet: Sheet, records: Records, as_at: date | None, findings: Findings
) -> ListRead | None:
    """Read one table into the records, and say how many of its rows were kept.

    A table of what was done, without a row, is not held: the dataset makes every table,
    filled or not.
    """
    if not sheet.rows:
        fault = sheet.fault or _NO_HEADER
        findings.add(LEFT_OUT, fault.what, fault.do, sheet=sheet.name)
        return None
    columns = _columns(table, sheet, findings)
    everything = [f"{table.name}.{name}" for name in table.columns]
    findings.filled(sheet.name, None, everything)
    for name, column in columns.items():
        filled = everything if name == table.key else [f"{table.name}.{name}"]
        findings.filled(sheet.name, column.label, filled)
    grid, across, total = grids.lay_out(
        sheet, 0, columns.get(table.key), columns.get(table.child), findings
    )
    grids.clean(grid, across, columns.values(), findings)
    _keep_first_of_each_key(table, grid, findings)
    say_suspicious(table, grid, as_at, findings)
    if not grid.rows and table.name in TELL_WHAT_WAS_DONE:
        say_empty(sheet.name, findings)
        return grids.as_list(table.name, (), grid, 1, total)
    if table.key in columns:
        records.put(table.name, {name: grid.values(name) for name in table.columns})
        records.unsaid[table.name] = frozenset(table.columns.keys() - columns.keys())
    return grids.as_list(table.name, (table.name,), grid, 1, total)


def say_empty(sheet: str, findings: Findings) -> None:
    """Say that a table holds no row that can be used, and so tells nothing."""
    findings.add(
        NOTE,
        "This table holds no row that can be used: it was taken as not held, and not as "
        "nothing done, since the dataset makes every table, filled or not.",
        "Fill it if there is something to tell: what needs it cannot be computed.",
        sheet=sheet,
    )


_NO_HEADER = Refused(
    "The file holds no line of column names.", "Export the table again."
)


def _columns(table: Table, sheet: Sheet, findings: Findings) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    for index, cell in enumerate(sheet.rows[0]):
        header = tidy(cell)
        name = header.lower()
        label = sheet.label(index, header)
        if name in table.columns and name not in columns:
            columns[name] = Column(name, index, label, reader_of(table, name))
        elif header:
            what = (
                "This column is not one of the table, or repeats one; it was not used."
            )
            findings.add(NOTE, what, "Nothing.", sheet=sheet.name, column=label)
    for name in table.columns:
        if name not in columns:
            _say_missing(table, name, sheet, findings)
    return columns


def _say_missing(table: Table, name: str, sheet: Sheet, findings: Findings) -> None:
    if name == table.key:
        what = f"There is no column {name}; no row of this table could be used."
        findings.add(
            LEFT_OUT, what, "Add the column and export again.", sheet=sheet.name
        )
        return
    what = f"There is no column {name}; it stays blank."
    findings.add(NOTE, what, "Add it if you need it.", sheet=sheet.name)


def reader_of(table: Table, name: str) -> Reader:
    """Return how a column of a table is read, by its type and its name."""
    kinds = {DATE: values.as_date, FLAG: values.as_flag, NUMBER: values.as_number}
    if name == "invo_professional_role_id":
        return _as_role
    if name.endswith(_STAFF) and name != table.key:
        return values.as_name
    return kinds.get(table.columns[name], values.as_text)


def _as_role(cell: Cell) -> Read:
    """Return a role's code; releases before 1.4.5 gave its description."""
    value, problem = values.as_text(cell)
    described = isinstance(value, str) and value.upper() == "ALLOCATED CASE WORKER"
    return ("CW" if described else value), problem


def _keep_first_of_each_key(table: Table, grid: Grid, findings: Findings) -> None:
    """Leave out a second row of the same key, since a key names one row."""
    seen: set[Value] = set()
    again: set[int] = set()
    for index, key in enumerate(grid.values(table.key)):
        if key in seen:
            again.add(index)
            what = "This row was left out: an earlier row has the same key."
            do = "Export one row for each key."
            label = grid.labels[table.key]
            findings.add(
                LEFT_OUT, what, do, sheet=grid.sheet, row=grid.rows[index], column=label
            )
        seen.add(key)
    if again:
        grid.without(again)


def say_suspicious(
    table: Table, grid: Grid, as_at: date | None, findings: Findings
) -> None:
    """Say what looks wrong in the rows of a table, whose columns the grid has by name."""
    span = _SPANS.get(table.name)
    for name in filter(None, (table.child, *_HANGS_ON.get(table.name, ()))):
        suspicious.begins_nothing(grid, name, findings)
    suspicious.begins_nothing(grid, "evnt_event_date", findings, _ON_NO_DAY)
    if span:
        suspicious.begins_nothing(grid, span[0], findings)
        suspicious.runs_backwards(grid, *span, findings)
    for name in grid.columns if span else ():
        if span and name.endswith(("_worker_id", "_team")):
            word = "team" if name.endswith("_team") else "worker"
            suspicious.open_without(grid, span[1], name, word, findings)
    for name in table.dates if as_at else ():
        if as_at and name in grid.columns and not name.endswith(_MAY_LIE_AHEAD):
            suspicious.lies_ahead(grid, name, as_at, findings)
