"""What is done once it is known that this machine's clock was moved back."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.messages.actions import try_sooner, write_message

log = logging.getLogger("alongside.clock")
SUBJECT = "The clock of the desk was moved back"
BODY = """The clock of the machine that the desk runs on was moved back by {minutes} minutes.

What waited for a moment that was near is done now, and nothing was done twice. Moments
noted before, on records and in the audit trail, may lie ahead of the clock: the trail is
in order by its numbers, and stays whole.

Look at the clock of the machine. If it is wrong now, timescales and call-backs that are
due are told late until it is set right."""


@transaction.atomic
def clock_moved_back(moved: timedelta) -> None:
    """Let nothing wait longer than it would have, and tell who looks after the desk."""
    minutes = round(moved.total_seconds() / 60)
    log.error("The clock of this machine was moved back by %d minutes.", minutes)
    now = timezone.now()
    ahead = DBTaskResult.objects.filter(status="READY", run_after__gt=now)
    # All that is asked for by a moment looks first at what is due: early does no harm.
    ahead.exclude(run_after=get_date_max()).update(run_after=now)
    try_sooner(moved, now)
    line = record(by=None, action="note clock moved back", minutes=minutes)
    for each in User.objects.active().filter(role__code="administrator"):
        write_message(
            by=None, to=each, kind="clock", key=f"clock {line.sequence} {each.pk}",
            subject=SUBJECT, body=BODY.format(minutes=minutes),
        )  # fmt: skip
