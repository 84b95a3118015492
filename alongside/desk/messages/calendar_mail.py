"""An e-mail that carries an event for a calendar, as programs of all makers read it.

Source: RFC 6047 (iMIP). Outlook reads the last alternative, takes the method from the
event where the header says another, and must find the two alike.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

if TYPE_CHECKING:
    from alongside.desk.messages.models import Message


class Event(NamedTuple):
    """An event as text (RFC 5545), and what it asks: REQUEST or CANCEL."""

    method: str
    text: str


def calendar_mail(message: Message, event: Event) -> bytes:
    """Return the whole mail: plain text, the same in HTML, and last the event."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = settings.DEFAULT_FROM_EMAIL, message.address
    mail["Subject"], mail["Message-ID"] = message.subject, message.message_id
    mail["Date"] = format_datetime(message.written_at)
    mail.set_content(message.body)
    mail.add_alternative(_html(message.body), subtype="html")
    mail.add_alternative(
        event.text, subtype="calendar", cte="base64", params={"method": event.method}
    )
    return mail.as_bytes()


def _html(text: str) -> str:
    lines = "<br>\n".join(escape(line) for line in text.splitlines())
    return f'<!DOCTYPE html>\n<html lang="en-GB"><body><p>{lines}</p></body></html>\n'
