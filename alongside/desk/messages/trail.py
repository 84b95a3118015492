"""What the audit trail says of messages: their subjects, which name nobody."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.messages.models import Message, MessageTemplate, ReceivedMail


@tells("post.Message")
def messages(reader: User, keys: set[str]) -> dict[str, str]:
    found = Message.objects.filter(pk__in=keys)
    return {str(each.pk): f"Message: {each.subject}" for each in found}


@tells("post.MessageTemplate")
def templates(reader: User, keys: set[str]) -> dict[str, str]:
    found = MessageTemplate.objects.filter(pk__in=keys)
    return {str(each.pk): f"Template: {each.title}" for each in found}


@tells("post.ReceivedMail")
def mails(reader: User, keys: set[str]) -> dict[str, str]:
    """By key and day: a subject or a sender may name a child."""
    found = ReceivedMail.objects.filter(pk__in=keys).values_list("pk", "received_at")
    return {str(pk): f"E-mail {pk}, received {at:%-d %B %Y}" for pk, at in found}
