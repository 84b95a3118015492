"""A caller nobody knows: the name that was sought is not typed twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from alongside.desk.contacts.models import Contact
from tests.journeys.calls import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_PRESSES = 12


@pytest.mark.parametrize(
    "sought, typed", [("Zelda Quill", "Zelda Quill"), ("01632 960 555", "")]
)
def test_the_name_sought_is_who_they_say_they_are(page, sign_in, town, sought, typed):
    """A number is nobody's name; what is typed over the name stands in its place."""
    sign_in(town.asha)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Today")
    hand = Keyboard(page)
    hand.begins()
    hand.types(sought)
    hand.presses_key("Enter")
    hand.picks("callers", "0")
    said = page.locator("#id_caller_said")
    expect(said).to_be_focused()
    expect(said).to_have_value(typed)
    if not typed:
        hand.types("Zed Quill")
        expect(said).to_have_value("Zed Quill")
    hand.presses_key("Tab")
    hand.types("Other")
    hand.presses_key("Tab")
    hand.picks("identity", "5")
    hand.picks("children", "0")
    hand.is_in("id_team")
    hand.presses_key("Tab")
    hand.picks("topics", "8")
    hand.is_in("id_said")
    hand.types("Asked when the office opens.")
    hand.presses_key("Tab")
    hand.picks("outcomes", "1")
    page.wait_for_load_state("networkidle")  # nothing asked meanwhile outlives the test
    hand.logs()
    assert hand.presses <= MOST_PRESSES
    assert Contact.objects.get().caller_said == (typed or "Zed Quill")
