"""Sending and asking after it, in the background; each asks for itself again."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from alongside.desk.messages import actions
from alongside.desk.messages.collect_actions import collect_mailbox, forget_results
from alongside.desk.messages.delivery_actions import EVERY, FOLLOWED, follow_deliveries
from alongside.desk.messages.mailbox import CannotCollect
from alongside.desk.messages.models import Message

COLLECTED_EVERY = timedelta(minutes=5)


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


@task()
def collect_mail() -> None:
    """Collect the mailbox. What stands in the way is noted, and shown on Mail in."""
    now = timezone.now()
    forget_results(collect_mail.module_path, now)
    _once(collect_mail, now + COLLECTED_EVERY)  # first: so it goes on if we are killed
    with suppress(CannotCollect):
        collect_mailbox()


def expect_mail() -> None:
    """See that the mailbox is collected, if there is one: asked when the desk starts."""
    if settings.MAILBOX:
        _once(collect_mail, timezone.now())


def _once(work, at: datetime) -> None:
    """Ask for work at a moment, unless it waits to be done already."""
    waits = DBTaskResult.objects.filter(
        task_path=work.module_path, status=TaskResultStatus.READY
    )
    if not waits.exists():
        work.using(run_after=at).enqueue()
