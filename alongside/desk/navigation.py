"""What every page is told: the navigation this person has, and whose desk this is."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse


class Place(NamedTuple):
    """A place in the navigation, shown to those who may go there."""

    label: str
    url_name: str
    permission: str = ""

    @property
    def section(self) -> str:
        """The app the place belongs to: its tab is lit on all the app's pages."""
        return self.url_name.partition(":")[0]


PLACES = (
    Place("Teams", "workforce:teams"),
    Place("People", "access:people", "manage_people"),
    Place("Audit trail", "access:audit", "see_audit"),
)


def places_for(user) -> list[Place]:
    if not user.is_authenticated:
        return []
    return [
        place for place in PLACES if not place.permission or user.may(place.permission)
    ]


def page(request) -> dict:
    """The context of every page (a context processor)."""
    user = getattr(request, "user", None)
    here = getattr(request, "resolver_match", None)
    return {
        "council": settings.COUNCIL,
        "invented": settings.INVENTED,
        "navigation": [
            {
                "label": place.label,
                "url": reverse(place.url_name),
                "here": _lit(place, here),
            }
            for place in (places_for(user) if user else [])
        ],
    }


def _lit(place: Place, here) -> bool:
    if here is None:
        return False
    if place.url_name == here.view_name:
        return True
    alone = sum(other.section == place.section for other in PLACES) == 1
    return alone and here.app_name == place.section
