"""Promises to report back are chased: a week before their day, and each week after it."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alongside.desk.messages.actions import write_message
from alongside.desk.messages.models import Message
from alongside.desk.pilots.models import Promise
from alongside.desk.said import day_said

NEAR = timedelta(days=7)


@transaction.atomic
def chase_promises(today: date) -> list[Message]:
    """Write to whoever owes a report that is near its day, or past it: each week once."""
    near = Promise.objects.open().filter(due_on__lte=today + NEAR)
    return [
        _chase(promise, today)
        for promise in near.select_related("owner", "pilot")
        if promise.owner.is_active
    ]


def _chase(promise: Promise, today: date) -> Message:
    late = promise.due_on < today
    weeks = (today - promise.due_on).days // 7 if late else -1
    stands = "was promised by" if late else "is promised by"
    page = settings.ADDRESS + reverse("pilots:plan", args=[promise.pilot_id])
    body = (
        f"{promise.pilot}: {promise.what} {stands} {day_said(promise.due_on)}, to "
        f"{promise.to_whom}.\n\nWhen it is reported, say so on the desk: {page}"
    )
    when = "past its day" if late else "due within a week"
    return write_message(
        by=None,
        to=promise.owner,
        kind="promise",
        key=f"promise {promise.pk} {weeks}",
        thread=f"promise {promise.pk}",
        subject=f"A report on a pilot is {when}",
        body=body,
    )
