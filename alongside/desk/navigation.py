"""What every page is told: the navigation this person has, and whose desk this is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.urls import Resolver404, resolve, reverse


class Place(NamedTuple):
    """A place in the navigation, shown to those who may go there."""

    label: str
    url_name: str
    permission: str = ""


PLACES = (
    Place("Today", "today:today"),
    Place("Contacts", "contacts:contacts", "log_contact"),
    Place("Contacts", "contact-measures:measures", "see_contact_measures"),
    Place("Timescales", "casework:timescales", "see_timescales"),
    Place("Diary", "diary:week", "see_diary"),
    Place("Meetings", "meetings:meetings", "see_diary"),
    Place("Meetings", "meeting-measures:measures", "see_meeting_measures"),
    Place("Caseloads", "casework:caseloads", "see_caseloads"),
    Place("Find a child", "people:find-child", "see_child"),
    Place("Import", "casework:imports", "import_extract"),
    Place("Corrections", "casework:faults", "mend_records"),
    Place("Support", "support:support"),
    Place("Workforce", "establishment:workforce", "see_establishment"),
    Place("Quality", "quality:quality"),
    Place("Pilots", "pilots:pilots", "see_pilots"),
    Place("Money", "money:posts", "see_money"),
    Place("Committee", "committee:reports", "see_reports"),
    Place("Teams", "workforce:teams"),
    Place("Messages", "post:messages"),
    Place("Restricted records", "people:restrictions", "restrict_record"),
    Place("Who looked", "people:team-looked", "see_who_looked"),
    Place("People", "access:people", "manage_people"),
    Place("Service accounts", "service-accounts:accounts", "manage_service_accounts"),
    Place("Extracts", "keeping:extracts", "ask_for_extract"),
    Place("Data protection", "keeping:schedule", "keep_schedule"),
    Place("Audit trail", "access:audit", "see_audit"),
)


def places_for(user) -> list[Place]:
    """Return the places this person may go to; of several of one name, the first."""
    if not user.is_authenticated:
        return []
    found: dict[str, Place] = {}
    for place in PLACES:
        if not place.permission or user.may(place.permission):
            found.setdefault(place.label, place)
    return list(found.values())


class Back(NamedTuple):
    """Where a page's way back leads, and what that page is called."""

    url: str
    label: str


BACK_TO = {
    "today:today": "Today",
    "casework:timescales": "Timescales",
    "casework:mark-dues": "Timescales",
    "casework:due": "Timescale",
    "casework:timeline": "Timeline",
}
LONGEST_BACK = 400  # letters: two pages that lead to each other add up


def way_back(request, otherwise: str) -> Back:
    """Return the page this one was opened from, as its address says; or the usual one."""
    url = request.GET.get("back", "")
    try:
        label = BACK_TO[resolve(url.partition("?")[0]).view_name]
    except (Resolver404, KeyError):
        return Back(reverse(otherwise), BACK_TO[otherwise])
    return Back(url, label)


def this_page(request) -> str:
    """Return the address that leads back to this page, as it is filtered now."""
    whole = request.get_full_path()
    return whole if len(whole) <= LONGEST_BACK else request.path


def page(request) -> dict:
    """The context of every page (a context processor)."""
    user = getattr(request, "user", None)
    places = places_for(user) if user else []
    urls = {place.label: reverse(place.url_name) for place in places}
    here = nearest(request.path, urls.values())
    return {
        "this_page": this_page(request),
        "council": settings.COUNCIL,
        "sign_in_by": settings.SIGN_IN_NAME if settings.SIGN_IN_URL else "",
        "invented": settings.INVENTED,
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "navigation": [
            {"label": label, "url": url, "here": url == here}
            for label, url in urls.items()
        ],
    }


def nearest(path: str, urls: Iterable[str]) -> str:
    """Return the address that the page at `path` lies under, or nothing.

    The first page lies under nothing, and nothing lies under it but itself.
    """
    over = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(over, key=len, default="")
