"""What Today says of timescales: a worker's own, and of everybody else their teams'."""

from __future__ import annotations

from datetime import date
from typing import Any

from alongside.desk.access.models import User
from alongside.desk.casework.choosing import Sight
from alongside.desk.casework.models import Due, Extract
from alongside.desk.casework.states import (
    NOTHING_SAID,
    STATES,
    held,
    lapsed,
    unrecorded,
)
from alongside.desk.casework.worklist import by_team, by_worker, due_when, groups
from alongside.desk.workforce.models import Worker

FIRST = 8  # rows of each list
WORKERS = 12  # of a team's table; the others are one row
COUNTED = ("open", "overdue", "today", "soon")
STATES_SHOWN = ("asked", "awaiting", "queried")


def timescales(user: User, day: date, extract: Extract | None) -> dict[str, Any]:
    """Return the tiles and lists of a person's day.

    A worker, as the case system names one, begins with what is theirs; `whose` is what
    a link adds so as to lead to the same.
    """
    shown = Due.objects.visible_to(user).open()
    own = Worker.objects.filter(user=user).exists()
    dues = shown.filter(Sight(user, day, extract).owners.theirs(user)) if own else shown
    first = due_when(dues, "overdue", day).filter(NOTHING_SAID).exclude(held(day))
    return {
        "whose": "owner=mine&" if own else "",
        "of_teams": shown.count() if own else None,
        "groups": groups(dues, day),
        "states": [
            (code, STATES[code].label, dues.filter(STATES[code].fits).count())
            for code in STATES_SHOWN
        ],
        "first": first.due_first()[:FIRST],
        "next": due_when(dues, "soon", day).due_first()[:FIRST],
        "due_today": due_when(dues, "today", day).due_first()[:FIRST],
        "lapsed": dues.filter(lapsed(day)).held_last(day)[:FIRST],
        "unrecorded": dues.filter(unrecorded(extract)).held_last(day)[:FIRST],
        "awaiting": dues.filter(STATES["awaiting"].fits).due_first()[:FIRST],
        "by_team": by_team(dues, day),
    } | (_workers(dues, day) if _manages(user) else {})


def _manages(user: User) -> bool:
    return user.role.code in ("team_manager", "senior_support_officer")


def _workers(dues, day: date) -> dict[str, Any]:
    """The workers with most overdue; the others as one row, so that the table adds up."""
    rows = list(by_worker(dues, day))
    others = rows[WORKERS:]
    if len(others) < 2:
        return {"by_worker": rows}
    summed = {name: sum(row[name] for row in others) for name in COUNTED}
    return {
        "by_worker": rows[:WORKERS],
        "workers": len(rows),
        "others": summed | {"count": len(others)},
    }
