"""`{% merged_with child %}`: the other records of a child, on the pages of each."""

from __future__ import annotations

from django import template

from alongside.desk.people.models import Merge

register = template.Library()


@register.inclusion_tag("people/merged_with.html", takes_context=True)
def merged_with(context, child) -> dict:
    """Those this person may be shown: into which it went, and which went into it."""
    seen = Merge.objects.visible_to(context["request"].user)
    return {
        "into": seen.filter(gone=child).select_related("child").first(),
        "others": seen.filter(child=child).select_related("gone").order_by("at"),
    }
