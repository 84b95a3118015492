"""What was said of a clock and done with it, in the order in which it was."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due, Given, Hold, Mark
from alongside.desk.casework.owner_models import AboutDues
from alongside.desk.said import day_said


class Told(NamedTuple):
    """One thing said or done: what, when, by whom, for whom who was away, and why."""

    what: str
    at: datetime
    by: User
    in_name_of: User | None
    note: str
    due: Due


def told(due: Due) -> list[Told]:
    """Return all that was said of one clock, latest first."""
    rows = [
        *_with_people(due.marks.all()),
        *_with_people(due.givings.select_related("was", "to")),
        *_with_people(due.holds.select_related("ended_by")),
    ]
    return in_order(rows)


def _with_people(rows: AboutDues) -> AboutDues:
    return rows.select_related("by", "in_name_of", "due")


def in_order(rows: list[Mark | Given | Hold]) -> list[Told]:
    """Return marks, givings and holds as they are told, latest first."""
    found = [told for row in rows for told in _told(row)]
    return sorted(found, key=lambda told: told.at, reverse=True)


def _told(row: Mark | Given | Hold) -> list[Told]:
    said = row.at, row.by, row.in_name_of
    if isinstance(row, Mark):
        return [Told(_marked(row), *said, row.note, row.due)]
    if isinstance(row, Given):
        to, was = row.to or "whoever supports the team", row.was or "nobody"
        return [Told(f"Given to {to}; was {was}’s", *said, row.why, row.due)]
    found = [Told(f"On hold until {day_said(row.until)}", *said, row.why, row.due)]
    if row.ended_at and row.ended_by:
        ended = row.ended_at, row.ended_by, None
        found.append(Told("Hold ended", *ended, "", row.due))
    return found


def _marked(mark: Mark) -> str:
    said = mark.get_kind_display()
    if mark.done_on:
        return f"{said}, done on {day_said(mark.done_on)}"
    return f"Arranged for {day_said(mark.arranged_for)}" if mark.arranged_for else said
