"""Calendars: added to a diary, and stopped."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.diary.busy_times import Unreadable, busy_times
from alongside.desk.diary.fetching import CannotRead, place
from alongside.desk.diary.models import CalendarSource, Resource
from alongside.desk.diary.reading_actions import days_read, keep_times


@once
@transaction.atomic
def add_calendar(
    *, by: User, resource: Resource, kind: str, address: str
) -> CalendarSource:
    """Add a calendar to be read from an address: of Microsoft 365, a mailbox's."""
    if kind != CalendarSource.Kind.GRAPH:
        try:
            place(address)
        except CannotRead as problem:
            raise ValidationError({"address": str(problem)}) from None
    source = CalendarSource(resource=resource, kind=kind, added_by=by)
    source.address = address.strip()
    return keep(source, by=by, action="add calendar", kind=kind)


@transaction.atomic
def upload_calendar(*, by: User, resource: Resource, file) -> CalendarSource:
    """Read a calendar's file. The file itself is not kept, nor what it is called."""
    now = timezone.now()
    try:
        found = busy_times([file.read()], *days_read(timezone.localdate(now)))
    except Unreadable as problem:
        raise ValidationError({"file": str(problem)}) from None
    _replace_files(resource)
    source = CalendarSource(resource=resource, kind=CalendarSource.Kind.FILE)
    source.added_by = by
    keep(source, by=by, action="add calendar", kind=source.kind)
    return keep_times(source=source, found=found, now=now)


def _replace_files(resource: Resource) -> None:
    """A file stands for those uploaded before it."""
    for source in resource.calendars.in_use().filter(kind=CalendarSource.Kind.FILE):
        _stop(source)


@transaction.atomic
def stop_calendar(*, by: User, source: CalendarSource) -> CalendarSource:
    """Read a calendar no more, forget its address, and the times that it told."""
    source = CalendarSource.objects.select_for_update().get(pk=source.pk)
    if source.stopped_at:
        raise ValidationError("This calendar was stopped before.")
    _stop(source)
    return keep(source, by=by, action="stop calendar", fields=["stopped_at"])


def _stop(source: CalendarSource) -> None:
    source.busy.all().delete()
    source.sealed, source.stopped_at = b"", timezone.now()
    source.save(update_fields=["sealed", "stopped_at"])
