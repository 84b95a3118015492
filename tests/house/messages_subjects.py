"""How the addresses of messages are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import UTC, datetime

from alongside.desk.messages.mail_actions import keep_mail, set_aside_mail
from alongside.desk.messages.models import MessageTemplate, ReceivedMail

RAW = b"From: gran@example.org\r\nSubject: The meeting\r\nContent-Type: application/pdf\r\n\r\nx"


def template(town, where):
    return {"pk": MessageTemplate.objects.get(code="call_back_promised").pk}


def mail(town, where):
    """A mail that waits, with one attachment."""
    made, _ = keep_mail(
        by=town.sam, raw=RAW, received_at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    return {"pk": made.pk}


def mail_set_aside(town, where):
    key = mail(town, where)
    made = ReceivedMail.objects.get(**key)
    return {"pk": set_aside_mail(by=town.sam, mail=made, why="copy").pk}


SUBJECTS = {
    "template": template,
    "mail": mail,
    "mail_set_aside": mail_set_aside,
    "attachment": lambda town, where: mail(town, where) | {"place": 0},
}
