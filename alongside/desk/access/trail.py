"""The audit trail in words: what its lines are about, and which are about a child.

The trail keeps kinds and keys, and belongs to no app. Each app that has something to
say of a kind says it in its own `trail.py`, which Django loads when the desk starts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from django.db.models import Model, Q
from django.utils import timezone

from alongside.desk.access.models import AuditEntry, Role, User
from alongside.desk.spreadsheet import made_by

COLUMNS = (
    ("Line", 10), ("Day", 12), ("Time", 10), ("Who", 26), ("What", 26), ("About", 46),
    ("Detail", 60),
)  # fmt: skip
MOST = 50_000  # lines to a spreadsheet; a narrower choice has the others
TOGETHER = 500
Words = Callable[[User, set[str]], dict[str, str]]
Keys = Callable[[Model], Iterable[int]]

TELLS: dict[str, Words] = {}
KEYS: dict[str, Keys] = {}
FINDS: list[Callable[[User, str], Model | None]] = []
# Details that hold the key of a row, or several; the rest are codes and counts.
HELD = {
    "team": "workforce.Team",
    "person": "access.User",
    "listed": "access.User",
    "told_to": "access.User",
    "known_before_as": "people.Child",
    "covering": "access.User",
    "to": "access.User",
    "extract": "casework.Extract",
    "layout": "casework.Layout",
    "adult": "people.Adult",
}
ROLES = {"role", "before", "after"}
SAID = {"before": "was", "after": "now", "key": "number in the address"}


class Line(NamedTuple):
    """A line of the trail as people read it."""

    entry: AuditEntry
    who: str
    about: str
    detail: str


def tells(label: str):
    """Register what says rows of a kind in words: of keys, for a reader of the trail."""
    return lambda words: TELLS.setdefault(label, words)


def keys_of_child(label: str):
    """Register what gives the keys of a child's rows of a kind."""
    return lambda keys: KEYS.setdefault(label, keys)


def finds_child(find):
    """Register what finds a child by its id, if this reader may know that it is there."""
    FINDS.append(find)
    return find


@tells("access.User")
def people(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(user.pk): user.full_name for user in User.objects.filter(pk__in=keys)}


def child_named(reader: User, case_id: str) -> Model | None:
    return next((child for find in FINDS if (child := find(reader, case_id))), None)


def about_child(child: Model) -> Q:
    """Return the condition for the lines about a child, or about any of its rows."""
    lines = Q(subject_type=child._meta.label, subject_id=str(child.pk))
    for label, keys in KEYS.items():
        lines |= Q(subject_type=label, subject_id__in=[str(key) for key in keys(child)])
    return lines


def in_words(reader: User, entries: Sequence[AuditEntry]) -> Iterator[Line]:
    """Yield the lines in words, having asked for each kind of row once."""
    wanted = defaultdict(set)
    for entry in entries:
        for label, key in _held(entry):
            wanted[label].add(key)
    told = {
        label: TELLS[label](reader, wanted[label]) for label in wanted if label in TELLS
    }
    roles = {role.code: role.name for role in Role.objects.all()}
    for entry in entries:
        about = _word(told, entry.subject_type, entry.subject_id)
        yield Line(entry, _who(entry), about, _detail(entry, told, roles))


def said_of(form, count: int, reader: User) -> list[str]:
    """Say what lines are taken away: how many, chosen how, by whom and when."""
    chosen = "; ".join(form.in_words())
    first = f"The newest {MOST:,} of " if count > MOST else ""
    return [
        f"{first}{count:,} line{'' if count == 1 else 's'} of the audit trail, latest first.",
        f"Chosen: {chosen}." if chosen else "All are listed.",
        made_by(reader),
    ]


def rows(reader: User, entries) -> Iterator[tuple]:
    """Yield the lines as rows of a sheet, in the order of COLUMNS."""
    coming = entries.iterator(chunk_size=TOGETHER)
    while some := list(islice(coming, TOGETHER)):
        for entry, who, about, detail in in_words(reader, some):
            at = timezone.localtime(entry.at)
            what = entry.action.capitalize()
            yield entry.sequence, at.date(), f"{at:%H:%M:%S}", who, what, about, detail


def _held(entry: AuditEntry) -> Iterator[tuple[str, str]]:
    if entry.subject_type:
        yield entry.subject_type, entry.subject_id
    for name in HELD.keys() & entry.detail.keys():
        for key in _listed(entry.detail[name]):
            yield HELD[name], str(key)


def _listed(value) -> list:
    return value if isinstance(value, list) else [value] if value is not None else []


def _who(entry: AuditEntry) -> str:
    if entry.by:
        return entry.by.full_name
    return "Not signed in" if entry.action == "refuse sign-in" else "The desk itself"


def _word(told: dict[str, dict[str, str]], label: str, key: str) -> str:
    kind = label.rpartition(".")[2]
    return told.get(label, {}).get(key) or f"{kind} {key}".strip()


def _detail(entry: AuditEntry, told, roles: dict[str, str]) -> str:
    return "; ".join(
        f"{SAID.get(name, name.replace('_', ' '))}: {_value(name, value, told, roles)}"
        for name, value in entry.detail.items()
    )


def _value(name: str, value, told, roles: dict[str, str]) -> str:
    if value is None:
        return "nobody"
    if name in HELD:
        return ", ".join(_word(told, HELD[name], str(key)) for key in _listed(value))
    if name in ROLES:
        return roles.get(value, str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return str(len(value))
    return f"{value:,}" if isinstance(value, int) else str(value).replace("_", " ")
