"""Who is on duty, who covers and whose supervision is due, as each role looks at it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {  # role: what it opens, and the heading it then reads
    "support_officer": (
        ("/workforce/duty/", "Duty rota"),
        ("/workforce/supervision/", "Supervision"),
    ),
    "senior_support_officer": (
        ("/workforce/officers/", "My officers"),
        ("/workforce/cover-rota/", "Cover rota"),
        ("/workforce/supervision/", "Supervision"),
    ),
    "service_manager": (
        ("/workforce/officers/", "Support officers"),
        ("/workforce/duty/out-of-hours/", "Out of hours"),
        ("/workforce/supervision/", "Supervision"),
    ),
    "hr_adviser": (("/workforce/supervision/roles/", "How often supervision is held"),),
}


@pytest.mark.parametrize("role", PAGES)
def test_each_page_holds_something_and_nothing_is_wrong(person, desk, role):
    somebody = person(desk, role)
    somebody.signs_in()
    for address, heading in PAGES[role]:
        assert somebody.opens(address) == 200
        main = somebody.reads(heading)
        assert main.locator("tbody tr, form, h2").count()


def test_a_manager_types_in_a_week_by_the_keyboard(person, desk):
    mo = person(desk, "team_manager")
    mo.signs_in()
    mo.opens("/workforce/duty/")
    mo.page.get_by_role("row", name="Mo Hassan").get_by_role("link").first.click()
    mo.page.get_by_role("link", name="Type it in").nth(2).click()
    asked = mo.page.get_by_label("Duty social worker", exact=True).first
    mo.tabs_to(asked)
    asked.select_option(label="Wes Okafor")
    mo.enters(mo.page.get_by_role("button", name="Save the week"))
    expect(mo.page.get_by_role("status")).to_contain_text("The week is on the rota.")


def test_a_senior_fills_a_gap(person, desk):
    sef = person(desk, "senior_support_officer")
    sef.signs_in()
    sef.opens("/workforce/cover-rota/")
    sef.page.get_by_role("link", name="Fill").first.click()
    sef.page.get_by_role("radio").first.check()
    sef.presses("Arrange cover")
    expect(sef.page.get_by_role("status")).to_contain_text("covers for")
