"""Each role walks through all of its navigation: nothing is empty, nothing is wrong."""

from __future__ import annotations

import pytest

from alongside.desk.access.roles import ROLES
from tests.journeys.looking import beyond_with_longer, wrong_with_stops

pytestmark = pytest.mark.browser

PLACES = {
    "support_officer": [
        "Today", "Contacts", "Timescales", "Diary", "Meetings", "Find a child", "Support", "Quality", "Teams", "Messages",
    ],
    "senior_support_officer": [
        "Today", "Contacts", "Timescales", "Diary", "Meetings", "Caseloads", "Find a child", "Import", "Corrections", "Support", "Workforce", "Quality", "Pilots", "Committee", "Teams", "Messages",
    ],
    "social_worker": [
        "Today", "Contacts", "Timescales", "Diary", "Meetings", "Find a child", "Support", "Quality", "Teams", "Messages",
    ],
    "team_manager": [
        "Today", "Contacts", "Timescales", "Diary", "Meetings", "Caseloads", "Find a child", "Support", "Workforce", "Quality", "Pilots", "Committee", "Teams", "Messages", "Restricted records", "Who looked",
    ],
    "service_manager": [
        "Today", "Contacts", "Timescales", "Diary", "Meetings", "Caseloads", "Find a child", "Corrections", "Support", "Workforce", "Quality", "Pilots", "Money", "Committee", "Teams", "Messages", "Restricted records", "Who looked", "Audit trail",
    ],
    "analyst": [
        "Today", "Contacts", "Timescales", "Meetings", "Caseloads", "Import", "Corrections", "Support", "Workforce", "Quality", "Pilots", "Committee", "Teams", "Messages", "Extracts",
    ],
    "hr_adviser": [
        "Today", "Support", "Workforce", "Quality", "Money", "Committee", "Teams", "Messages",
    ],
    "finance_officer": [
        "Today", "Support", "Workforce", "Quality", "Money", "Committee", "Teams", "Messages",
    ],
    "democratic_services": [
        "Today", "Support", "Quality", "Committee", "Teams", "Messages",
    ],
    "monitoring_officer": ["Today", "Support", "Quality", "Committee", "Teams", "Messages"],
    "data_protection_officer": [
        "Today", "Support", "Quality", "Teams", "Messages", "Who looked", "Data protection", "Audit trail",
    ],
    "administrator": [
        "Today", "Support", "Quality", "Teams", "Messages", "Who looked", "People", "Service accounts", "Data protection", "Audit trail",
    ],
}  # fmt: skip
NARROW = (  # each holds words in a way of its own: labels, bands, facts, columns, tables
    "/", "/caseloads/", "/caseloads/ahead/", "/timescales/rules/CHILD_SEEN/",
    "/diary/measures/", "/diary/meetings/actions/", "/money/options/",
    "/quality/audits/table/",
)  # fmt: skip
HOLDS_SOMETHING = "main tbody tr, main ul.plain li, main .card"
HEADINGS = {  # of pages called otherwise than the place that leads to them
    "Who looked": "looked at",
    "People": "People who can sign in",
    "Data protection": "How long records are kept",
}
ASKS_FIRST = {
    "Messages": "main .empty",  # nothing was sent to some yet, and the page says so
    "Find a child": "main form",
}


@pytest.fixture(scope="module")
def walked(council):
    """As it was once, for all who only look."""
    return council.as_it_was()


@pytest.mark.parametrize("role", ROLES)
def test_every_place_opens_with_something_in_it(person, walked, role):
    somebody = person(walked, role)
    somebody.signs_in()
    somebody.reads("Today")
    main = somebody.page.get_by_role("navigation", name="Main")
    assert main.get_by_role("link").all_inner_texts() == PLACES[role]
    titles = {}
    for place in PLACES[role]:
        somebody.goes_to(place)
        somebody.reads(HEADINGS.get(place, place))
        titles[somebody.page.title()] = place
        assert wrong_with_stops(somebody.page) == []
        something = f"{HOLDS_SOMETHING}, {ASKS_FIRST.get(place, HOLDS_SOMETHING)}"
        assert somebody.page.locator(something).count(), f"{place} is empty."
    assert list(titles.values()) == PLACES[role], "Two places have one title."


def test_no_name_is_too_long_for_a_narrow_page(person, walked):
    sam, beyond = person(walked, "service_manager"), {}
    sam.signs_in()
    for address in NARROW:
        assert sam.opens(address) == 200
        beyond[address] = beyond_with_longer(sam.page, "Featherstonehaugh-Cholmondeley")
    assert beyond == dict.fromkeys(NARROW, 0)


@pytest.mark.parametrize(
    "role", [role for role in ROLES if "see_timescales" in ROLES[role].permissions]
)
def test_what_is_listed_opens(person, walked, role):
    somebody = person(walked, role)
    somebody.signs_in()
    somebody.goes_to("Timescales")
    line = somebody.page.locator("main tbody tr").first
    children = line.locator("th a")
    addresses = [line.locator("td[data-label=What] a").first.get_attribute("href")]
    addresses += [link.get_attribute("href") for link in children.all()]
    assert len(addresses) == (1 if role == "analyst" else 2)
    for address in addresses:
        assert somebody.opens(address) == 200
        somebody.reads("")
