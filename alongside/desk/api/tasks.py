"""What the desk does for service accounts by itself, early each day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from alongside.desk.access.work import once, see_to
from alongside.desk.api.notice_actions import tell_owners

EARLY = time(6, 50)


@task()
def daily_notices() -> None:
    """Tell owners what they should know, and ask to be done again early tomorrow."""
    today = timezone.localdate()
    tell_owners(today=today)
    tomorrow = datetime.combine(today + timedelta(days=1), EARLY)
    once(daily_notices, timezone.make_aware(tomorrow))


def expect_notices() -> None:
    """See that owners are told, now and each day: asked when the desk starts."""
    see_to(daily_notices)
