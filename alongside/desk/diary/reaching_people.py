"""To which address somebody is invited, and why not, where there is none."""

from __future__ import annotations

from typing import NamedTuple

from alongside.desk.diary.models import Resource
from alongside.desk.messages.actions import address_of
from alongside.desk.people.models import ContactPoint
from alongside.desk.people.reaching import may_text


class Address(NamedTuple):
    """An address, or why there is none, in words."""

    email: str
    why_not: str = ""


def address_for(resource: Resource) -> Address:
    """Return the address somebody is invited by.

    To an adult around a child, only one that somebody told us is safe: an invitation on
    a shared telephone can do harm. What is unknown is not safe.
    """
    if resource.adult_id:
        return _of_adult(resource)
    if resource.user and not resource.email:
        email = address_of(resource.user)
        return Address(email, "" if email else "Told on the desk alone: no address.")
    missing = "No e-mail address: ring, or write."
    return Address(resource.email, "" if resource.email else missing)


def _of_adult(resource: Resource) -> Address:
    points = ContactPoint.objects.in_use().filter(
        adult=resource.adult_id, channel=ContactPoint.Channel.EMAIL
    )
    safe = next((each for each in points.in_order() if may_text(each)), None)
    if safe:
        return Address(safe.value)
    return Address("", "No e-mail address that is known to be safe: ring, or write.")
