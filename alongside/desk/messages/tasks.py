"""Sending and asking after it, in the background; each asks for itself again."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from alongside.desk.messages import actions
from alongside.desk.messages.delivery_actions import EVERY, FOLLOWED, follow_deliveries
from alongside.desk.messages.models import Message


@task()
def send_messages() -> None:
    again = actions.send_waiting(timezone.now())
    if again:
        send_messages.using(run_after=again).enqueue()
    if Message.objects.followed(timezone.now() - FOLLOWED).exists():
        _once(follow_messages, timezone.now() + EVERY)


@task()
def follow_messages() -> None:
    again = follow_deliveries(timezone.now())
    if again:
        _once(follow_messages, again)


def _once(work, at: datetime) -> None:
    """Ask for work at a moment, unless it waits to be done already."""
    waits = DBTaskResult.objects.filter(
        task_path=work.module_path, status=TaskResultStatus.READY
    )
    if not waits.exists():
        work.using(run_after=at).enqueue()
