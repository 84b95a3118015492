"""What Today says of timescales: a worker's own, and of everybody else their teams'."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from alongside.desk.access.models import User
from alongside.desk.casework.choosing import Sight
from alongside.desk.casework.models import Due
from alongside.desk.casework.own_part import STATES_SHOWN, Kind, kinds_of, workers_of
from alongside.desk.casework.states import (
    NOTHING_SAID,
    STATES,
    held,
    lapsed,
    unrecorded,
)
from alongside.desk.casework.worklist import by_worker, due_when, groups
from alongside.desk.workforce.models import Team

FIRST = 8  # rows of each list
WORKERS = 12  # of a team's table; the others are one row
COUNTED = ("open", "overdue", "today", "soon")


def timescales(sight: Sight) -> dict[str, Any]:
    """Return the tiles and lists of a person's day.

    A worker, as the case system names one, begins with what is theirs; `whose` is what
    a link adds so as to lead to the same.
    """
    user, day = sight.user, sight.today
    shown = Due.objects.visible_to(user).open()
    own = bool(workers_of(user))
    dues = shown.filter(sight.owners.theirs(user)) if own else shown
    every = kinds_of(sight)
    counted = [kind for kind in every if kind.mine or not own]
    found = Counter[str]()
    for kind in counted:
        found.update(kind.counts)
    states = [(code, STATES[code].label, found[code]) for code in STATES_SHOWN]
    return {
        "whose": "owner=mine&" if own else "",
        "of_teams": sum(kind.counts["open"] for kind in every) if own else None,
        "by_team": _by_team(counted),
        "groups": groups(found, day),
        "states": states,
        **_lists(dues, sight, found),
        **(_workers(dues, day) if _manages(user) else {}),
    }


def _by_team(kinds: Iterable[Kind]) -> list[dict[str, Any]]:
    """The counts of each team, by its name; those of no team come last."""
    found: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    for kind in kinds:
        found[kind.team].update(kind.counts)
    named = Team.objects.filter(pk__in=found.keys() - {None}).values_list("pk", "name")
    rows = [{"team": team, "name": name, **found[team]} for team, name in named]
    of_none = [{"team": None, "name": "", **found[None]}] if None in found else []
    return rows + of_none


def _lists(dues, sight: Sight, counts: Counter[str]) -> dict[str, list[Due]]:
    """The first rows of each list: which they are is asked of each, what they say once."""
    day = sight.today
    first = due_when(dues, "overdue", day).filter(NOTHING_SAID).exclude(held(day))
    lists = {
        "first": ("overdue", first.soonest()),
        "next": ("soon", due_when(dues, "soon", day).soonest()),
        "due_today": ("today", due_when(dues, "today", day).soonest()),
        "lapsed": ("lapsed", dues.filter(lapsed(day)).soonest_held_last(day)),
        "unrecorded": (
            "unrecorded",
            dues.filter(unrecorded(sight.extract)).soonest_held_last(day),
        ),
        "awaiting": ("awaiting", dues.filter(STATES["awaiting"].fits).soonest()),
    }
    keys = {
        name: list(rows.values_list("pk", flat=True)[:FIRST]) if counts[of] else []
        for name, (of, rows) in lists.items()
    }
    every = {key for found in keys.values() for key in found}
    seen = Due.objects.visible_to(sight.user)
    rows = seen.select_related("child", "worker", "mark").in_bulk(every)
    # One that an import took away between the two questions is listed no more.
    return {
        name: [rows[key] for key in found if key in rows]
        for name, found in keys.items()
    }


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
