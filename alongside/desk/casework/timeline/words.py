"""The picture's story, and each clock, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from alongside.desk.casework.models import Due, Happening
from alongside.desk.casework.timeline.lanes import title_of
from alongside.desk.casework.timeline.window import Window


def short(day: date, year: bool = True) -> str:
    return f"{day.day} {day:%b} {day:%Y}" if year else f"{day.day} {day:%b}"


def said_of_clock(due: Due, title: str) -> str:
    """Say one clock in a line: what, from when, by when, and what became of it."""
    parts = [
        title,
        f"began {short(due.started_on)}",
        due.due_on and f"due {short(due.due_on)}",
        outcome(due),
    ]
    return ", ".join(filter(None, parts))


def outcome(due: Due) -> str:
    """Say what became of a clock; nothing of one that runs."""
    word = due.get_status_display().lower()
    if due.status == Due.Status.OPEN:
        return ""
    day = due.completed_on or due.ended_on
    return f"{word} ({short(day)})" if day else word


def story(
    happenings: Sequence[Happening], dues: Sequence[Due], window: Window, today: date
) -> str:
    """Tell the picture in a few sentences, for whoever does not see it."""
    counts = Counter(h.kind for h in happenings if window.holds(h.on))
    listed = ", ".join(f"{title_of(kind)} ({n})" for kind, n in counts.most_common())
    events = f"Events: {listed}." if listed else "No events."
    return f"{events} {_closed(dues, window)} {_running(dues, today)}"


def _closed(dues: Iterable[Due], window: Window) -> str:
    done = Counter(
        due.status
        for due in dues
        if due.completed_on and window.holds(due.completed_on)
    )
    met, late = done[Due.Status.MET], done[Due.Status.LATE]
    if not met + late:
        return "No timescale was completed."
    return f"Timescales completed: {met + late}, {met} in time and {late} late."


def _running(dues: Iterable[Due], today: date) -> str:
    days = [due.due_on for due in dues if due.status == Due.Status.OPEN and due.due_on]
    if not days:
        return "Nothing is due."
    overdue = sum(day < today for day in days)
    return f"Timescales running: {len(days)}, {overdue} overdue."
