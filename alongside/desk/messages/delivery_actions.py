"""Ask GOV.UK Notify what became of the messages it took."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from alongside.desk.access.audit import record
from alongside.desk.messages.models import Message
from alongside.desk.messages.ways import delivery

EVERY = timedelta(minutes=10)
FOLLOWED = timedelta(days=3, hours=1)
"""Notify tries a telephone or a mailbox for 72 hours, and then says how it ended."""
FAILURES = {"permanent-failure", "temporary-failure", "technical-failure"}


def follow_deliveries(now: datetime) -> datetime | None:
    """Note how deliveries ended; return when to ask again, if any has not."""
    for message in Message.objects.followed(now - FOLLOWED):
        status = delivery(message)
        if status == "delivered":
            _ended(message, Message.State.DELIVERED)
        elif status in FAILURES:
            _ended(message, Message.State.UNDELIVERED, f"Notify {status}")
    return now + EVERY if Message.objects.followed(now - FOLLOWED).exists() else None


@transaction.atomic
def _ended(message: Message, state: str, problem: str = "") -> None:
    message.state, message.problem = state, problem
    message.save(update_fields=["state", "problem"])
    record(by=None, action="note delivery", subject=message, state=str(state))
