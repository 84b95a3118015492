"""What is handed out to a person: everything kept of them, with other people's names marked."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import (
    BinaryField,
    DateField,
    Field,
    ForeignKey,
    JSONField,
    Model,
    Q,
    QuerySet,
)
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.sealing import CannotOpen, unseal
from alongside.desk.access.sent_once import KEY
from alongside.desk.casework.templatetags.timescales import rule_title
from alongside.desk.casework.timeline.lanes import title_of
from alongside.desk.keeping.held_rows import rows_of
from alongside.desk.keeping.persons import keys_of
from alongside.desk.keeping.registry import PEOPLE, Keys, Part
from alongside.desk.keeping.schedule import kinds
from alongside.desk.people.models import Adult, AdultOfChild, Child
from alongside.desk.said import day_said, moment_said
from alongside.desk.workforce.models import StaffMember, Team, Worker

TAKEN_OUT = "[another person]"
# Codes of the desk's, in words: whoever is told cannot look them up.
SEX = {"F": "Female", "M": "Male", "U": "Not known"}
TOLD = {
    "casework.Happening.kind": title_of,
    "casework.Due.rule": rule_title,
    "people.Child.sex": lambda code: SEX.get(code, code),
}
NEVER = {
    "access.User.password", "access.User.last_login", "people.Adult.sought",
    "casework.Due.nth",
}  # fmt: skip


class Cell(NamedTuple):
    """One column of a row: its name, what it says, and whether that is a day or a moment."""

    column: str
    label: str
    said: str
    dated: bool = False


class Section(NamedTuple):
    """The rows that one part of the register holds of a person."""

    part: Part
    kind: str
    rows: list[tuple[int, list[Cell]]]


def gather(person: Model) -> list[Section]:
    """Return everything kept of a person, in the order of the schedule's titles."""
    own = keys_of(person)
    found = [
        Section(part, kinds()[part.kind].title, _rows(part, rows, own))
        for part, rows in rows_of(person)
    ]
    return sorted((s for s in found if s.rows), key=lambda s: (s.kind, s.part.title))


def _rows(part: Part, rows: QuerySet, own: Keys) -> list[tuple[int, list[Cell]]]:
    rows = rows.select_related(*_names(part.model))
    return [(row.pk, list(_cells(part, row, own))) for row in rows]


def _names(model: type[Model]) -> list[str]:
    """The columns that lead to somebody, or to a team."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model in (*PEOPLE, Team)
    ]


def _cells(part: Part, row: Model, own: Keys) -> Iterator[Cell]:
    for field in row._meta.concrete_fields:
        label = f"{row._meta.label}.{field.name}"
        if label in NEVER or field.primary_key or field.name == KEY:
            continue
        if isinstance(field, ForeignKey):
            if field.related_model not in (*PEOPLE, Team):
                continue
            if getattr(row, field.attname) in own.get(field.related_model, ()):
                continue
        said = _said(part, row, field)
        if said:
            dated = isinstance(field, DateField)  # a moment's too
            yield Cell(field.name, label_of(row, field.name), said, dated)


def label_of(row: Model, column: str) -> str:
    return str(row._meta.get_field(column).verbose_name).capitalize()


def _said(part: Part, row: Model, field: Field) -> str:
    value: Any = getattr(row, field.name)
    if value in (None, "", b"", [], {}):
        return ""
    if isinstance(field, BinaryField):
        return _opened(value) if field.name in part.words else "Sealed"
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return moment_said(timezone.localtime(value))
    if isinstance(value, date):
        return day_said(value)
    if told := TOLD.get(f"{row._meta.label}.{field.name}"):
        return told(value)
    return json.dumps(value) if isinstance(field, JSONField) else str(value)


def _opened(sealed: bytes) -> str:
    try:
        return unseal(bytes(sealed)).decode()
    except (CannotOpen, UnicodeDecodeError):
        return "Sealed"


class Named(NamedTuple):
    """Somebody else who is named in it, what they are here, and how often."""

    name: str
    what: str
    times: int


def others_in(person: Model, sections: Iterable[Section]) -> list[Named]:
    """Return the other people named in what is kept of a person, the most named first.

    Known are the people of the desk: those who sign in, are in posts, are in the case
    system, and the adults and children around the person. A name the desk does not know
    is not found: somebody reads what is handed out.
    """
    text = "\n".join(cell.said for s in sections for _, row in s.rows for cell in row)
    known = _known(person)
    times = Counter(_any_of(known).findall(text)) if known else Counter()
    found = [Named(name, known[name], count) for name, count in times.items()]
    return sorted(found, key=lambda each: (-each.times, each.name))


def _known(person: Model) -> dict[str, str]:
    own, staff = keys_of(person), "Works here"
    found: dict[str, str] = {}
    for model, column in ((User, "full_name"), (StaffMember, "name"), (Worker, "name")):
        rows = model._base_manager.exclude(pk__in=own.get(model, ()))
        found |= dict.fromkeys(rows.values_list(column, flat=True), staff)
    for adult in _adults_around(own):
        found |= {adult.name: f"Adult: {adult.get_kind_display().lower()}"}
    for child in _children_around(own):
        found |= {str(child): "Child"}
        found |= {child.forename: "Child"} if child.forename else {}
    found.pop(str(person), None)
    return {name: what for name, what in found.items() if len(name) > 2}


def _adults_around(own: Keys) -> Iterable[Adult]:
    near = own.get(Child, set()).union(_linked(own).values_list("child", flat=True))
    links = AdultOfChild.objects.filter(child__in=near)
    adults = Adult.objects.filter(pk__in=links.values("adult"))
    return adults.exclude(pk__in=own.get(Adult, ()))


def _children_around(own: Keys) -> Iterable[Child]:
    theirs = own.get(Child, set())
    families = Child.objects.filter(pk__in=theirs).exclude(family_id="")
    near = Child.objects.filter(
        Q(family_id__in=families.values("family_id"))
        | Q(pk__in=_linked(own).values("child"))
    )
    return near.exclude(pk__in=theirs)


def _linked(own: Keys) -> QuerySet[AdultOfChild]:
    return AdultOfChild.objects.filter(adult__in=own.get(Adult, ()))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of these names as whole words, the longest first."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def without(sections: Iterable[Section], names: Iterable[str]) -> list[Section]:
    """Return the same with these names taken out, the longest first."""
    wanted = list(names)
    if not wanted:
        return list(sections)
    pattern = _any_of(wanted)
    return [
        s._replace(
            rows=[
                (key, [c._replace(said=pattern.sub(TAKEN_OUT, c.said)) for c in row])
                for key, row in s.rows
            ]
        )
        for s in sections
    ]
