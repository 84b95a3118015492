"""Due dates that the case system recorded, held against those that are reckoned.

A recorded due date was typed, or worked out by the case system in its own way (which may
know no bank holidays). It decides nothing here; where it differs, somebody should look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from alongside.reckon.clock import days_apart
from alongside.reckon.dues.due import OPEN, Due
from alongside.reckon.records import Records, Row


@dataclass(frozen=True, order=True)
class Difference:
    """A clock whose recorded due date is another: `days_apart` later, if above 0."""

    child_id: str
    code: str
    started_on: date
    recorded_due_on: date
    due_on: date
    days_apart: int


@dataclass(frozen=True)
class _Column:
    """Where a table records a due date, and of which clocks it is.

    `of` is the column with the clock's episode, or empty where a row belongs to the
    clock that was completed on the day it was `held`; to the one running, if it is to
    come. A row where `unless` says Y was called off.
    """

    table: str
    child: str
    due: str
    held: str
    codes: tuple[str, ...]
    of: str = ""
    unless: str = ""


_COLUMNS = (
    _Column(
        "ssd_initial_cp_conference", "icpc_person_id", "icpc_icpc_target_date",
        "icpc_icpc_date", ("S47_ICPC",), of="icpc_s47_enquiry_id",
    ),
    _Column(
        "ssd_cp_reviews", "cppr_person_id", "cppr_cp_review_due",
        "cppr_cp_review_date", ("RCPC_1", "RCPC_N"),
    ),
    _Column(
        "ssd_cla_reviews", "clar_person_id", "clar_cla_review_due_date",
        "clar_cla_review_date", ("CLA_REVIEW_1", "CLA_REVIEW_2", "CLA_REVIEW_N"),
        unless="clar_cla_review_cancelled",
    ),
)  # fmt: skip


def differences(records: Records, found: Iterable[Due]) -> tuple[list[Difference], int]:
    """Return each reckoned due date that the records have otherwise, in order of child;
    and how many the records have, otherwise or the same.

    `found` is what `dues` returns of those records. A recorded date of no clock, and a
    clock of which no date can be reckoned, are passed over.
    """
    clocks: defaultdict[tuple[str, str], list[Due]] = defaultdict(list)
    for due in found:
        clocks[due.child_id, due.code].append(due)
    compared = {
        Difference(
            due.child_id, due.code, due.started_on, recorded, due.due_on,
            days_apart(due.due_on, recorded),
        )
        for recorded, due in _recorded(records, clocks)
        if due.due_on
    }  # fmt: skip
    return sorted(each for each in compared if each.days_apart), len(compared)


def _recorded(
    records: Records, clocks: dict[tuple[str, str], list[Due]]
) -> Iterator[tuple[date, Due]]:
    for column in _COLUMNS:
        for row in records.rows.get(column.table, ()):
            recorded = row.get(column.due)
            if not isinstance(recorded, date) or row.get(column.unless) == "Y":
                continue
            child = str(row.get(column.child))
            for code in column.codes:
                for due in clocks.get((child, code), ()):
                    if _is_of(column, row, due):
                        yield recorded, due


def _is_of(column: _Column, row: Row, due: Due) -> bool:
    if column.of:
        return due.episode == row.get(column.of)
    held = row.get(column.held)
    return due.completed_on == held if held else due.status in OPEN
