"""Contacts as tests of the desk log them, and moments of London."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import uuid4

from django.utils import timezone

from alongside.desk.contacts.actions import log_contact
from alongside.desk.contacts.models import Contact, Topic
from alongside.desk.workforce.models import DutyTurn
from alongside.reckon.clock import LONDON

TUESDAY = date(2026, 3, 3)


def london(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


def logged(by, topic="message", **told) -> Contact:
    usual = {
        "send_key": uuid4(),
        "began_at": timezone.now(),
        "caller_kind": "school",
        "caller_said": "A teacher",
        "said": "He came to school with a bruise.",
        "outcome": "answered",
        "checked": True,
        "checked_how": "asked",
    }
    topic = Topic.objects.get(code=topic)
    return log_contact(by=by, topic=topic, **usual | told)


def on_duty(team, worker=None, manager=None, day=TUESDAY, session="day"):
    return DutyTurn.objects.create(
        team=team, day=day, session=session, worker=worker, manager=manager
    )
