"""Diaries: opened, changed, and given weekly hours."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.diary.models import Availability, Resource


@once
@transaction.atomic
def add_diary(*, by: User, kind: str, name: str, **held) -> Resource:
    """Open a diary: of a person, a chair, a room or an interpreter."""
    return keep(
        Resource(kind=kind, name=name.strip(), **held),
        by=by,
        action="add diary",
        kind=kind,
    )


@transaction.atomic
def edit_diary(*, by: User, resource: Resource, **held) -> Resource:
    """Change what is held of it; out of use, it is offered for no meeting."""
    resource = Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)
    for name, value in held.items():
        setattr(resource, name, value)
    return keep(resource, by=by, action="edit diary", fields=list(held))


@transaction.atomic
def set_hours(
    *,
    by: User,
    resource: Resource,
    hours: dict[int, tuple[time, time]],
    since: date,
    said_by: str = "",
) -> Resource:
    """Set somebody's weekly hours from a day on. Those before end the day before.

    No hours at all: from then on they keep the office's.
    """
    Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)
    kept = Availability.objects.filter(resource=resource)
    kept.filter(since__gte=since).delete()
    open_still = kept.between(since, since)
    open_still.update(until=since - timedelta(days=1))
    Availability.objects.bulk_create(
        Availability(
            resource=resource,
            weekday=weekday,
            starts=starts,
            ends=ends,
            since=since,
            said_by=said_by.strip(),
            noted_by=by,
        )
        for weekday, (starts, ends) in hours.items()
    )
    record(by=by, action="set hours", subject=resource, days=len(hours))
    return resource
