"""The beat of background work: by it the desk can tell that somebody does the work."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from alongside.desk.messages.collect_actions import forget_results

EVERY = timedelta(minutes=1)


@task()
def beat() -> None:
    now = timezone.now()
    forget_results(beat.module_path, now)
    beat.using(run_after=now + EVERY).enqueue()


def expect_beat() -> None:
    """See that there is a beat: asked when background work starts."""
    waits = DBTaskResult.objects.filter(
        task_path=beat.module_path, status=TaskResultStatus.READY
    )
    if not waits.exists():
        beat.enqueue()
