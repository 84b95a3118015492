"""How a message leaves the desk: by the mail server, or by GOV.UK Notify.

GOV.UK Notify gives a code with each refusal. 400 says that the message itself will not
do; of the others (403 the key, 404 the template, 429 a limit, 5xx Notify) people or time
can put right what stands in the way, so that they are tried again.
Source: docs.notifications.service.gov.uk, "Error codes" of each call.
"""

from __future__ import annotations

from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

if TYPE_CHECKING:
    from alongside.desk.messages.models import Message

SMTP, NOTIFY, KEPT = "smtp", "notify", ""
PATIENCE = 20  # seconds for an answer


class NotSent(Exception):
    """A message was not taken. `problem` is a code; `for_good`: it never will be."""

    def __init__(self, problem: str, for_good: bool = False):
        super().__init__(problem)
        self.problem, self.for_good = problem, for_good


def way_out(*, number: str, address: str, outside: bool) -> str:
    """Return what would carry a message there, as the desk is set; KEPT if nothing."""
    if settings.INVENTED:
        return KEPT
    template = settings.NOTIFY_TEXT if number else settings.NOTIFY_EMAIL
    if outside and settings.NOTIFY_KEY and template:
        return NOTIFY
    return SMTP if address and settings.EMAIL_HOST else KEPT


def send(message: Message) -> str:
    """Send a message and return what the carrier calls it; raise NotSent if it is not.

    One that carries an event for a calendar is e-mail, whatever else the desk has.
    """
    way = way_out(
        number=message.number, address=message.address,
        outside=message.to is None and not hasattr(message, "as_written"),
    )  # fmt: skip
    if way == KEPT:
        raise NotSent("no way out")
    return by_notify(message) if way == NOTIFY else by_mail(message)


def by_mail(message: Message) -> str:
    mail = _as_written(message) or EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.address],
        headers={"Message-ID": message.message_id},
        connection=get_connection(timeout=PATIENCE),
    )
    try:
        mail.send()
    except (SMTPException, OSError) as problem:
        raise NotSent(type(problem).__name__, _for_good(problem)) from problem
    return ""


class Raw(EmailMessage):
    """A mail that leaves as it was written, byte by byte."""

    raw = b""

    def message(self):
        return self

    def as_bytes(self, **_) -> bytes:
        return self.raw


def _as_written(message: Message) -> EmailMessage | None:
    if not hasattr(message, "as_written"):
        return None
    mail = Raw(to=[message.address], connection=get_connection(timeout=PATIENCE))
    mail.raw = message.as_written.raw
    return mail


def _for_good(problem: Exception) -> bool:
    """Whether the mail server refuses the message, or the address, for good."""
    answers = getattr(problem, "recipients", {})
    nobody_there = any(code // 100 == 5 for code, _ in answers.values())
    return getattr(problem, "smtp_code", 0) // 100 == 5 or nobody_there


def by_notify(message: Message) -> str:
    """Send by GOV.UK Notify, whose templates hold ((subject)) and ((message)) alone.

    Notify takes the same reference twice. So one that may have been sent before is
    looked for first.
    """
    from notifications_python_client.errors import APIError

    try:
        client, known = notify_client(), None
        if message.attempts > 1:
            known = _sent_before(client, message)
        return (known or _post(client, message))["id"]
    except APIError as problem:
        raise NotSent(
            f"Notify {problem.status_code}", problem.status_code == 400
        ) from None
    except (AssertionError, KeyError, TypeError):
        raise NotSent("Notify unlike itself") from None


def delivery(message: Message) -> str:
    """Return what GOV.UK Notify says of a message it took; nothing where it is silent."""
    from notifications_python_client.errors import APIError

    try:
        return notify_client().get_notification_by_id(message.remote_id)["status"]
    except (APIError, AssertionError, KeyError, TypeError):
        return ""


def notify_client():
    # Imported where it is used: a desk that keeps its messages need not have it.
    from notifications_python_client.notifications import NotificationsAPIClient

    return NotificationsAPIClient(
        settings.NOTIFY_KEY, base_url=settings.NOTIFY_URL, timeout=PATIENCE
    )


def _sent_before(client, message: Message) -> dict | None:
    found = client.get_all_notifications(reference=message.message_id)
    return next(iter(found["notifications"]), None)


def _post(client, message: Message) -> dict:
    said, reference = {"message": message.body}, message.message_id
    if message.number:
        return client.send_sms_notification(
            message.number, settings.NOTIFY_TEXT, said, reference
        )
    said["subject"] = message.subject
    return client.send_email_notification(
        message.address, settings.NOTIFY_EMAIL, said, reference
    )
