"""The card of one child is never shown while another is chosen."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from alongside.desk.people.adult_actions import add_adult, link_adult
from alongside.desk.people.models import ChildTeam
from tests.journeys.calls import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOOKING = "Looking up what may be said. Say nothing yet."
WATCH = """() => {
  const panel = document.getElementById("meanwhile");
  window.seen = [];
  new MutationObserver(() => window.seen.push(panel.innerText)).observe(panel, {childList: true, subtree: true});
}"""


@pytest.fixture
def held(page):
    """Answers of the panel that are held back, until they are let go."""
    waiting, holding = [], []

    def on_the_way(route):
        asked = parse_qs(route.request.post_data or "")
        if holding and asked.get("part") == ["meanwhile"]:
            waiting.append(route)
        else:
            route.continue_()

    page.route("**/contacts/new/meanwhile/", on_the_way)
    return waiting, holding


def test_of_two_children_the_one_chosen_now_is_spoken_of(page, sign_in, town, held):
    ChildTeam.objects.get_or_create(child=town.skye, team=town.north)
    gran = add_adult(by=town.asha, name="Greta Oakham", kind="family")
    for child in (town.robin, town.skye):
        link_adult(by=town.asha, adult=gran, child=child, relationship="grandparent")
    waiting, holding = held
    sign_in(town.asha)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Today")
    hand, panel = Keyboard(page), page.locator("#meanwhile")
    hand.begins()
    hand.asks_for("Greta")
    hand.picks("identity", "1")
    hand.is_in("children")
    children = page.locator("#children input[name=child]")
    first, second = (children.nth(n) for n in range(2))
    first.check()
    timeline = panel.get_by_role("link", name="Timeline of")
    expect(timeline).to_be_visible()
    said = timeline.inner_text()
    page.evaluate(WATCH)
    holding.append(True)
    second.check()
    expect(panel).to_have_text(LOOKING)
    page.wait_for_timeout(300)  # longer than it waits before it asks
    assert len(waiting) == 1
    first.check()
    holding.clear()
    waiting.pop().continue_()  # the answer about the second, who is not chosen any more
    expect(timeline).to_have_text(said)
    page.wait_for_load_state("networkidle")
    seen = page.evaluate("window.seen")
    assert LOOKING in seen
    assert all(each == LOOKING or said in each for each in seen), seen
