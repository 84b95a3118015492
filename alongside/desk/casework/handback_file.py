"""Corrections as a file for the data team: a workbook, or CSV for another program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alongside.desk.casework.handback_models import Handback, HandbackItem
from alongside.desk.casework.templatetags.timescales import (
    field_in_full,
    list_in_full,
)
from alongside.desk.said import day_said
from alongside.desk.spreadsheet import csv_text, spreadsheet

COLUMNS = (
    ("Child id", 16), ("List", 34), ("Row in the export", 18), ("Field", 34),
    ("What stands there", 26), ("What should stand there", 26), ("Why", 80),
    ("Said by", 26), ("Export as at", 14),
)  # fmt: skip


def as_workbook(handback: Handback, items: Iterable[HandbackItem]) -> bytes:
    rows = list(_rows(items))
    made = f"Made by {handback.by} on {day_said(handback.at.date())}."
    told = [
        f"{len(rows):,} correction{'' if len(rows) == 1 else 's'} of the case system's "
        "records. Where “What should stand there” is empty, it is not known here.",
        *handback.chosen,
        made,
    ]
    return spreadsheet("Corrections", told, COLUMNS, rows)


def as_csv(items: Iterable[HandbackItem]) -> str:
    """Return the same rows as CSV."""
    return csv_text([[name for name, _ in COLUMNS], *_rows(items)])


def _rows(items: Iterable[HandbackItem]) -> Iterator[tuple]:
    for item in items:
        yield (
            item.case_id, list_in_full(item.list), item.row or "", field_in_full(item), item.held,
            item.should, item.why, item.said_by.full_name, item.as_at or "",
        )  # fmt: skip
