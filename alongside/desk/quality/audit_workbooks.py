"""Audits taken away as spreadsheets: the list, and the table by team and quarter."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.desk.quality.audit_models import Audit
from alongside.desk.quality.audit_table import Compared, Table
from alongside.desk.spreadsheet import made_by, spreadsheet

MOST = 10_000  # audits to a spreadsheet; a narrower choice has the others
AUDITS = (
    ("Child’s id", 14), ("Team", 28), ("Day", 12), ("Auditor", 24), ("Grade", 22),
    ("Second auditor", 24), ("Second grade", 22), ("Moderated", 22), ("Cause", 40),
    ("How chosen", 22), ("Blind", 14),
)  # fmt: skip
TABLE = (
    ("Team", 28), ("Grade", 22), ("Before", 14), ("Share before", 18),
    ("Interval before", 16), ("After", 14), ("Share after", 18), ("Interval after", 16),
    ("Change in points", 18), ("What it says", 14),
)  # fmt: skip


def audits_workbook(audits, count: int, chosen: list[str], user) -> bytes:
    first = f"The latest {MOST:,} of " if count > MOST else ""
    said = [
        f"{first}{count:,} audit{'' if count == 1 else 's'}, latest first.",
        f"Chosen: {'; '.join(chosen)}." if chosen else "All are listed.",
        made_by(user),
    ]
    return spreadsheet("Audits", said, AUDITS, map(_audit, audits[:MOST]))


def _audit(audit: Audit) -> tuple:
    return (
        audit.case_id, audit.team.name, audit.audited_on, audit.auditor,
        audit.grade.name, audit.second_auditor, _name(audit.second_grade),
        _name(audit.moderated_grade), audit.cause, audit.get_chosen_display(),
        audit.blind,
    )  # fmt: skip


def _name(grade) -> str:
    return grade.name if grade else ""


def table_workbook(table: Table, user) -> bytes:
    said = [
        f"Audit grades by team, {table.before} and {table.after}.",
        table.reading.in_words(),
        made_by(user),
    ]
    return spreadsheet("By team", said, TABLE, _lines(table))


def _lines(table: Table) -> Iterator[tuple]:
    for line in table.lines:
        for cell in (*line.cells, line.good):
            yield _cell(line.team, cell)


def _cell(team: str, cell: Compared) -> tuple:
    before, after = (
        (shown.fraction, shown.percent, shown.interval)
        for shown in (cell.before, cell.after)
    )
    return team, cell.name, *before, *after, cell.change, cell.word
