"""Requests for support on pages of rooms that know nothing of them."""

from __future__ import annotations

from django import template
from django.utils import timezone

from alongside.desk.support.models import SupportRequest
from alongside.desk.support.request_rows import rows

register = template.Library()
SHOWN = 10


@register.inclusion_tag("support/requests_of_child.html", takes_context=True)
def requests_of_child(context, child):
    """A line a request about a child: those open first, then the latest; to who may read them."""
    user = context["user"]
    if not (user.may("ask_support") or user.may("do_support")):
        return {"rows": []}
    seen = SupportRequest.objects.visible_to(user).filter(child=child).with_all()
    found = seen.order_by("-closed_at", "-asked_at", "-pk")
    listed = sorted(found, key=lambda each: bool(each.outcome))
    return {
        "rows": rows(listed[:SHOWN], timezone.localdate()),
        "more": len(listed) - SHOWN,
    }
