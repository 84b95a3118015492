"""Write a message; send what waits. Nothing is sent inside a transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPException
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.messages.models import Message

LEASE = timedelta(minutes=5)
"""How long a sender that was killed keeps its message from the next one."""
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440))
"""How long to wait after each attempt; after the last, the message is given up."""


@transaction.atomic
def write_message(
    *,
    by: User | None,
    to: User,
    kind: str,
    key: str,
    subject: str,
    body: str,
    thread: str = "",
) -> Message:
    """Put a message to a person into the outbox; the one that stands there, if it does.

    It leaves by e-mail where the desk has a mail server and the person signs in with an
    address; else it is kept, to be read on the desk.
    """
    address = address_of(to) if settings.EMAIL_HOST else ""
    now = timezone.now()
    said = {
        "to": to,
        "address": address,
        "kind": kind,
        "thread": thread,
        "subject": subject,
        "body": body,
        "state": Message.State.WAITING if address else Message.State.KEPT,
        "message_id": f"<{uuid4()}@{settings.MAIL_DOMAIN}>",
        "try_at": now,
        "written_at": now,
    }
    message, new = Message.objects.get_or_create(key=key, defaults=said)
    if new:
        record(by=by, action="write message", subject=message, kind=kind, to=to.pk)
    if new and address:
        from alongside.desk.messages.tasks import send_messages

        transaction.on_commit(send_messages.enqueue)
    return message


def address_of(user: User) -> str:
    """Return a person's e-mail address, where they sign in with one; else nothing."""
    if user.invented or not user.is_active:
        return ""
    try:
        validate_email(user.username)
    except ValidationError:
        return ""
    return user.username


def send_waiting(now: datetime) -> datetime | None:
    """Send every message whose time has come; return when to try again, if ever.

    Each is sent at least once, always under the same Message-ID: a sender killed between
    sending and noting it leaves the message to the next, and a mail program that gets
    both shows one.
    """
    while message := _taken(now):
        _send(message, now)
    left = Message.objects.in_turn().order_by("try_at").first()
    return left.try_at if left else None


@transaction.atomic
def _taken(now: datetime) -> Message | None:
    """Take the next message for ourselves, until our lease on it ends."""
    ready = Message.objects.in_turn().filter(try_at__lte=now).order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        ready = ready.select_for_update(skip_locked=True, of=("self",))
    message = ready.first()
    if message:
        message.state = Message.State.SENDING
        message.attempts += 1
        message.try_at = now + LEASE
        message.save(update_fields=["state", "attempts", "try_at"])
    return message


def _send(message: Message, now: datetime) -> None:
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.address],
        headers={"Message-ID": message.message_id},
        connection=get_connection(timeout=20),
    )
    try:
        mail.send()
    except (SMTPException, OSError) as problem:
        _put_back(message, now, problem)
    else:
        message.state, message.sent_at = Message.State.SENT, now
        _note(message, "send message")


def _put_back(message: Message, now: datetime, problem: Exception) -> None:
    """Try again later, or give up where the server's answer or our patience says so."""
    waited = message.attempts > len(WAITS)
    refused = getattr(problem, "smtp_code", 0) // 100 == 5 or _nobody_there(problem)
    if waited or refused:
        message.state = Message.State.GIVEN_UP
        _note(message, "give up message", problem=type(problem).__name__)
        return
    message.state = Message.State.WAITING
    message.try_at = now + WAITS[message.attempts - 1]
    message.save(update_fields=["state", "try_at"])


def _nobody_there(problem: Exception) -> bool:
    """Whether the server refuses the address for good."""
    answers = getattr(problem, "recipients", {})
    return any(code // 100 == 5 for code, _ in answers.values())


@transaction.atomic
def _note(message: Message, action: str, **detail) -> None:
    message.save(update_fields=["state", "sent_at"])
    record(by=None, action=action, subject=message, attempts=message.attempts, **detail)
