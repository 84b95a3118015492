"""The pages used most, with the keyboard alone, each stop in sight; beside those of a morning.

Signing in, Today, the list of timescales, one timescale and a child's timeline are worked
through in test_morning.py; logging a call in test_calls.py; call-backs in a file of their own.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def asha(browser, council):
    """A support officer at one desk for all of these, signed in with the keyboard."""
    somebody = Person(browser, council.as_it_was(), "support_officer")
    somebody.opens("/sign-in/")
    name = somebody.page.get_by_label("E-mail address or sign-in name")
    somebody.types(name, somebody.username)
    somebody.types(somebody.page.get_by_label("Password"), somebody.password)
    somebody.page.keyboard.press("Enter")
    expect(heading(somebody)).to_contain_text("Today")
    yield somebody
    somebody.leave()


def heading(asha):
    return asha.page.get_by_role("heading", level=1)


def main(asha):
    return asha.page.get_by_role("main")


def goes_to(asha, place: str) -> None:
    """Skip nothing: Tab through the head of the page to a place of the navigation."""
    asha.opens("/account/")
    links = asha.page.get_by_role("navigation", name="Main")
    asha.enters(links.get_by_role("link", name=place, exact=True))
    expect(heading(asha)).to_contain_text(place)


def test_the_first_stop_leads_past_the_head_of_the_page(asha):
    asha.opens("/messages/")
    asha.page.keyboard.press("Tab")
    expect(asha.page.get_by_role("link", name="Skip to main content")).to_be_focused()
    asha.page.keyboard.press("Enter")
    expect(main(asha)).to_be_focused()


def test_contacts_are_narrowed_and_one_is_opened(asha):
    goes_to(asha, "Contacts")
    asha.enters(main(asha).locator("tbody th a").first)
    expect(main(asha).locator("dl.summary").first).to_be_visible()
    asha.enters(main(asha).locator("a.back"))
    expect(heading(asha)).to_have_text("Contacts")


def test_a_child_is_found_by_name_and_opened(asha):
    asha.opens("/timescales/")
    child = asha.rows()[0][0]
    goes_to(asha, "Find a child")
    asha.types(main(asha).get_by_role("textbox").first, child.split()[-1])
    asha.enters(main(asha).get_by_role("button", name="Find"))
    found = main(asha).get_by_role("link", name=child).first
    expect(found).to_be_visible()
    asha.enters(found)
    expect(heading(asha)).to_contain_text(child)


def test_a_form_with_nothing_in_it_starts_at_what_is_wrong_and_leads_to_each(asha):
    asha.opens("/contacts/new/")
    asha.enters(main(asha).locator("form button").last)
    problem = asha.page.locator(".problem")
    expect(problem).to_be_focused()
    asha.page.keyboard.press("Tab")
    link = problem.get_by_role("link").first
    expect(link).to_be_focused()
    target = link.get_attribute("href")
    asha.page.keyboard.press("Enter")
    expect(asha.page.locator(target)).to_be_focused()
    assert asha.page.title().startswith("There is a problem: ")


def test_a_request_for_support_is_taken_on(asha):
    goes_to(asha, "Support")
    asha.enters(main(asha).get_by_role("link", name="Requests", exact=True))
    waiting = main(asha).locator("tbody tr", has_text="Waiting").first
    expect(waiting).to_be_visible()
    asha.enters(waiting.get_by_role("link").first)
    take = main(asha).get_by_role("button", name="Take it on")
    expect(take).to_be_visible()
    asha.enters(take)
    taken = main(asha).locator("dl.summary > div", has_text="Taken on by")
    expect(taken).to_contain_text(asha.name)


def test_time_is_noted_with_one_press(asha):
    asha.opens("/support/time/")
    asha.enters(main(asha).locator("ul.taps button").first)
    expect(main(asha)).to_contain_text(re.compile("noted", re.IGNORECASE))


def test_the_diary_turns_to_the_week_after(asha):
    goes_to(asha, "Diary")
    before = heading(asha).inner_text()
    asha.enters(main(asha).get_by_role("link", name="Week after"))
    expect(heading(asha)).not_to_have_text(before)


def test_the_page_says_before_the_sign_in_runs_out_and_can_stay(asha):
    """As though an hour had passed: the notice is read aloud, and one press stays."""
    asha.page.clock.install()
    asha.opens("/messages/")
    notice = asha.page.get_by_role("alert")
    asha.page.clock.fast_forward("54:00")
    expect(notice).to_have_count(0)
    asha.page.clock.fast_forward("01:30")
    expect(notice).to_contain_text("You will be signed out at")
    asha.enters(notice.get_by_role("button", name="Stay signed in"))
    expect(notice).to_have_count(0)
