"""What the audit trail says of messages: their subjects, which name nobody."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.messages.models import Message, MessageTemplate


@tells("post.Message")
def messages(reader: User, keys: set[str]) -> dict[str, str]:
    found = Message.objects.filter(pk__in=keys)
    return {str(each.pk): f"Message: {each.subject}" for each in found}


@tells("post.MessageTemplate")
def templates(reader: User, keys: set[str]) -> dict[str, str]:
    found = MessageTemplate.objects.filter(pk__in=keys)
    return {str(each.pk): f"Template: {each.title}" for each in found}
