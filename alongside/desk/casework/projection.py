"""What the records come to on a day: children, teams, workers, clocks and events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from alongside.desk.casework.allocated import allocated, with_their_workers
from alongside.desk.holidays import clock_in_force
from alongside.desk.people.models import Restriction
from alongside.reckon.dues import (
    OPEN,
    gaps,
    happenings,
    latest_known,
    prepare,
    reckon,
)
from alongside.reckon.dues.changed import changed, manner, of_children, stirs
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
CHILD = (*PERSON, "family_id")
DUE = (
    "child", "rule", "started_on", "nth", "due_on", "completed_on", "ended_on",
    "status", "team", "worker",
)  # fmt: skip
TEAM = DUE.index("team")


@dataclass
class Projection:
    """Plain values, so that it can be kept sealed until somebody confirms it.

    `dues` are rows in the order of DUE; `events` are (child, kind, day); `latest` are
    the rules of which the source gives only the latest visit or meeting of a child.
    `allocations` and `flows` are as allocated.Held has them.
    `stirs` has the day on which a child's clocks may next change of themselves, `manner`
    a mark of how they were reckoned: what need not be reckoned again is told by these.
    """

    children: dict[str, dict[str, Any]] = field(default_factory=dict)
    teams: list[str] = field(default_factory=list)
    workers: dict[str, tuple[str, str]] = field(default_factory=dict)
    child_teams: dict[str, list[str]] = field(default_factory=dict)
    dues: list[list[Any]] = field(default_factory=list)
    events: list[tuple[str, str, str]] = field(default_factory=list)
    allocations: list[list[Any]] = field(default_factory=list)
    flows: list[list[Any]] = field(default_factory=list)
    gaps: dict[str, str] = field(default_factory=dict)
    latest: list[str] = field(default_factory=list)
    stirs: dict[str, str] = field(default_factory=dict)
    manner: str = ""

    def keep(self, before: Before, anew: set[Any]) -> None:
        """Take what is told of children not reckoned again from the export before."""
        dues = [row for row in self.dues if row[0] in anew]
        self.dues = sorted(before.rows("dues", anew) + dues, key=_by_child)
        events = [row for row in self.events if row[0] in anew]
        kept = [tuple(row) for row in before.rows("events", anew)]
        self.events = sorted(kept + events)
        stay = before.projection["stirs"].items()
        self.stirs = {c: day for c, day in stay if c not in anew} | {
            c: day for c, day in self.stirs.items() if c in anew
        }

    def to_json(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class Before:
    """The export before: its records, what they came to, and the day it was reckoned for."""

    records: Records
    projection: dict[str, Any]
    as_at: date

    def anew(self, records: Records, as_at: date, how: str) -> set[Any] | None:
        """Return the children to reckon again, or None where that is all of them."""
        if as_at < self.as_at or self.projection.get("manner") != how:
            return None
        due = as_at.isoformat()
        stirred = {c for c, day in self.projection["stirs"].items() if day <= due}
        return changed(records, self.records, stirred)

    def rows(self, name: str, anew: set[Any]) -> list[list[Any]]:
        """Return what stays of clocks or events: those of children not reckoned again."""
        return [row for row in self.projection[name] if row[0] not in anew]


def project(
    records: Records,
    rulebook: Rulebook,
    as_at: date,
    progress: Callable[[str], None] = lambda step: None,
    before: Before | None = None,
) -> Projection:
    """Reckon the records as at a day: of what follows an export, only what it changes."""
    how = manner(rulebook, clock_in_force())
    anew = before.anew(records, as_at, how) if before else None
    if before is None or anew is None:
        found = _reckoned(records, rulebook, as_at, progress)
    else:
        some = of_children(records, anew)
        found = _reckoned(some, rulebook, as_at, progress)
        found.keep(before, anew)
    lacking = gaps(rulebook, records.held())
    found.gaps = {code: why for code, why in lacking.items() if rulebook[code].computed}
    latest = frozenset(records.latest_only)
    found.latest = [r.code for r in rulebook.values() if latest_known(r, latest)]
    found.manner = how
    found.children = _children(records)
    for child in {row[0] for row in found.dues} - found.children.keys():
        found.children[child] = {}
    found.child_teams = _child_teams(found.dues)
    known = _workers(records, found.dues)
    hidden = Restriction.objects.hidden_ids()
    held = allocated(records, found.dues, known, as_at, hidden)
    found.allocations, found.flows = held
    found.workers = with_their_workers(records, held, known)
    found.teams = sorted(
        {row[TEAM] for row in found.dues if row[TEAM]}
        | {row[2] for row in held.rows if row[2]}
        | {team for team, *_ in held.flows if team}
        | set(chain.from_iterable(found.child_teams.values()))
    )
    return found


def _reckoned(
    records: Records,
    rulebook: Rulebook,
    as_at: date,
    progress: Callable[[str], None],
) -> Projection:
    """Return clocks, events and when they may change, and nothing else."""
    with connect("duckdb://") as store:
        prepare(store, records, rulebook, clock_in_force(), progress)
        progress("Reckoning what is due")
        reckoned = [
            due
            for due in reckon(store, as_at)
            if rulebook[due.code].clock == "practice" and due.status != "superseded"
        ]
        shown = {
            (happening.child, happening.kind, happening.on.isoformat())
            for happening in happenings(store)
            if happening.on and happening.on <= as_at and EVENTS[happening.kind].shown
        }
        days = {child: day.isoformat() for child, day in stirs(store, as_at).items()}
    return Projection(
        dues=[_row(due, nth) for due, nth in _numbered(reckoned)],
        events=sorted(shown),
        stirs=days,
    )


def _numbered(reckoned):
    """Number the clocks of one child and rule that began on one day."""
    seen: Counter = Counter()
    for due in reckoned:
        key = due.child_id, due.code, due.started_on
        seen[key] += 1
        yield due, seen[key]


def _by_child(row: list[Any]) -> tuple[Any, ...]:
    return tuple(row[:4])  # child, rule, start and number


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


def _child_teams(dues: list[list[Any]]) -> dict[str, list[str]]:
    """The teams that hold a child: those of open clocks, else of the newest clock."""
    running: defaultdict[str, set[str]] = defaultdict(set)
    newest: dict[str, tuple[str, str]] = {}
    for child, _, started_on, *_, status, team, _ in dues:
        if not team:
            continue
        if status == "open":
            running[child].add(team)
        newest[child] = max(newest.get(child, ("", "")), (started_on, team))
    last = {child: [team] for child, (_, team) in newest.items()}
    return last | {child: sorted(teams) for child, teams in running.items()}


def _workers(records: Records, dues: list[list[Any]]) -> dict[str, tuple[str, str]]:
    """Each worker's name, and the team most of their open clocks are in."""
    names = {
        str(row["prof_professional_id"]): str(row.get("prof_professional_name") or "")
        for row in records.rows.get("ssd_professionals", ())
    }
    teams: defaultdict[str, Counter] = defaultdict(Counter)
    for *_, status, team, worker in dues:
        if worker:
            teams[worker][team or ""] += 1 + 9 * (status == "open")
    return {
        worker: (names.get(worker, ""), counts.most_common(1)[0][0])
        for worker, counts in teams.items()
    }
