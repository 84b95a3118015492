"""A due: one clock of one child. A happening: one event of one child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OPEN = ("due", "overdue", "late_on_arrival")
STATUS_WORDS = {
    "due": "due",
    "overdue": "overdue",
    "late_on_arrival": "overdue when it was recorded",
    "met": "done in time",
    "late": "done late",
    "closed_before_due": "ended before due",
    "closed_after_due": "ended after due, not done",
    "superseded": "begun again while running",
    "not_applicable": "not applicable",
    "cannot_compute": "cannot be computed",
    "invalid_sequence": "out of order",
}
STATUSES = tuple(STATUS_WORDS)

REASONS = {
    # of a clock that cannot be computed
    "not_held": "the export lacks what the timescale needs",
    "outside_calendar": "the count passes the bank holidays that are known",
    "stopped": "the clock stands still, and the records give no day on which that ended",
    "undated": "it was done, but the records do not say when",
    "ahead": "the latest is dated after the day asked about, and hides the one before it",
    "latest_only": "only the latest is given: an earlier one may have been in time",
    "year_only": "it began before the year that the return tells of",
    # of one whose days are out of order
    "done_before_start": "it was done before the clock began, and not since",
    "after_childhood": "it began after the child turned 18, died or was adopted",
    # of one that does not count
    "already_running": "an earlier clock of the same timescale was still running",
    "lifted": "the law had lifted the limit for a time",
    "waived": "it was decided that the timescale does not apply",
    # of one whose last day was not come by in the ordinary way
    "day_set": "a court, a plan or a chair set the day",
    "days_left_out": "days on which the clock stood still are not counted",
    "fixed_slot": "counted from the day the last one was due",
}


@dataclass(frozen=True, order=True)
class Due:
    """One clock of one child: started, due, and what became of it by the as-at day.

    `worker_id` is the case system's; `worker` is the name where one is known. Open
    clocks carry the team and worker the child is allocated to now, closed ones those
    of the event that started them. `reason` is a key of REASONS, or empty: why a clock
    is not judged, or how its last day was come by where that is out of the ordinary.
    """

    child_id: str
    code: str
    started_on: date
    episode: str
    due_on: date | None
    completed_on: date | None
    ended_on: date | None
    status: str
    team: str | None = None
    worker_id: str | None = None
    worker: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Happening:
    """One event of one child, as the event's question answers it.

    `recorded_on` is the day it was put into the case system, where that is known.
    """

    kind: str
    child: str
    episode: str
    on: date | None
    recorded_on: date | None = None
    team: str | None = None
    worker: str | None = None
