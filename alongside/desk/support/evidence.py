"""What requests say of a task: how often it was asked for, declined, done this once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.support.models import SupportRequest, Task
from alongside.desk.support.reference_times import minutes_said
from alongside.desk.support.time_rows import timings_by_task
from alongside.reckon.time_released import estimate

YEAR = timedelta(days=365)


def evidence_of(user: User, task: Task | None, today: date) -> dict[str, Any]:
    """Count the requests of the year up to a day that this person is shown, all and of a task.

    `asked` from the list, `declined` and `once` as what the task is; `teams` are those
    that asked in any of these ways. Of a task that is not there yet: what was asked in
    free words.
    """
    first, last = (
        timezone.make_aware(datetime.combine(day, time()))
        for day in (today - YEAR, today + timedelta(1))
    )
    seen = SupportRequest.objects.visible_to(user)
    seen = seen.filter(asked_at__gte=first, asked_at__lt=last)
    if task is None:
        return {"all": seen.count(), "in_words": seen.exclude(own_words="").count()}
    asked, marked = Q(task=task), Q(marked_as__task=task)
    return _timed(task) | seen.aggregate(
        all=Count("pk"),
        asked=Count("pk", filter=asked),
        declined=Count("pk", filter=marked & Q(outcome="declined")),
        once=Count("pk", filter=marked & Q(outcome="once")),
        teams=Count("team", filter=asked | marked, distinct=True),
    )


def _timed(task: Task) -> dict[str, Any]:
    """How often the task was timed, and what that came to once it was timed enough."""
    found = estimate(0, timings_by_task().get(task.code, []))
    if found.sampled:
        return {"timed": found.answers, "minutes": minutes_said(found.sampled)}
    return {"timed": found.answers} if found.answers else {}
