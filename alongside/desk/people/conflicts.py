"""What is told of conflicts of interest: whose family it is, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.trail import about_child
from alongside.desk.people.models import Child, Conflict

NOT_SHOWN = "A record not shown to you"


def shown_as(reader: User, found: Iterable[Conflict]) -> dict[int, str]:
    """Return whose family each is of, as this reader may be told, by its key.

    The child's name, to whoever is shown the child; the id to whoever entered it.
    """
    found = list(found)
    ids = [each.case_id for each in found]
    seen = Child.objects.visible_to(reader).filter(case_id__in=ids)
    names = {child.case_id: f"{child}, {child.case_id}" for child in seen}
    return {
        each.pk: names.get(each.case_id)
        or (each.case_id if each.by_id == reader.pk else NOT_SHOWN)
        for each in found
    }


def looked_at(reader: User, conflict: Conflict):
    """The lines of the trail on what a person did and saw of a family before, latest first.

    Of those of its children whom the reader may be shown.
    """
    children = Child.objects.visible_to(reader).family_of(conflict.case_id)
    lines = Q(pk__in=[])
    for child in children:
        lines |= about_child(child)
    theirs = AuditEntry.objects.filter(lines, by=conflict.user, at__lt=conflict.since)
    return theirs.latest_first()
