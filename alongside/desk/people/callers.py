"""Who is calling: adults found by name, organisation or the digits of a number."""

from __future__ import annotations

from itertools import islice

from django.db.models import Q

from alongside.desk.access.models import User
from alongside.desk.people.models import Adult, ContactPoint
from alongside.desk.people.names import Sought
from alongside.desk.people.numbers import digits_sought, looks_like_number

MOST = 50


def search_callers(user: User, said: str) -> list[Adult]:
    """Return up to 50 adults this person may see who are named so, or have this number.

    By name, what was typed begins each name or the organisation's. By number, spaces,
    +44 and 0 are alike, and four digits are enough: its beginning, or its end. A number
    used no more finds its owner too. Fewer than two letters find nobody.
    """
    seen = Adult.objects.visible_to(user)
    found = _by_number(seen, said) if looks_like_number(said) else _by_name(seen, said)
    return list(found.by_name()[:MOST])


def _by_number(seen, said: str):
    begins, ends = digits_sought(said)
    like = Q(value__startswith=begins)
    if ends:
        like |= Q(value__endswith=ends)
    points = ContactPoint.objects.filter(like, channel=ContactPoint.Channel.PHONE)
    return seen.filter(pk__in=points.values("adult"))


def _by_name(seen, said: str):
    sought = Sought(said)
    if len(sought.whole) < 2:
        return seen.none()
    holding = Q()
    for word in sought.words:
        holding &= Q(sought__contains=word)
    named = seen.filter(holding).values_list("pk", "name", "organisation").by_name()
    fits = (
        pk
        for pk, name, organisation in named.iterator()
        if sought.fits(f"{name} {organisation}", "")
    )
    return seen.filter(pk__in=list(islice(fits, MOST)))
