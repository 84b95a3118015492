"""What the records come to on a day: children, teams, workers, clocks and events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.reckon.clock import Clock
from alongside.reckon.dues import (
    OPEN,
    gaps,
    happenings,
    latest_known,
    prepare,
    reckon,
)
from alongside.reckon.events import EVENTS
from alongside.reckon.records import Records
from alongside.reckon.rulebook import Rulebook
from alongside.reckon.stores import connect

PERSON = {
    "forename": "pers_forename",
    "surname": "pers_surname",
    "sex": "pers_sex",
    "born_on": "pers_dob",
    "expected_on": "pers_expected_dob",
    "died_on": "pers_death_date",
}
DUE = (
    "child", "rule", "started_on", "nth", "due_on", "completed_on", "ended_on",
    "status", "team", "worker",
)  # fmt: skip


@dataclass
class Projection:
    """Plain values, so that it can be kept sealed until somebody confirms it.

    `dues` are rows in the order of DUE; `events` are (child, kind, day); `latest` are
    the rules of which the source gives only the latest visit or meeting of a child.
    """

    children: dict[str, dict[str, Any]] = field(default_factory=dict)
    teams: list[str] = field(default_factory=list)
    workers: dict[str, tuple[str, str]] = field(default_factory=dict)
    child_teams: dict[str, list[str]] = field(default_factory=dict)
    dues: list[list[Any]] = field(default_factory=list)
    events: list[tuple[str, str, str]] = field(default_factory=list)
    gaps: dict[str, str] = field(default_factory=dict)
    latest: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return dict(vars(self))


def project(
    records: Records,
    rulebook: Rulebook,
    as_at: date,
    progress: Callable[[str], None] = lambda step: None,
) -> Projection:
    """Reckon the records as at a day."""
    lacking = gaps(rulebook, records.held())
    found = Projection(
        gaps={code: why for code, why in lacking.items() if rulebook[code].computed}
    )
    with connect("duckdb://") as store:
        prepare(store, records, rulebook, Clock.england(), progress)
        progress("Reckoning what is due")
        reckoned = [
            due
            for due in reckon(store, as_at)
            if rulebook[due.code].clock == "practice" and due.status != "superseded"
        ]
        shown = [
            happening
            for happening in happenings(store)
            if happening.on and happening.on <= as_at and EVENTS[happening.kind].shown
        ]
    latest = frozenset(records.latest_only)
    found.latest = [r.code for r in rulebook.values() if latest_known(r, latest)]
    found.dues = [_row(due, nth) for due, nth in _numbered(reckoned)]
    found.events = sorted({(h.child, h.kind, h.on.isoformat()) for h in shown})
    found.children = _children(records)
    for child in {row[0] for row in found.dues} - found.children.keys():
        found.children[child] = {}
    found.child_teams = _child_teams(reckoned)
    found.workers = _workers(records, reckoned)
    found.teams = sorted(
        {due.team for due in reckoned if due.team}
        | {team for teams in found.child_teams.values() for team in teams}
    )
    return found


def _numbered(reckoned):
    """Number the clocks of one child and rule that began on one day."""
    seen: Counter = Counter()
    for due in reckoned:
        key = due.child_id, due.code, due.started_on
        seen[key] += 1
        yield due, seen[key]


def _row(due, nth: int) -> list[Any]:
    status = "open" if due.status in OPEN else due.status
    days = (due.due_on, due.completed_on, due.ended_on)
    return [
        due.child_id,
        due.code,
        due.started_on.isoformat(),
        nth,
        *(day and day.isoformat() for day in days),
        status,
        due.team,
        due.worker_id,
    ]


def _children(records: Records) -> dict[str, dict[str, Any]]:
    families = {
        row["fami_person_id"]: row["fami_family_id"]
        for row in records.rows.get("ssd_family", ())
    }
    children: dict[str, dict[str, Any]] = {child: {} for child in records.children()}
    for row in records.rows.get("ssd_person", ()):
        child = row["pers_person_id"]
        values = {name: row.get(column) for name, column in PERSON.items()}
        children[child] = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in values.items()
        } | {"family_id": families.get(child)}
    return children


def _child_teams(reckoned) -> dict[str, list[str]]:
    """The teams that hold a child: those of open clocks, else of the newest clock."""
    running: defaultdict[str, set[str]] = defaultdict(set)
    newest: dict[str, tuple[date, str]] = {}
    for due in reckoned:
        if not due.team:
            continue
        if due.status in OPEN:
            running[due.child_id].add(due.team)
        newest[due.child_id] = max(
            newest.get(due.child_id, (date.min, "")), (due.started_on, due.team)
        )
    last = {child: [team] for child, (_, team) in newest.items()}
    return last | {child: sorted(teams) for child, teams in running.items()}


def _workers(records: Records, reckoned) -> dict[str, tuple[str, str]]:
    """Each worker's name, and the team most of their open clocks are in."""
    names = {
        str(row["prof_professional_id"]): str(row.get("prof_professional_name") or "")
        for row in records.rows.get("ssd_professionals", ())
    }
    teams: defaultdict[str, Counter] = defaultdict(Counter)
    for due in reckoned:
        if due.worker_id:
            teams[due.worker_id][due.team or ""] += 1 + 9 * (due.status in OPEN)
    return {
        worker: (names.get(worker, ""), counts.most_common(1)[0][0])
        for worker, counts in teams.items()
    }
