"""Supervision by a rhythm: when the next is due, and which stretches went without one.

A session counts once, for the stretch of days in which it was held: two in one week do
not make up for none in the next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple


class Session(NamedTuple):
    """One supervision: held in the days after `after`, and by `due_on`, on `held_on`."""

    after: date
    due_on: date
    held_on: date | None

    def missed(self, as_at: date) -> bool:
        """Whether its last day has passed without it."""
        return self.held_on is None and self.due_on < as_at


def sessions_by(
    after: date, due_days: Iterable[date], held: Collection[date]
) -> list[Session]:
    """Return a session for each last day, in order, with the first day it was held."""
    found = []
    for due_on in due_days:
        first = min((day for day in held if after < day <= due_on), default=None)
        found.append(Session(after, due_on, first))
        after = due_on
    return found


def next_due(last_held: date, weeks: int) -> date:
    """Return the last day for the next supervision after one that was held."""
    return last_held + timedelta(weeks=weeks)


def sessions_since(
    first: date, as_at: date, weeks: int, held: Collection[date]
) -> list[Session]:
    """Return the sessions that fell due after `first` and before `as_at`, every so many weeks.

    >>> since = sessions_since(date(2026, 1, 5), date(2026, 3, 10), 4, [date(2026, 2, 2)])
    >>> [(each.due_on.isoformat(), each.held_on is not None) for each in since]
    [('2026-02-02', True), ('2026-03-02', False)]
    """
    if weeks < 1:
        raise ValueError(f"Supervision comes every week at most, not every {weeks}.")
    days, due = [], next_due(first, weeks)
    while due < as_at:
        days.append(due)
        due = next_due(due, weeks)
    return sessions_by(first, days, held)
