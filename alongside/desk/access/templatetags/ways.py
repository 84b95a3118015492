"""`{% way %}`: the address of one of many, for the rows of long lists."""

from __future__ import annotations

from functools import cache

from django import template
from django.urls import reverse

register = template.Library()
PLACE = "/0/"


@register.simple_tag
def way(name: str, key: int) -> str:
    """As `{% url name key %}` of an address that holds one number: worked out once a name."""
    return _pattern(name).replace(PLACE, f"/{int(key)}/")


@cache
def _pattern(name: str) -> str:
    return reverse(name, args=[0])
