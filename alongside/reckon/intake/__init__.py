"""What comes in: a reader per format, and what was found while reading.

`read` takes one export and never raises for what it holds: a file that cannot be read
is a `Reading` with a finding that says why. Nothing is written anywhere.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path

from alongside.reckon.intake import across, linking, ssda903, tables, texts
from alongside.reckon.intake.findings import (
    EACH,
    NOTE,
    REFUSED,
    Finding,
    Findings,
    ListRead,
    Reading,
)
from alongside.reckon.intake.gate import (
    Passed,
    Refused,
    Unrecognised,
    admit,
    cannot_open,
)
from alongside.reckon.intake.lists import Held, Lists
from alongside.reckon.intake.making import made_of
from alongside.reckon.intake.reports import NamedLayout, fitting, read_by
from alongside.reckon.intake.returns import read_return
from alongside.reckon.intake.sheets import invented, read_sheets, stated_day
from alongside.reckon.intake.workbook import Progress, Sheet, sheets
from alongside.reckon.intake.years import tell_year
from alongside.reckon.laid_over import laid_over
from alongside.reckon.records import Records

__all__ = ["Finding", "ListRead", "Reading", "read", "read_all"]

SSD, UNKNOWN = "ssd", "unknown"

# How the lists of each book are made into records.
_RECORDS_OF: dict[str, Callable[[Held, Findings], Records]] = {
    "annex_a": linking.records_of,
    "ssda903": ssda903.records_of,
    "cin_census": linking.census_of,
    "workforce": lambda held, findings: made_of(held),
}


@contextmanager
def _unswept() -> Iterator[None]:
    """Let what is read not be searched for circles, again and again as it grows: a sheet
    has millions of cells, none of them refers to itself, and searching takes as long as
    cleaning.
    """
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


@_unswept()
def read(
    path: Path,
    *,
    as_at: date | None = None,
    progress: Progress | None = None,
    layouts: Sequence[NamedLayout] = (),
    each: int = EACH,
) -> Reading:
    """Read one export: an Annex A workbook, a return as XML or CSV, or tables as CSV or
    Parquet.

    Several files that belong together may come as a folder or a zip.

    A report with the headers of any of `layouts` is read by those.
    `as_at` is the day the export speaks for: a later date in it is suspicious, and a
    child born later is unborn. `progress` is called with a sheet's or table's name,
    how many are done, and how many there are.
    """
    path = Path(path)
    if fitting(path, layouts):
        return read_by(path, layouts, as_at, each)
    reading = Reading(path.name, UNKNOWN, as_at=as_at)
    findings = Findings(path.name, each)
    try:
        passed = admit(path)
        if passed.kind in ("xlsx", "xls", "ods"):
            _read_workbook(passed, reading, findings, progress)
        elif passed.kind == "xml":
            _take(read_return(passed.path, reading.as_at, findings), reading, findings)
        else:
            _read_tables(passed, reading, findings, progress)
        across.say(reading.records, reading.as_at, findings)
    except Refused as refused:
        _refuse(reading, findings, refused)
    except OSError:
        _refuse(reading, findings, cannot_open())
    reading.findings = findings.listed()
    if reading.refused:  # what was passed over does not help where nothing was read
        reading.findings = [each for each in reading.findings if each.kind != NOTE]
    return reading


def read_all(
    paths: Sequence[Path],
    *,
    as_at: date | None = None,
    layouts: Sequence[NamedLayout] = (),
) -> tuple[list[Reading], Records]:
    """Read several exports, each laid over those before it, and return them with the whole.

    Lists of one format that come one after another are joined list by list, so that the
    referrals of one workbook meet the assessments of the next.
    """
    readings = [read(path, as_at=as_at, layouts=layouts) for path in paths]
    whole = Records()
    useful = [reading for reading in readings if not reading.refused]
    for kind, run in groupby(useful, key=lambda reading: reading.format):
        together = list(run)
        if kind in _RECORDS_OF and len(together) > 1:
            whole = laid_over(_joined(kind, together), whole)
            continue
        for reading in together:
            whole = laid_over(reading.records, whole)
    return readings, whole


def _joined(kind: str, readings: Sequence[Reading]) -> Records:
    """Return the records of lists of one format that came in several files."""
    held: Held = {}
    since: dict[str, date] = {}
    for reading in readings:
        held |= reading.held
        since |= reading.records.complete_since
    records = _RECORDS_OF[kind](held, Findings(""))
    records.complete_since = since
    return records


def _read_workbook(
    passed: Passed, reading: Reading, findings: Findings, progress: Progress | None
) -> None:
    lists = read_sheets(sheets(passed, progress), reading.as_at, findings)
    _take(lists, reading, findings)


def _take(lists: Lists, reading: Reading, findings: Findings) -> None:
    """Put what the sheets held into the reading."""
    reading.invented = reading.invented or bool(lists.invented)
    if not lists.read:
        reading.sheets = lists.unknown
        raise Unrecognised(
            "Nothing in it was recognised: neither a list of Ofsted's Annex A nor a table "
            "of the Standard Safeguarding Dataset.",
            "Check that it is the right file, with the headers that were agreed.",
        )
    reading.format, reading.lists, reading.held = lists.book, lists.read, lists.held
    reading.records = _RECORDS_OF[lists.book](lists.held, findings)
    tell_year(reading.records, lists.book, lists.day, findings)
    reading.as_at = reading.as_at or lists.day or stated_day(lists.invented)


def _read_tables(
    passed: Passed, reading: Reading, findings: Findings, progress: Progress | None
) -> None:
    """Read tables as CSV or Parquet; a CSV of an Annex A list is read as that list."""
    others = []
    for sheet in texts.sheets(passed, findings, progress):
        if said := invented(sheet):
            reading.invented = True
            reading.as_at = reading.as_at or stated_day(said)
            continue
        table = tables.table_of(sheet)
        if table is None:
            others.append(sheet)
        elif told := tables.read_table(
            table, sheet, reading.records, reading.as_at, findings
        ):
            reading.lists.append(told)
    if reading.lists:
        reading.format = SSD
        _pass_over(others, findings)
    else:
        if passed.kind == "csv" and not any(map(_is_table, others)):
            raise Refused(
                "This is plain text, and not a table: no line of it holds two columns.",
                "Choose the export: an Excel workbook (.xlsx), or tables as CSV.",
            )
        _take(read_sheets(others, reading.as_at, findings), reading, findings)


def _is_table(sheet: Sheet) -> bool:
    return bool(sheet.fault) or any(len(row) > 1 for row in sheet.rows)


def _pass_over(others: Sequence[Sheet], findings: Findings) -> None:
    for sheet in others:
        what = "This file is not one of the tables; it was passed over."
        findings.add(NOTE, what, "Name it after its table.", sheet=sheet.name)


def _refuse(reading: Reading, findings: Findings, refused: Refused) -> None:
    findings.add(REFUSED, refused.what, refused.do)
    reading.unrecognised = isinstance(refused, Unrecognised)
    reading.format, reading.lists, reading.held = UNKNOWN, [], {}
    reading.records = Records()
