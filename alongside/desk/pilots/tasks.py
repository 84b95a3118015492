"""What the desk does for pilots by itself, early each day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from alongside.desk.access.work import once, see_to
from alongside.desk.pilots.chase_actions import chase_promises

EARLY = time(6, 50)


@task()
def daily_promises() -> None:
    """Chase what was promised, and ask to be done again early tomorrow."""
    today = timezone.localdate()
    chase_promises(today)
    again = timezone.make_aware(datetime.combine(today + timedelta(days=1), EARLY))
    once(daily_promises, again)


def expect_promises() -> None:
    """See that promises are chased, now and each day: asked when the desk starts."""
    see_to(daily_promises)
