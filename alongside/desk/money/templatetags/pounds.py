"""Pounds as every page of Money says them: rounded once, half up, here."""

from __future__ import annotations

from decimal import Decimal

from django import template

from alongside.reckon.figures import rounded

register = template.Library()


@register.filter
def pounds(value: Decimal | None) -> str:
    """£26,744; less than nothing as −£14,500; and nothing for None."""
    if value is None:
        return ""
    whole = rounded(Decimal(value), 0)
    return f"{'−' if whole < 0 else ''}£{abs(whole):,}"


@register.filter
def in_percent(share: Decimal) -> str:
    """A share of 1 as 21.05%, rounded once."""
    return f"{rounded(share * 100, 2)}%".replace("-", "−")


@register.filter
def of(rows: dict, key):
    """Return what stands under a key, or None."""
    return rows.get(key)


@register.filter
def add_to(number: float, more: int) -> float:
    """A place in a picture, so far along."""
    return round(number + more, 1)


@register.filter
def at(rows: list, place: int):
    return rows[place]


@register.filter
def negative(pounds: Decimal) -> Decimal:
    return -pounds
