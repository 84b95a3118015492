"""The beat of background work: by it the desk can tell that somebody does the work."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from alongside.desk.access.work import once, see_to
from alongside.desk.messages.collect_actions import forget_results

EVERY = timedelta(minutes=1)


@task()
def beat() -> None:
    now = timezone.now()
    forget_results(beat, now)
    once(beat, now + EVERY)


def expect_beat() -> None:
    """See that there is a beat: asked when background work starts."""
    see_to(beat)
