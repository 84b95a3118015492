"""What a caller can be told about a call-back, word for word, before it is sent."""

from __future__ import annotations

from typing import NamedTuple

from django.core.exceptions import ValidationError

from alongside.desk.access.models import User
from alongside.desk.contacts.callback_models import CallBack
from alongside.desk.messages.actions import EMAIL, TEXT, version_in_force
from alongside.desk.messages.models import Message
from alongside.desk.messages.wording import Fields, filled
from alongside.desk.people.models import ContactPoint

TEMPLATES = ("call_back_promised", "call_back_tried")


class Way(NamedTuple):
    """A message as it would be sent: the template's code and title, and its words."""

    template: str
    title: str
    words: str


def ways_to_tell(call_back: CallBack, by: User) -> list[Way]:
    """Return the messages that fit: that somebody rings, or, once tried, will ring again."""
    fitting = TEMPLATES if call_back.tried else TEMPLATES[:1]
    return [way for code in fitting if (way := _way(call_back, code))]


def _way(call_back: CallBack, template: str) -> Way | None:
    version = version_in_force(template)
    try:
        words = filled(version.text, fields_for(call_back))
    except ValidationError:
        return None  # a field without its value: this one cannot be sent
    return Way(template, version.template.title, words)


def fields_for(call_back: CallBack) -> Fields:
    """All that a message may say: by when, who rings, and the reference."""
    return Fields(
        promised=call_back.by_when,
        officer=call_back.to,
        reference=call_back.contact.reference,
    )


def told_of(call_back: CallBack, by: User):
    """The messages that its caller was sent, so far as `by` may see them, in order."""
    sent = Message.objects.visible_to(by).outside()
    return sent.filter(thread=thread_of(call_back)).order_by("pk")


def thread_of(call_back: CallBack) -> str:
    return f"call-back {call_back.pk}"


def channel_of(point: ContactPoint) -> str:
    return TEXT if point.channel == ContactPoint.Channel.PHONE else EMAIL
