"""Watching over concerns that wait, in the background, while any does."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from alongside.desk.access.work import once
from alongside.desk.contacts import concern_actions
from alongside.desk.contacts.concern_models import Concern

AT_MOST = timedelta(minutes=5)
"""How long between two looks while a concern waits: hours and rotas are changed meanwhile."""


@task()
def see_to_concerns() -> None:
    """Tell whoever is to be told by now; ask to be done again while any concern waits."""
    expect_concerns(timezone.now() + AT_MOST)  # also where what follows breaks
    if again := concern_actions.see_to_waiting(timezone.now()):
        expect_concerns(again)


def expect_concerns(at: datetime | None = None) -> None:
    """See that concerns are looked at by then, or now: when one is raised, and at the start."""
    if Concern.objects.waiting().exists():
        once(see_to_concerns, at)
