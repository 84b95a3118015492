"""`{% way %}`: the address of one of many, for the rows of long lists."""

from __future__ import annotations

from functools import cache, lru_cache

from django import template
from django.urls import reverse

register = template.Library()
PLACE = "/0/"


@register.simple_tag
def way(name: str, key: int | str) -> str:
    """As `{% url name key %}` of an address that holds one number, or one code.

    Worked out once a name for numbers, and once a code: of those there are few.
    """
    if isinstance(key, str):
        return _of_code(name, key)
    return _pattern(name).replace(PLACE, f"/{int(key)}/")


@lru_cache(maxsize=1024)
def _of_code(name: str, code: str) -> str:
    return reverse(name, args=[code])


@cache
def _pattern(name: str) -> str:
    return reverse(name, args=[0])
