"""Whether the desk can do its work now, and what stands in the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from alongside.desk.upkeep.migrated import is_behind

LATELY = timedelta(minutes=15)  # an import may keep background work so long
ROOM = 500 * 1024 * 1024  # bytes: two of the largest uploads, read and sealed


def in_the_way() -> Iterator[str]:
    """Yield a sentence for each thing that keeps the desk from its work."""
    if shutil.disk_usage(settings.HOME).free < ROOM:
        yield "There is less than 500 MB of room on the disk."
    try:
        if is_behind():
            yield "The database is not up to date. Run: manage.py migrate"
        elif not _worked_lately():
            yield "No background work was done in 15 minutes. Is it running?"
    except DatabaseError as problem:
        yield f"The database does not answer ({type(problem).__name__})."


def _worked_lately() -> bool:
    since = timezone.now() - LATELY
    return DBTaskResult.objects.filter(
        Q(started_at__gte=since) | Q(finished_at__gte=since)
    ).exists()
