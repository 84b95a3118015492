"""Human-resources exports: everybody employed, and when they were away."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from alongside.reckon.council.teams import Absence, Worker

STAFF = [
    "staff_id",
    "worker_id",
    "name",
    "job_title",
    "team",
    "agency",
    "holds_cases",
    "start_date",
    "end_date",
]
ABSENCE = ["staff_id", "worker_id", "first_day", "last_day", "code", "reason"]


def write_staff(workers: Iterable[Worker], as_at: date, path: Path) -> Path:
    """Write staff.csv: everybody who had joined by a day. Dates are ISO."""
    return _write(path, STAFF, (_staff(w, as_at) for w in workers if _by(w, as_at)))


def _by(worker: Worker, as_at: date) -> bool:
    return worker.joined <= as_at.toordinal()


def _staff(worker: Worker, as_at: date) -> list[object]:
    gone = worker.left <= as_at.toordinal()
    return [
        worker.staff_id,
        worker.worker_id,
        worker.name,
        worker.title,
        worker.team,
        "Y" if worker.agency else "N",
        "Y" if worker.holds_cases else "N",
        date.fromordinal(worker.joined),
        date.fromordinal(worker.left) if gone else None,
    ]


def write_absence(
    absences: Iterable[Absence], workers: Iterable[Worker], as_at: date, path: Path
) -> Path:
    """Write absence.csv: spells begun by a day, still open where they go on past it."""
    staff = {worker.worker_id: worker.staff_id for worker in workers}
    today = as_at.toordinal()
    rows = (_away(a, staff, today) for a in absences if a.first <= today)
    return _write(path, ABSENCE, rows)


def _away(absence: Absence, staff: dict[str, str], today: int) -> list[object]:
    return [
        staff[absence.worker_id],
        absence.worker_id,
        date.fromordinal(absence.first),
        date.fromordinal(absence.last) if absence.last <= today else None,
        absence.code,
        absence.reason,
    ]


def _write(path: Path, header: list[str], rows: Iterable[list[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path
