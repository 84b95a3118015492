"""The looks at children that the audit trail holds, and what is known of both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.apps import apps
from django.utils import timezone

from alongside.desk.access.kinds_of_lines import CHANGE, LOOK, lines_of
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.trail import KEYS
from alongside.desk.people.models import AdultOfChild, Child, ChildTeam, Restriction
from alongside.desk.workforce.models import Cover, Membership, StaffMember

CHILD = Child._meta.label
FOUR_WEEKS = timedelta(days=28)
Open = Callable[[set[int]], Iterable[int]]
OPEN: list[Open] = []


def holds_open(found: Open) -> Open:
    """Register what says for which of these children, by key, something is open."""
    OPEN.append(found)
    return found


class Look(NamedTuple):
    """A line of the trail about one child."""

    user: int
    child: int
    at: datetime
    day: date
    line: int


def looks(first: date, last: date) -> list[Look]:
    """Return the looks at a child in these days, oldest first."""
    return _about_children(LOOK, first, last)


def changes(first: date, last: date) -> list[Look]:
    """Return what was done about a child in these days, oldest first."""
    return _about_children(CHANGE, first, last)


def _about_children(kind: str, first: date, last: date) -> list[Look]:
    labels = [CHILD, *(label for label in KEYS if _has_child(label))]
    lines = AuditEntry.objects.chosen(first=first, last=last).filter(
        lines_of(kind), by__isnull=False, subject_type__in=labels
    )
    found = list(
        lines.order_by("sequence").values_list(
            "by", "subject_type", "subject_id", "at", "sequence"
        )
    )
    child_of = _children((label, key) for _, label, key, _, _ in found)
    return [
        Look(by, child_of[label, key], at, timezone.localdate(at), line)
        for by, label, key, at, line in found
        if (label, key) in child_of
    ]


def _has_child(label: str) -> bool:
    return hasattr(apps.get_model(label), "child_id")


def _children(rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the key of the child that each row is about, by the row's kind and key."""
    wanted = defaultdict(set)
    for label, key in rows:
        wanted[label].add(key)
    found = {(CHILD, key): int(key) for key in wanted.pop(CHILD, ())}
    for label, keys in wanted.items():
        about = apps.get_model(label)._base_manager.filter(pk__in=keys)
        pairs = about.exclude(child=None).values_list("pk", "child")
        found |= {(label, str(pk)): child for pk, child in pairs}
    return found


class Known:
    """What is known of the people who looked and of the children they looked at."""

    def __init__(self, found: Iterable[Look]):
        self.users = {
            user.pk: user for user in User.objects.select_related("role")
        }  # all: anybody of them may be named like somebody around a child
        children = {look.child for look in found}
        self.surnames = dict(
            Child.objects.filter(pk__in=children).values_list("pk", "surname")
        )
        self.held = _grouped(
            ChildTeam.objects.filter(child__in=children).values_list("child", "team")
        )
        self.open = {key for each in OPEN for key in each(children)}
        self.names = _grouped(
            (child, name.lower())
            for child, name in AdultOfChild.objects.filter(
                child__in=children, adult__kind="family"
            ).values_list("child", "adult__name")
        )
        restricted = Restriction.objects.filter(child__in=children)
        self.restricted = set(restricted.values_list("child", flat=True))
        staff = StaffMember.objects.values_list("name", flat=True)
        self.staff = {name.lower() for name in staff} | {
            user.full_name.lower() for user in self.users.values()
        }
        self._memberships = defaultdict(list)
        for each in Membership.objects.all():
            self._memberships[each.user_id].append(each)
        self._covers = defaultdict(list)
        for each in Cover.objects.select_related("absence"):
            self._covers[each.by_id].append(each)

    def surname(self, user: int) -> str:
        return self.users[user].full_name.split()[-1].lower()

    def teams(self, user: int, day: date) -> set[int]:
        """The teams a person belonged to that day, or covered for somebody of."""
        away = {
            each.absence.user_id
            for each in self._covers[user]
            if each.since <= day and (each.last_on is None or day <= each.last_on)
        }
        return {
            each.team_id
            for one in (user, *away)
            for each in self._memberships[one]
            if each.since <= day and (each.until is None or day <= each.until)
        }

    def is_theirs(self, look: Look) -> bool:
        """Whether a team of whoever looked holds the child."""
        return bool(self.teams(look.user, look.day) & self.held[look.child])


def _grouped(pairs: Iterable[tuple]) -> dict[int, set]:
    found = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found
