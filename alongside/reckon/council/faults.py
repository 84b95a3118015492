"""The faults of real exports, put in on purpose: about one row in two hundred.

Which rows are spoiled depends on their keys alone, so a fault stays where it is from one
extract to the next until somebody would have put it right. A visit dated ahead is seen to
soon, since of a child's visits an export may show the latest alone: only those of the last
fortnight are still so.
"""

from __future__ import annotations

from datetime import date, timedelta
from zlib import crc32

from alongside.reckon.records import TABLES, Row

ONE_IN = 200
SEEN_TO = timedelta(days=14)
_SPANS = {  # table: its start and its end
    "ssd_cin_episodes": ("cine_referral_date", "cine_close_date"),
    "ssd_cin_assessments": ("cina_assessment_start_date", "cina_assessment_auth_date"),
    "ssd_cin_plans": ("cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
    "ssd_s47_enquiry": ("s47e_s47_start_date", "s47e_s47_end_date"),
    "ssd_cla_placement": (
        "clap_cla_placement_start_date",
        "clap_cla_placement_end_date",
    ),
}
_VISITS = {
    "ssd_cp_visits": "cppv_cp_visit_date",
    "ssd_cin_visits": "cinv_cin_visit_date",
    "ssd_cla_visits": "clav_cla_visit_date",
}
_SPARED = ("ssd_person", "ssd_family", "ssd_department", "ssd_professionals")


def spoil(rows: dict[str, list[Row]], as_at: date) -> None:
    """Spoil some rows in place: a date out of order, a worker lost, a row repeated."""
    for table, found in rows.items():
        if table in _SPARED:
            continue
        key = TABLES[table].key
        doubled = [row for row in found if _spoil_row(table, row, str(row[key]), as_at)]
        found.extend(dict(row) for row in doubled)


def _spoil_row(table: str, row: Row, key: str, as_at: date) -> bool:
    """Spoil a row if its key says so; return whether it is to stand twice.

    Rows that offer nothing else to spoil stand twice.
    """
    luck = crc32(key.encode())
    if luck % ONE_IN:
        return False
    turn = luck // ONE_IN % 3
    spoiled = (
        (turn == 0 and _reversed(table, row))
        or (turn < 2 and _in_future(table, row, as_at))
        or (turn > 0 and _without_worker(row))
    )
    return not spoiled


def _reversed(table: str, row: Row) -> bool:
    """Put the end some days before the start, where the row has both."""
    start, end = _SPANS.get(table, ("", ""))
    began = row.get(start)
    if not isinstance(began, date) or not row.get(end):
        return False
    row[end] = began - timedelta(days=7)
    return True


def _in_future(table: str, row: Row, as_at: date) -> bool:
    """Put a recent visit on a day that has not come."""
    column = _VISITS.get(table, "")
    made = row.get(column)
    if not isinstance(made, date) or made <= as_at - SEEN_TO:
        return False
    row[column] = as_at + timedelta(days=12)
    return True


def _without_worker(row: Row) -> bool:
    """Leave out who did the work, where the row says."""
    for column in row:
        if column.endswith("_worker_id") or column == "invo_professional_id":
            row[column] = None
            return True
    return False
