"""Calendars are read anew in the background, each quarter of an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from alongside.desk.diary.models import CalendarSource
from alongside.desk.diary.reading_actions import read_all, read_calendar

EVERY = timedelta(minutes=15)


@task()
def read_calendars() -> None:
    """Read all; and ask first to be done again, so that it goes on if we are killed."""
    now = timezone.now()
    _once(now + EVERY)
    read_all(now)


@task()
def read_one(key: int) -> None:
    source = CalendarSource.objects.read_again().filter(pk=key).first()
    if source:
        read_calendar(source=source, now=timezone.now())


def read_soon(source: CalendarSource) -> None:
    """Read a calendar as soon as there is time for it, and not with the others alone."""
    read_one.enqueue(source.pk)


def expect_calendars() -> None:
    """See that calendars are read: asked when the desk starts."""
    _once(timezone.now())


def _once(at: datetime) -> None:
    waits = DBTaskResult.objects.filter(
        task_path=read_calendars.module_path, status=TaskResultStatus.READY
    )
    if not waits.exists():
        read_calendars.using(run_after=at).enqueue()
