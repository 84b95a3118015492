"""`{% load reaching %}`: what is safe to do with a number, as a page says it."""

from __future__ import annotations

from django import template

from alongside.desk.people import reaching
from alongside.desk.people.models import ContactPoint

register = template.Library()


@register.filter
def safe_words(point: ContactPoint, at) -> list[tuple[str, bool]]:
    """Each thing that may be done with it, or may not: the sentence, and which it is."""
    texts = reaching.may_text(point)
    if point.channel == ContactPoint.Channel.EMAIL:
        return [(texts.why, texts.allowed)]
    asked = (reaching.may_ring(point, at), texts, reaching.may_leave_voicemail(point))
    return [(answer.why, answer.allowed) for answer in asked]
