"""Reads calendars anew: what they say replaces what they said, whole or not at all."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.desk.access.sealing import CannotOpen
from alongside.desk.diary.busy_times import Read, Stretch, Unreadable, busy_times
from alongside.desk.diary.caldav import calendars_at
from alongside.desk.diary.fetching import CannotRead, ask, place
from alongside.desk.diary.graph import Graph
from alongside.desk.diary.models import Busy, CalendarSource
from alongside.desk.messages.actions import write_message

BEFORE, AHEAD = timedelta(days=14), timedelta(days=200)
TOGETHER = 1_000
SUBJECT = "A calendar can no longer be read"
BODY = (
    "Calendar {pk} could not be read: {problem}\n\nThe busy times that were read before "
    "stay until it can be. See Diary, Calendars."
)


def days_read(today: date) -> tuple[date, date]:
    """Return the first and the last day whose times are kept."""
    return today - BEFORE, today + AHEAD


def read_calendar(*, source: CalendarSource, now: datetime) -> bool:
    """Read a calendar from its address. Where it cannot be, say why, and leave all as it was."""
    first, last = days_read(timezone.localdate(now))
    try:
        found = _read(source, first, last)
    except (CannotRead, Unreadable, CannotOpen) as problem:
        _note_problem(source, str(problem), now)
        return False
    keep_times(source=source, found=found, now=now)
    return True


def _read(source: CalendarSource, first: date, last: date) -> Read:
    kind, address = source.kind, source.address
    if kind == CalendarSource.Kind.GRAPH:
        return Graph().busy(address, first, last)
    if kind == CalendarSource.Kind.CALDAV:
        return busy_times(calendars_at(address, first, last), first, last)
    return busy_times([ask("GET", place(address))], first, last)


@transaction.atomic
def keep_times(*, source: CalendarSource, found: Read, now: datetime) -> CalendarSource:
    """Put what was read in the place of what stood there. By the desk itself: no line."""
    source = CalendarSource.objects.select_for_update().get(pk=source.pk)
    if source.stopped_at:
        return source
    source.busy.all().delete()
    Busy.objects.bulk_create(
        (_row(source, each, now) for each in found.stretches), batch_size=TOGETHER
    )
    source.tried_at = source.read_at = now
    source.problem, source.flags = "", found.flags
    source.save(update_fields=["tried_at", "read_at", "problem", "flags"])
    return source


def _row(source: CalendarSource, stretch: Stretch, now: datetime) -> Busy:
    return Busy(
        **stretch._asdict(),
        resource_id=source.resource_id,
        source=source,
        fetched_at=now,
    )


@transaction.atomic
def _note_problem(source: CalendarSource, problem: str, now: datetime) -> None:
    """Note why it cannot be read; whoever added it is written to when that is new."""
    source = CalendarSource.objects.select_for_update().get(pk=source.pk)
    if not source.problem:
        write_message(
            by=None,
            to=source.added_by,
            kind="calendar",
            key=f"calendar {source.pk} since {now.isoformat()}",
            subject=SUBJECT,
            body=BODY.format(pk=source.pk, problem=problem),
        )
    source.tried_at, source.problem = now, problem
    source.save(update_fields=["tried_at", "problem"])
