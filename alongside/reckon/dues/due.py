"""A due: one clock of one child. A happening: one event of one child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OPEN = ("due", "overdue")
STATUSES = (
    "due",
    "overdue",
    "met",
    "late",
    "closed_before_due",
    "closed_after_due",
    "cannot_compute",
    "invalid_sequence",
)


@dataclass(frozen=True, order=True)
class Due:
    """One clock of one child: started, due, and what became of it by the as-at day.

    `worker_id` is the case system's; `worker` is the name where one is known. Open
    clocks carry the team and worker the child is allocated to now, closed ones those
    of the event that started them.
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


@dataclass(frozen=True)
class Happening:
    """One event of one child, as the event's question answers it."""

    kind: str
    child: str
    episode: str
    on: date | None
    team: str | None = None
    worker: str | None = None
