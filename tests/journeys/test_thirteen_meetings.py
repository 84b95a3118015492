"""A month of meetings, arranged with few presses; one of them otherwise, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.calls import Keyboard
from tests.journeys.looking import wrong_at_any_width

pytestmark = pytest.mark.browser
MOST = 25  # presses and clicks, beyond what is typed

# Of what Asha may see, eleven core groups and two review conferences are left to arrange.
THIRTEEN = """
from datetime import timedelta
from django.utils import timezone
from alongside.desk.access.models import User
from alongside.desk.casework.models import Due
from alongside.desk.diary.models import Meeting
from alongside.desk.diary.month_asked import RULES, without_a_meeting
from alongside.desk.diary.month_forms import end_of_next_month
from alongside.desk.diary.whom_to_ask import candidates
asha, today = User.objects.get(username="asha.patel"), timezone.localdate()
until = end_of_next_month(today)
Meeting.objects.visible_to(asha).to_arrange().update(state="cancelled")
dues = {d.child_id: d for d in without_a_meeting(asha, until + timedelta(days=200))}
some = [
    due for due in dues.values()
    if any(each.usual for each in candidates(asha, due.child, today))
]
core, others = some[:11], some[11:13]
for rule, chosen in (("CORE_GROUP_N", core), ("RCPC_N", others)):
    Due.objects.filter(pk__in=[each.pk for each in chosen]).update(
        rule=rule, due_on=until, nth=77
    )
kept = [each.pk for each in (*core, *others)]
Due.objects.filter(rule__in=RULES).exclude(pk__in=kept).update(status="ended")
print(len(core), len(others))
"""
INVITED = """
from alongside.desk.diary.models import Invitation, Meeting
from alongside.desk.diary.month_models import Proposal
meetings = Meeting.objects.filter(proposed__proposal=Proposal.objects.latest("pk"))
booked = meetings.filter(state="booked")
invited = Invitation.objects.filter(attendance__meeting__in=booked)
print(booked.count(), invited.values("attendance__meeting").distinct().count())
"""


def last_line(told: str) -> str:
    return told.strip().splitlines()[-1]


def test_thirteen_meetings_in_twenty_five_presses(desk, person, request):
    assert last_line(desk.manage("shell", "-v0", "-c", THIRTEEN)) == "11 2"
    asha = person(desk, "support_officer")
    asha.signs_in()
    page, clicks = asha.page, 0
    for role, name in (
        ("link", "Meetings"),
        ("link", "Arrange a month at once"),
        ("button", "Propose places for all"),
    ):
        page.get_by_role(role, name=name, exact=True).click()
        clicks += 1
    expect(page.get_by_role("heading", level=1)).to_contain_text("Meetings to arrange")
    book = page.get_by_role("button", name="Book those that are ticked")
    standing = page.locator("#standing").element_handle()
    expect(book).to_be_visible(timeout=60_000)
    # Said in the place that was there while it worked: whoever hears the page is told.
    assert standing.inner_text() == "Ready: 13 of 13 placed."
    expect(page.get_by_role("row")).to_have_count(14)
    assert wrong_at_any_width(page) == []
    page.screenshot(path=request.config.rootpath / "var" / "month.png", full_page=True)
    proposed = page.url
    hand = Keyboard(page)
    otherwise(page, hand)
    expect(page.locator(".notice")).to_contain_text("is booked")
    page.goto(proposed)
    book.click()
    clicks += 2
    expect(page.locator(".notice")).to_contain_text("booked, and invited to")
    # What the one moved by keyboard now stands in the way of is given another time too.
    while page.get_by_text("Not booked:").count():
        page.get_by_role("link", name="Other times").first.click()
        page.locator("input[name=slot] + label").first.click()
        page.get_by_role("button", name="Book this time").click()
        expect(page.locator(".notice")).to_contain_text("is booked")
        clicks += 3
        page.goto(proposed)
    # Whoever has no e-mail address is told by the desk, and stands in no outbox.
    booked, invited = last_line(desk.manage("shell", "-v0", "-c", INVITED)).split()
    assert booked == "13" and int(invited) > 0
    assert hand.presses + clicks <= MOST


def otherwise(page, hand: Keyboard) -> None:
    """Give the first of the month another of its times, by keyboard alone."""
    page.reload()
    past_the_navigation(hand)
    while not focused(page).startswith("Other times"):
        hand.presses_key("Tab")
        assert hand.presses < MOST
    hand.presses_key("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Free times")
    past_the_navigation(hand)
    while page.evaluate("document.activeElement.type") != "radio":
        hand.presses_key("Tab")
        assert hand.presses < MOST
    hand.presses_key("ArrowDown")
    hand.presses_key("Enter")


def past_the_navigation(hand: Keyboard) -> None:
    hand.presses_key("Tab")
    hand.presses_key("Enter")


def focused(page) -> str:
    """Return the words of the link that has the focus; of anything else, none."""
    return page.evaluate(
        "document.activeElement.tagName == 'A' ? document.activeElement.innerText : ''"
    )
