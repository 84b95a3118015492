"""`{% load restrictions %}`: what a list says beside a child whose record is restricted."""

from __future__ import annotations

from django import template
from django.utils.safestring import mark_safe

from alongside.desk.people.models import Restriction

register = template.Library()
TAG = mark_safe(' <strong class="tag purple">Restricted record</strong>')


@register.simple_tag(takes_context=True)
def restricted(context, child: int) -> str:
    """The tag, for those who may see the child; asked for once, however long the list."""
    request = context["request"]
    if not hasattr(request, "restricted"):
        theirs = Restriction.objects.visible_to(request.user).open()
        request.restricted = set(theirs.values_list("child", flat=True))
    return TAG if child in request.restricted else ""
