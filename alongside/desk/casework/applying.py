"""Writes a projection over what is held, touching only what differs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from alongside.desk.casework.comparison import Comparison, Held, Key, compare
from alongside.desk.casework.models import Due, Extract, Happening
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.workforce.models import Team, Worker
from alongside.reckon.rulebook import Rulebook

BATCH = 2000


def held_dues() -> dict[Key, Held]:
    """Every clock the desk holds, by child, rule, start and number."""
    rows = Due.objects.values_list(
        "child__case_id", "rule", "started_on", "nth",
        "pk", "due_on", "completed_on", "ended_on", "status",
        "team__name", "worker__source_id", "gone_in_id", "mark__kind",
    )  # fmt: skip
    return {
        (child, rule, started.isoformat(), nth): Held(
            pk, *map(_iso, days), status, team, worker, gone is not None, mark
        )
        for child, rule, started, nth, pk, *days, status, team, worker, gone, mark in rows
    }


def compare_with_held(projection: dict[str, Any], rulebook: Rulebook) -> Comparison:
    return compare(held_dues(), projection["dues"], rulebook)


def write(
    extract: Extract, projection: dict[str, Any], rulebook: Rulebook
) -> Comparison:
    """Make what is held say what the projection says; called in a transaction."""
    found = compare_with_held(projection, rulebook)
    teams = _teams(projection["teams"])
    workers = _workers(projection["workers"], teams)
    children = _children(projection["children"])
    _child_teams(projection["child_teams"], children, teams)
    _dues(found, extract, children, teams, workers)
    _happenings(projection["events"], children)
    return found


def _teams(names: list[str]) -> dict[str, int]:
    known = dict(Team.objects.values_list("name", "pk"))
    for name in names:
        if name not in known:
            known[name] = Team.objects.create(name=name, kind=_kind(name)).pk
    return known


def _kind(name: str) -> str:
    """A team's kind as far as its name tells it; a person can correct it."""
    words = {
        "protection": Team.Kind.CHILD_PROTECTION,
        "looked after": Team.Kind.LOOKED_AFTER,
        "disab": Team.Kind.DISABILITY,
        "assessment": Team.Kind.ASSESSMENT,
    }
    return next(
        (kind for word, kind in words.items() if word in name.lower()), Team.Kind.OTHER
    )


def _workers(found: dict[str, Any], teams: dict[str, int]) -> dict[str, int]:
    held = {worker.source_id: worker for worker in Worker.objects.all()}
    fresh, changed = [], []
    for source_id, (name, team) in found.items():
        worker = held.get(source_id) or Worker(source_id=source_id)
        was = worker.name, worker.team_id
        worker.name, worker.team_id = name[:150] or worker.name, teams.get(team)
        if worker.pk is None:
            fresh.append(worker)
        elif was != (worker.name, worker.team_id):
            changed.append(worker)
    Worker.objects.bulk_create(fresh, BATCH)
    Worker.objects.bulk_update(changed, ["name", "team"], BATCH)
    return dict(Worker.objects.values_list("source_id", "pk"))


PERSON = (
    "forename",
    "surname",
    "sex",
    "born_on",
    "expected_on",
    "died_on",
    "family_id",
)
DAYS = {"born_on", "expected_on", "died_on"}


def _children(found: dict[str, dict[str, Any]]) -> dict[str, int]:
    held = {row[0]: row for row in Child.objects.values_list("case_id", "pk", *PERSON)}
    fresh, changed = [], []
    for case_id, values in found.items():
        said = {
            name: values.get(name) or (None if name in DAYS else "")
            for name in PERSON
            if name in values
        }
        if case_id not in held:
            fresh.append(Child(case_id=case_id, **said))
        elif said and _differs(dict(zip(PERSON, held[case_id][2:], strict=True)), said):
            changed.append(Child(pk=held[case_id][1], case_id=case_id, **said))
    Child.objects.bulk_create(fresh, BATCH)
    Child.objects.bulk_update(changed, PERSON, 500)
    return dict(Child.objects.values_list("case_id", "pk"))


def _differs(held: dict[str, Any], said: dict[str, Any]) -> bool:
    return any(
        (_iso(held[name]) or None) != (value or None) for name, value in said.items()
    )


def _child_teams(
    found: dict[str, list[str]], children: dict[str, int], teams: dict[str, int]
) -> None:
    wanted = {(children[c], teams[t]) for c, names in found.items() for t in names}
    held = {
        (child, team): pk
        for pk, child, team in ChildTeam.objects.values_list(
            "pk", "child_id", "team_id"
        )
    }
    for some in _batches(held[pair] for pair in held.keys() - wanted):
        ChildTeam.objects.filter(pk__in=some).delete()
    ChildTeam.objects.bulk_create(
        (ChildTeam(child_id=c, team_id=t) for c, t in sorted(wanted - held.keys())),
        BATCH,
    )


def _dues(
    found: Comparison,
    extract: Extract,
    children: dict[str, int],
    teams: dict[str, int],
    workers: dict[str, int],
) -> None:
    def values(row: dict[str, Any]) -> dict[str, Any]:
        return {
            **{name: row[name] for name in VALUES},
            "child_id": children[row["child"]],
            "team_id": teams.get(row["team"]),
            "worker_id": workers.get(row["worker"]),
            "gone_in": None,
        }

    for some in _batches(found.drop):
        Due.objects.filter(pk__in=some).delete()
    for some in _batches(found.gone):
        Due.objects.filter(pk__in=some).update(gone_in=extract)
    changed = [Due(pk=pk, **values(row)) for pk, row in found.update]
    Due.objects.bulk_update(
        changed, [*VALUES, "child", "team", "worker", "gone_in"], 400
    )
    fresh = (Due(first_in=extract, **values(row)) for row in found.create)
    for some in _batches(fresh):
        Due.objects.bulk_create(some)


VALUES = ("rule", "started_on", "nth", "due_on", "completed_on", "ended_on", "status")


def _happenings(events: Iterable[Any], children: dict[str, int]) -> None:
    wanted = {(children[child], kind, day) for child, kind, day in events}
    held = {
        (child, kind, day.isoformat()): pk
        for pk, child, kind, day in Happening.objects.values_list(
            "pk", "child_id", "kind", "on"
        )
    }
    for some in _batches(held[key] for key in held.keys() - wanted):
        Happening.objects.filter(pk__in=some).delete()
    fresh = (
        Happening(child_id=c, kind=k, on=d) for c, k, d in sorted(wanted - held.keys())
    )
    for some in _batches(fresh):
        Happening.objects.bulk_create(some)


def _batches(items: Iterable[Any]) -> Iterable[list[Any]]:
    waiting = iter(items)
    while some := list(islice(waiting, BATCH)):
        yield some


def _iso(day: Any) -> Any:
    return day.isoformat() if hasattr(day, "isoformat") else day
