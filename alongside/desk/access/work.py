"""Work in the background that is done whatever becomes of whoever does it.

Work that asks for itself again asks `once`, so that it never waits twice. The desk sees
to it meanwhile (`see_to`): a chain that a kill or a fault broke begins again. What a
worker had in hand when it was killed is taken up again: all work can be begun twice.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult, get_date_max

log = logging.getLogger("alongside.work")
TRIES = 3  # what stops the process that does it so often is not tried again
STOPPED = "alongside.desk.access.work.Stopped"


class Stopped(Exception):
    """The process that did a piece of work ended in the midst of it."""


def waiting(work: Task) -> QuerySet[DBTaskResult]:
    """Return what was asked for of one kind of work and is not begun."""
    return asked_for(work, TaskResultStatus.READY)


def once(work: Task, at: datetime | None = None) -> None:
    """Ask for work by a moment, or now, unless it waits to be done by then already."""
    at = at or timezone.now()
    by_then = Q(run_after__lte=at) | Q(run_after=get_date_max())  # the latter: at once
    if not waiting(work).filter(by_then).exists():
        work.using(run_after=at).enqueue()


def see_to(work: Task) -> None:
    """Ask for work now, unless it is being done or waits for its time."""
    under_way = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    if not asked_for(work, *under_way).exists():
        once(work)


def take_up_again(family: str, but: str) -> None:
    """Let what workers of one home had in hand be done, but for the one that lives.

    What ended its worker three times is told as failed, in the log and in its row.
    """
    for result in DBTaskResult.objects.running():
        worker = (result.worker_ids or [""])[-1]
        if worker == but or not worker.startswith(family):
            continue
        if len(result.worker_ids) < TRIES:
            result.status = TaskResultStatus.READY
            log.warning("%s stopped in the midst: done again.", result.task_path)
        else:
            result.status = TaskResultStatus.FAILED
            result.finished_at, result.exception_class_path = timezone.now(), STOPPED
            log.error("%s stopped %d times: not tried again.", result.task_path, TRIES)
        result.save()


def asked_for(work: Task, *states: TaskResultStatus) -> QuerySet[DBTaskResult]:
    """Return what was asked for of one kind of work, and is in one of these states."""
    return DBTaskResult.objects.filter(task_path=work.module_path, status__in=states)
