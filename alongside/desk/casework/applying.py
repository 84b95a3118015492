"""Writes a projection over what is held, touching only what differs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alongside.desk.casework.allocation_actions import write_allocations
from alongside.desk.casework.comparison import Comparison, Held, Key, compare
from alongside.desk.casework.many import change, insert, plain_rows, remove
from alongside.desk.casework.models import Due, Extract, Given, Happening, Hold, Mark
from alongside.desk.casework.projection import CHILD
from alongside.desk.casework.snapshot_before import Stood
from alongside.desk.people.actions import carry_restriction
from alongside.desk.people.conflict_actions import carry_conflicts
from alongside.desk.people.models import Child, ChildTeam, Conflict, Restriction
from alongside.desk.workforce.models import Team, Worker
from alongside.reckon.rulebook import Rulebook

BATCH = 2000
WHO = ("forename", "surname", "born_on")
Person = tuple[str, str, str]


def held_dues() -> dict[Key, Held]:
    """Every clock the desk holds, by child, rule, start and number."""
    rows = Due.objects.order_by("pk").values_list(
        "child__case_id", "rule", "started_on", "nth",
        "pk", "due_on", "completed_on", "ended_on", "status",
        "team__name", "worker__source_id", "gone_in_id", "mark__kind",
    )  # fmt: skip
    spoken_of = {
        due
        for said in (Mark, Given, Hold)
        for due in said.objects.values_list("due_id", flat=True)
    }
    return {
        (child, rule, _iso(started), nth): Held(
            pk, *map(_iso, days), status, team, worker, gone is not None, mark,
            pk in spoken_of,
        )
        for child, rule, started, nth, pk, *days, status, team, worker, gone, mark in plain_rows(rows)
    }  # fmt: skip


def compare_with_held(projection: dict[str, Any], rulebook: Rulebook) -> Comparison:
    merged = now_known_as(projection["children"])
    return compare(
        held_dues(), projection["dues"], rulebook, projection["latest"], merged
    )


def write(
    extract: Extract,
    projection: dict[str, Any],
    rulebook: Rulebook,
    stood: Stood | None = None,
) -> Comparison:
    """Make what is held say what the projection says; called in a transaction.

    What stood there before is noted in `stood`.
    """
    stood = stood or Stood()
    found = compare_with_held(projection, rulebook)
    stood.note_dues([*found.drop, *found.gone, *(pk for pk, _ in found.update)])
    teams = _teams(projection["teams"], stood)
    workers = _workers(projection["workers"], teams, stood)
    restricted = restricted_before(projection["children"])
    known_as = conflicts_before(projection["children"])
    children = _children(projection["children"], stood)
    for child, restriction in restricted.items():
        carry_restriction(
            by=extract.applied_by,
            restriction=restriction,
            child=Child.objects.get(case_id=child),
        )
    carry_conflicts(by=extract.applied_by, ids=known_as)
    _child_teams(projection["child_teams"], children, teams, stood)
    _dues(found, extract, children, teams, workers)
    write_happenings(projection["events"], children)
    write_allocations(projection, children)
    return found


def now_known_as(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return the id of each child who comes under another now, by the id of before.

    That is somebody held whom the export does not show, with the forename, surname and
    date of birth of one it shows; where it shows two such, nobody can tell.
    """
    held = {row[0]: row[1:] for row in Child.objects.values_list("case_id", *WHO)}
    shown: dict[Person, list[str]] = {}
    for child, values in found.items():
        named = _person(*map(values.get, WHO)) or _person(*held.get(child, ("",) * 3))
        if named:
            shown.setdefault(named, []).append(child)
    past = {child: _person(*held[child]) for child in held.keys() - found.keys()}
    now = {child: shown.get(named, ()) for child, named in past.items() if named}
    return {child: ids[0] for child, ids in now.items() if len(ids) == 1}


def restricted_before(found: dict[str, dict[str, Any]]) -> dict[str, Restriction]:
    """Return the restriction that each child not held yet comes under: that of the
    child held under another id with the same name and date of birth. One held already
    comes under it too, where a restricted child's records come to it."""
    by_person = {
        _person(*who): restriction
        for who, restriction in Restriction.objects.by_person().items()
    }
    if not by_person:
        return {}
    held = Child.objects.known_ids()
    same = {
        child: by_person.get(_person(*map(values.get, WHO)))
        for child, values in found.items()
        if child not in held
    }
    restricted = {r.child.case_id: r for r in by_person.values()}
    already = set(Restriction.objects.open().values_list("child__case_id", flat=True))
    shown_until_now = set(Due.objects.filter(gone_in=None).values_list("child__case_id", flat=True))  # fmt: skip
    come = {
        now: restricted[was]
        for was, now in now_known_as(found).items()
        if was in restricted.keys() & shown_until_now and now not in already
    }
    return {c: restriction for c, restriction in same.items() if restriction} | come


def conflicts_before(found: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the ids, before and now, of children whose family somebody here knows: those
    that come under another id with the same name and date of birth."""
    ids = Conflict.objects.open().values("case_id")
    held = Child.objects.filter(case_id__in=ids).values_list("case_id", *WHO)
    was = {_person(*row[1:]): row[0] for row in held}
    shown = ((child, _person(*map(values.get, WHO))) for child, values in found.items())
    return [
        (was[who], now) for now, who in shown if who in was and was[who] != now and who
    ]


def _person(forename: Any, surname: Any, born_on: Any) -> Person | None:
    """Return who somebody is, in small letters: typed anew, it is the same person."""
    if not (forename and surname and born_on):
        return None
    return forename.lower(), surname.lower(), _iso(born_on)


def _teams(names: list[str], stood: Stood) -> dict[str, int]:
    known = dict(Team.objects.values_list("name", "pk"))
    for name in names:
        if name not in known:
            stood.new_teams.append(name)
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


def _workers(
    found: dict[str, Any], teams: dict[str, int], stood: Stood
) -> dict[str, int]:
    held = {worker.source_id: worker for worker in Worker.objects.all()}
    fresh, changed = [], []
    for source_id, (name, team) in found.items():
        worker = held.get(source_id) or Worker(source_id=source_id)
        was = worker.name, worker.team_id
        worker.name, worker.team_id = name[:150] or worker.name, teams.get(team)
        if worker.pk is None:
            fresh.append(worker)
            stood.new_workers.append(source_id)
        elif was != (worker.name, worker.team_id):
            changed.append(worker)
            stood.workers.append([worker.pk, *was])
    Worker.objects.bulk_create(fresh, BATCH)
    Worker.objects.bulk_update(changed, ["name", "team"], BATCH)
    return dict(Worker.objects.values_list("source_id", "pk"))


ROOM = {name: Child._meta.get_field(name).max_length for name in CHILD}  # none: a day


def _children(found: dict[str, dict[str, Any]], stood: Stood) -> dict[str, int]:
    """Write the children. An export without names, as Annex A is, leaves those held."""
    held = {row[0]: row for row in Child.objects.values_list("case_id", "pk", *CHILD)}
    fresh, changed = [], []
    for case_id, values in found.items():
        said = tuple(
            (values.get(name) or "")[:room] if room else values.get(name)
            for name, room in ROOM.items()
        )
        if case_id not in held:
            fresh.append((case_id, *said))
            stood.new_children.append(case_id)
            continue
        _, pk, *was = map(_iso, held[case_id])
        if not any(said[:2]):
            said = (*was[:2], *said[2:])
        if values and tuple(was) != said:
            changed.append((*said, pk))
            stood.children.append([pk, *was])
    insert(Child, ("case_id", *CHILD), fresh)
    change(Child, CHILD, changed)
    return dict(Child.objects.values_list("case_id", "pk"))


def _child_teams(
    found: dict[str, list[str]],
    children: dict[str, int],
    teams: dict[str, int],
    stood: Stood,
) -> None:
    """Write which teams hold a child. One in no export any more stays with its last."""
    wanted = {(children[c], teams[t]) for c, names in found.items() for t in names}
    told_of = {child for child, _ in wanted}
    held = {
        (child, team): pk
        for pk, child, team in ChildTeam.objects.values_list(
            "pk", "child_id", "team_id"
        )
    }
    past = [pair for pair in held.keys() - wanted if pair[0] in told_of]
    new = sorted(wanted - held.keys())
    stood.child_teams += map(list, past)
    stood.new_child_teams += map(list, new)
    remove(ChildTeam, [held[pair] for pair in past])
    insert(ChildTeam, ("child", "team"), new)


def _dues(
    found: Comparison,
    extract: Extract,
    children: dict[str, int],
    teams: dict[str, int],
    workers: dict[str, int],
) -> None:
    def values(row: dict[str, Any]) -> tuple[Any, ...]:
        return (
            *(row[name] for name in VALUES),
            children[row["child"]],
            teams.get(row["team"]),
            workers.get(row["worker"]),
        )

    columns = (*VALUES, "child", "team", "worker")
    remove(Due, found.drop)
    change(Due, ("gone_in",), [(extract.pk, pk) for pk in found.gone])
    changed = [(*values(row), None, pk) for pk, row in found.update]
    change(Due, (*columns, "gone_in"), changed)
    fresh = ((*values(row), extract.pk) for row in found.create)
    insert(Due, (*columns, "first_in"), fresh)


VALUES = ("rule", "started_on", "nth", "due_on", "completed_on", "ended_on", "status")


def write_happenings(events: Iterable[Any], children: dict[str, int]) -> None:
    """Make the events held those told of, each (child's id, kind, day)."""
    wanted = {(children[child], kind, day) for child, kind, day in events}
    held = {
        (child, kind, day.isoformat()): pk
        for pk, child, kind, day in Happening.objects.values_list(
            "pk", "child_id", "kind", "on"
        )
    }
    remove(Happening, [held[key] for key in held.keys() - wanted])
    insert(Happening, ("child", "kind", "on"), sorted(wanted - held.keys()))


def _iso(day: Any) -> Any:
    return day.isoformat() if hasattr(day, "isoformat") else day
