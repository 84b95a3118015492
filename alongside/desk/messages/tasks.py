"""Sending, in the background; it asks for itself again while anything waits."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from alongside.desk.messages import actions


@task()
def send_messages() -> None:
    again = actions.send_waiting(timezone.now())
    if again:
        send_messages.using(run_after=again).enqueue()
