"""What the desk does for support officers by itself, early each Monday."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from alongside.desk.access.work import once, see_to
from alongside.desk.support.time_actions import draw_timings

EARLY = time(6, 40)


def last_week(today: date) -> date:
    """Return the Monday of the week before."""
    return today - timedelta(days=today.weekday() + 7)


@task()
def monday_timings() -> None:
    """Draw from last week's notes, and ask to be done again early next Monday."""
    today = timezone.localdate()
    draw_timings(week=last_week(today), today=today)
    next_time = datetime.combine(last_week(today) + timedelta(days=14), EARLY)
    once(monday_timings, timezone.make_aware(next_time))


def expect_timings() -> None:
    """See that they are drawn, now and each Monday: asked when the desk starts."""
    see_to(monday_timings)
