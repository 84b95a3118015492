"""A picture of a document, drawn on the page."""

from __future__ import annotations

from django import template
from django.utils.safestring import mark_safe

from alongside.reckon.documents import Picture

register = template.Library()


@register.filter
def drawn(block: Picture) -> str:
    """Return a picture as its own SVG: made by this product, every word in it escaped."""
    return mark_safe(block.svg)
