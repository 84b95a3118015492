"""What the desk does for decisions by itself, early each day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from alongside.desk.access.work import once, see_to
from alongside.desk.decisions.after_actions import end_call_ins

EARLY = time(0, 20)


@task()
def daily_call_ins() -> None:
    """Let take effect what can be called in no longer, and ask to be done again tomorrow."""
    today = timezone.localdate()
    end_call_ins(today)
    again = timezone.make_aware(datetime.combine(today + timedelta(days=1), EARLY))
    once(daily_call_ins, again)


def expect_call_ins() -> None:
    """See that this is done, now and each day: asked when the desk starts."""
    see_to(daily_call_ins)
