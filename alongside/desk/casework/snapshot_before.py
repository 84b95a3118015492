"""What stood before an export was applied: noted as it is written, and put back if undone.

What people said (marks, who has what, notes) is no part of it: it stays as it is. What
came with the export stays too where somebody has spoken of it since, no longer shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from alongside.desk.casework.many import change, insert, remove
from alongside.desk.casework.models import Due, Extract, Happening
from alongside.desk.casework.projection import CHILD
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.workforce.models import Team, Worker

DUES = (
    "pk", "child", "rule", "started_on", "nth", "due_on", "completed_on", "ended_on",
    "status", "team", "worker", "first_in", "gone_in",
)  # fmt: skip
KEY = ("child", "rule", "started_on", "nth")
MANY = 500  # keys in one question: SQLite takes 999 at the most in its older builds
Row = list[Any]


@dataclass
class Stood:
    """Rows as they were, with their keys; and the keys of what was not there."""

    dues: list[Row] = field(default_factory=list)
    children: list[Row] = field(default_factory=list)
    new_children: list[str] = field(default_factory=list)
    child_teams: list[Row] = field(default_factory=list)
    new_child_teams: list[Row] = field(default_factory=list)
    workers: list[Row] = field(default_factory=list)
    new_workers: list[str] = field(default_factory=list)
    new_teams: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, list[Any]]:
        return dict(vars(self))

    def note_dues(self, keys: list[int]) -> None:
        """Note clocks about to be changed or removed."""
        for some in _parts(keys):
            rows = Due.objects.filter(pk__in=some).order_by("pk")
            self.dues += map(list, rows.values_list(*DUES))


def put_back(extract: Extract, stood: Stood) -> None:
    """Put back what stood before an export; called in a transaction, with no other writer.

    Events are not noted: whoever calls writes them anew, as they follow from records.
    """
    _dues(extract, stood.dues)
    _people(stood)
    change(Worker, ("name", "team"), [(*values, pk) for pk, *values in stood.workers])
    _remove_unless_named(Worker, _keys(Worker, "source_id", stood.new_workers))
    _remove_unless_named(Team, _keys(Team, "name", stood.new_teams))


def _dues(extract: Extract, rows: list[Row]) -> None:
    """Put back clocks. One that came with the export and was spoken of is shown no longer."""
    noted = {row[0] for row in rows}
    came = (
        set(Due.objects.filter(first_in=extract).values_list("pk", flat=True)) - noted
    )
    spoken_of = named_elsewhere(Due)
    remove(Due, sorted(came - spoken_of))
    gone = ((extract.pk, pk) for pk in sorted(came & spoken_of))
    change(Due, ("gone_in",), gone)
    there = set(Due.objects.values_list("pk", flat=True))
    change(Due, DUES[1:], [(*row[1:], row[0]) for row in rows if row[0] in there])
    insert(Due, DUES, [row for row in rows if row[0] not in there])


def _people(stood: Stood) -> None:
    """Put back children and their teams. A child that somebody has named stays, in theirs."""
    change(Child, CHILD, [(*values, pk) for pk, *values in stood.children])
    new = _keys(Child, "case_id", stood.new_children)
    leave = new - named_elsewhere(Child, but=(ChildTeam, Happening))
    stay = new - leave
    past = {(child, team) for child, team in stood.new_child_teams if child not in stay}
    held = ChildTeam.objects.values_list("pk", "child", "team")
    remove(ChildTeam, [pk for pk, *pair in held if tuple(pair) in past])
    insert(ChildTeam, ("child", "team"), stood.child_teams)
    for some in _parts(sorted(leave)):
        ChildTeam.objects.filter(child__in=some).delete()
        Happening.objects.filter(child__in=some).delete()
    remove(Child, sorted(leave))


def _keys(model: type[Model], column: str, values: list[str]) -> set[int]:
    wanted = set(values)
    held = model._default_manager.values_list("pk", column)
    return {pk for pk, value in held if value in wanted}


def _remove_unless_named(model: type[Model], keys: set[int]) -> None:
    remove(model, sorted(keys - named_elsewhere(model)))


def named_elsewhere(model: type[Model], but: tuple[type[Model], ...] = ()) -> set[int]:
    """Return the keys of a model's rows that any other row names, by any foreign key."""
    named: set[int] = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or relation.concrete:
            continue
        if relation.related_model not in but:
            rows = relation.related_model._base_manager.order_by()
            names = rows.values_list(relation.field.attname, flat=True).distinct()
            named |= {key for key in names if key is not None}
    return named


def _parts(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), MANY):
        yield keys[start : start + MANY]
