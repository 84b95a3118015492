"""What the desk does for decisions by itself, early each day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from alongside.desk.decisions.after_actions import end_call_ins

EARLY = time(0, 20)


@task()
def daily_call_ins() -> None:
    """Let take effect what can be called in no longer, and ask to be done again tomorrow."""
    today = timezone.localdate()
    end_call_ins(today)
    again = timezone.make_aware(datetime.combine(today + timedelta(days=1), EARLY))
    daily_call_ins.using(run_after=again).enqueue()


def expect_call_ins() -> None:
    """See that this is done, now and each day: asked when the desk starts."""
    asked = DBTaskResult.objects.filter(
        task_path=daily_call_ins.module_path, status=TaskResultStatus.READY
    )
    if not asked.exists():
        daily_call_ins.enqueue()
