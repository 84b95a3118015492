"""Write a message; send what waits. Nothing is sent inside a transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.access.sealing import seal
from alongside.desk.messages.calendar_mail import Event, calendar_mail
from alongside.desk.messages.models import AsWritten, Message, TemplateVersion
from alongside.desk.messages.recipients import email, mobile
from alongside.desk.messages.ways import KEPT, SMTP, NotSent, send, way_out
from alongside.desk.messages.wording import Fields, filled

TEXT, EMAIL = "text", "email"
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
    said = {"to": to, "kind": kind, "subject": subject, "body": body}
    said |= {"address": address, "thread": thread}
    return _written(by, key, said, SMTP if address else KEPT)


@transaction.atomic
def write_event(
    *,
    by: User | None,
    to: User | None,
    address: str,
    template: str,
    fields: Fields,
    subject: str,
    further: str,
    event: Event,
    key: str,
    thread: str,
) -> Message:
    """Put an e-mail that carries an event for a calendar into the outbox.

    To a person who signs in (`to`), or to an address outside. The template's text stands
    in it, then `further`. The bytes are made now and kept: a second attempt sends the
    same. Without a mail server, or for a person without an address, it is kept to be read.
    """
    version = version_in_force(template)
    body = f"{filled(version.text, fields)}\n\n{further}".strip()
    said = {"to": to, "by": by, "kind": template, "subject": subject, "body": body}
    said |= {"address": address, "thread": thread, "version": version}
    sends = address and settings.EMAIL_HOST and not settings.INVENTED
    message = _written(by, key, said, SMTP if sends else KEPT)
    if address and not hasattr(message, "as_written"):
        raw = calendar_mail(message, event)
        AsWritten.objects.create(message=message, sealed=seal(raw))
    return message


@transaction.atomic
def write_outside_message(
    *,
    by: User | None,
    number_or_address: str,
    channel: str,
    template: str,
    fields: Fields,
    key: str,
    thread: str = "",
) -> Message:
    """Put a message to somebody outside into the outbox, worded by a template's code.

    `by` is None where the desk itself writes. `channel` is TEXT or EMAIL. It leaves by GOV.UK Notify, or as e-mail by the mail
    server; where the desk has neither it is kept, to be read here. Raises ValidationError
    for a number or an address that is none, and for a field without its value.
    """
    version = version_in_force(template)
    to = {"number": mobile(number_or_address)} if channel == TEXT else {
        "address": email(number_or_address)
    }  # fmt: skip
    said = {"by": by, "kind": template, "version": version, "thread": thread} | to
    said["subject"] = filled(version.subject, fields)
    said["body"] = filled(version.text, fields)
    where = {"number": "", "address": ""} | to
    way = KEPT if by and by.invented else way_out(**where, outside=True)
    return _written(by, key, said, way)


def version_in_force(template: str) -> TemplateVersion:
    """Return the newest version of a template, by the template's code."""
    return TemplateVersion.objects.filter(template__code=template).latest("number")


def _written(by: User | None, key: str, said: dict, way: str) -> Message:
    now = timezone.now()
    said |= {
        "state": Message.State.WAITING if way else Message.State.KEPT,
        "message_id": f"<{uuid4()}@{settings.MAIL_DOMAIN}>",
        "try_at": now,
        "written_at": now,
    }
    message, new = Message.objects.get_or_create(key=key, defaults=said)
    if new:
        to = {"to": message.to_id} if message.to_id else {}
        record(by=by, action="write message", subject=message, kind=message.kind, **to)
    if new and way:
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
    try:
        message.remote_id = send(message)
    except NotSent as refusal:
        _put_back(message, now, refusal)
    else:
        message.state, message.sent_at = Message.State.SENT, now
        message.problem = ""
        _note(message, "send message")


def _put_back(message: Message, now: datetime, refusal: NotSent) -> None:
    """Try again later, or give up where the answer or our patience says so."""
    message.problem = refusal.problem
    if refusal.for_good or message.attempts > len(WAITS):
        message.state = Message.State.GIVEN_UP
        _note(message, "give up message", problem=refusal.problem)
        return
    message.state = Message.State.WAITING
    message.try_at = now + WAITS[message.attempts - 1]
    message.save(update_fields=["state", "try_at", "problem"])


def try_sooner(moved: timedelta, now: datetime) -> None:
    """Once the clock was moved back, wait for an attempt, or a lease, no longer for it."""
    ahead = Message.objects.unsent().filter(try_at__gt=now)
    ahead.update(try_at=F("try_at") - moved)


@transaction.atomic
def _note(message: Message, action: str, **detail) -> None:
    message.save(update_fields=["state", "sent_at", "remote_id", "problem"])
    record(by=None, action=action, subject=message, attempts=message.attempts, **detail)
