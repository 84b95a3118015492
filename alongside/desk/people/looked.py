"""Who looked at a child and why they could, and what people looked at, from the trail."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from alongside.desk.access.kinds_of_lines import (
    CHANGE,
    LOOK,
    REFUSED,
    TAKEN,
    kind_of,
)
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.roles import PROGRAM, SERVICE
from alongside.desk.access.trail import TOGETHER, Line, about_child, in_words
from alongside.desk.people.models import Child, NeedToKnow, Opening
from alongside.desk.workforce.models import Cover, Membership, Team

COLUMNS = (
    ("Line", 10), ("Day", 12), ("Time", 10), ("Who", 26), ("Role", 26), ("What", 26),
    ("About", 46), ("Why they could", 46), ("Detail", 60),
)  # fmt: skip


class Looked(NamedTuple):
    """A line about a child, and why whoever wrote it could see the child."""

    line: Line
    why: str


class Person(NamedTuple):
    """What somebody looked at and did in a period, in counts of lines."""

    user: User
    children: int
    looks: int
    taken: int
    changes: int
    refused: int
    unusual: int


def children_for(reader: User):
    """The children of whom this person may read who looked.

    Those they are shown; of whoever reads the whole trail, all that are not kept from them.
    """
    if not reader.may("see_audit"):
        return Child.objects.visible_to(reader)
    return Child.objects.exclude(pk__in=Child.objects.kept_from(reader))


def people_for(reader: User, since: date):
    """The people whose looking this person answers for, leavers since a day among them.

    Those of their teams; of whoever reads the whole trail, everybody. Never themselves.
    """
    others = User.objects.exclude(pk=reader.pk).by_name()
    if reader.may("see_audit"):
        return others
    theirs = Membership.objects.filter(
        Q(until=None) | Q(until__gte=since), team__in=Team.objects.visible_to(reader)
    )
    return others.filter(pk__in=theirs.values("user"))


def lines_about(child: Child):
    """The lines about a child or any of its rows, latest first."""
    return AuditEntry.objects.filter(about_child(child)).latest_first()


def lines_by(people):
    """The lines that these people wrote, latest first."""
    return AuditEntry.objects.filter(by__in=people.order_by()).latest_first()


def who_wrote(lines):
    """Those who wrote any of these lines, by name."""
    return User.objects.filter(pk__in=lines.order_by().values("by")).by_name()


def in_full(reader: User, child: Child, entries: Sequence[AuditEntry]) -> list[Looked]:
    """Return these lines about a child in words, each with why it could be seen."""
    why = Why(child, {entry.by for entry in entries if entry.by})
    return [
        Looked(line, why.of(line.entry.by, line.entry.at))
        for line in in_words(reader, entries)
    ]


def rows(reader: User, child: Child, entries) -> Iterator[tuple]:
    """Yield the lines about a child as rows of a sheet, in the order of COLUMNS."""
    coming = entries.iterator(chunk_size=TOGETHER)
    while some := list(islice(coming, TOGETHER)):
        for (entry, who, about, detail), why in in_full(reader, child, some):
            at = timezone.localtime(entry.at)
            role = entry.by.role.name if entry.by else ""
            yield (
                entry.sequence, at.date(), f"{at:%H:%M:%S}", who, role,
                entry.action.capitalize(), about, why, detail,
            )  # fmt: skip


class Why:
    """Why people could see a child: by what they were then to the teams that hold it."""

    def __init__(self, child: Child, users: Iterable[User]):
        teams = list(child.teams.all())
        known = Membership.objects.filter(team__in=teams).select_related("team")
        self.memberships = defaultdict(list)
        for each in known:
            self.memberships[each.user_id].append(each)
        self.covers = defaultdict(list)
        covers = Cover.objects.filter(by__in=list(users))
        for each in covers.select_related("absence__user"):
            self.covers[each.by_id].append(each)
        listed = NeedToKnow.objects.filter(restriction__child=child)
        self.listed = set(listed.values_list("user", flat=True))

        opened = Opening.objects.filter(restriction__child=child)
        self.openings = list(opened.order_by("at"))

    def of(self, user: User | None, moment: datetime) -> str:
        if user is None:
            return ""
        day = timezone.localdate(moment)
        return (
            self._opened(user.pk, moment)
            or self._belongs(user.pk, day)
            or self._covers(user.pk, day)
            or self._elsewise(user)
        )

    def _opened(self, user: int, moment: datetime) -> str:
        """A restricted record that they opened, with the reason they gave."""
        theirs = (
            each.get_why_display()
            for each in self.openings
            if each.by_id == user and each.at <= moment < each.until
        )
        return next((f"Opened it for a reason: {why}" for why in theirs), "")

    def _belongs(self, user: int, day: date) -> str:
        running = (
            each
            for each in self.memberships[user]
            if each.since <= day and (each.until is None or day <= each.until)
        )
        return next((str(each) for each in running), "")

    def _covers(self, user: int, day: date) -> str:
        for each in self.covers[user]:
            away = each.absence.user
            if each.since <= day and (each.last_on is None or day <= each.last_on):
                belongs = self._belongs(away.pk, day) if away else ""
                if belongs:
                    return f"Covers for {away.full_name}: {belongs}"
        return ""

    def _elsewise(self, user: User) -> str:
        if user.role.code == PROGRAM:
            return "A program that was let in: its purpose stands beside it"
        if user.role.scope == SERVICE:
            return "Sees the whole service"
        if user.pk in self.listed:
            return "On the list of a restriction"
        return "Not of a team that holds the child now"


def counted(people: Iterable[User], entries, unusual: Counter) -> list[Person]:
    """Return what each person did in these lines, those of unusual looks first."""
    kinds: dict[int, Counter] = defaultdict(Counter)
    by_action = entries.order_by().values_list("by", "action").annotate(Count("pk"))
    for by, action, lines in by_action:
        kinds[by][kind_of(action)] += lines
    opened = entries.order_by().filter(action="see child").values_list("by")
    children = dict(opened.annotate(Count("subject_id", distinct=True)))
    found = [
        Person(
            user, children.get(user.pk, 0), theirs[LOOK], theirs[TAKEN], theirs[CHANGE],
            theirs[REFUSED], unusual[user.pk],
        )
        for user in people
        for theirs in [kinds[user.pk]]
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.unusual, -one.refused, -one.children))
