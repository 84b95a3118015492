"""Two calls taken with the keyboard alone, and what is typed kept through a closed browser."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.calls import Keyboard
from tests.journeys.looking import wrong_at_any_width

pytestmark = pytest.mark.browser
MOST_PRESSES = 12  # beyond what is typed, from any page to a logged contact

# A carer or a grandmother of a child whom Asha and Wes may be shown, and whom nobody was in
# touch about; with what the grandmother may be told of a meeting on the day said.
SOMEBODY = """
from datetime import date, timedelta
from django.utils import timezone
from alongside.desk.access.models import User
from alongside.desk.contacts.card_actions import set_answer_card
from alongside.desk.contacts.card_models import AnswerCard, Item
from alongside.desk.contacts.cards import answer_card
from alongside.desk.contacts.models import Contact
from alongside.desk.people.adult_actions import add_adult, add_contact_point, link_adult
from alongside.desk.people.models import Child
asha = User.objects.get(username="asha.patel")
wes = User.objects.get(username="wes.okafor")
day = timezone.localdate()
meeting = date.fromisoformat("{meeting}")
adult = add_adult(by=asha, name="{name}", kind="{kind}")
add_contact_point(by=asha, adult=adult, value="01632 960 999")
asked = Contact.objects.filter(topic__code="{topic}", child__isnull=False)
seen = Child.objects.visible_to(asha) & Child.objects.visible_to(wes)
for child in seen.exclude(family_id__in=asked.values("child__family_id")).by_name():
    card = AnswerCard.objects.latest_of(child)
    set_answer_card(
        by=wes, child=child, on=day, seen=card.number if card else 0,
        told={{adult: [Item.WORKER, Item.MEETING_DAY, Item.MEETING_TIME]}},
        review_on=day + timedelta(days=30), meeting_on=meeting,
        do_not_tell="The address is withheld from the family.",
        words={{Item.MEETING_TIME: "At ten in the morning"}},
    ) if "{kind}" == "family" else None
    link = link_adult(by=asha, adult=adult, child=child, relationship="{relationship}")
    shown = answer_card(asha, child, adult, timezone.now())
    if "{kind}" == "family" and f"{{meeting:%A}}" not in str(shown.told):
        link.delete()  # a meeting of theirs is arranged for another day
        continue
    print(child)
    break
"""


def somebody(
    desk, name: str, relationship: str, kind: str, topic: str, meeting: date
) -> str:
    """Bring such a person, around one child; return the child's name."""
    words = {"name": name, "relationship": relationship, "kind": kind, "topic": topic}
    told = desk.manage("shell", "-v0", "-c", SOMEBODY.format(meeting=meeting, **words))
    return told.strip().splitlines()[-1]


def looked_at(asha, name: str, request) -> None:
    """See that nothing is wrong with the page at hand, and keep a picture of it."""
    assert wrong_at_any_width(asha.page) == []
    asha.page.screenshot(
        path=request.config.rootpath / "var" / f"{name}.png", full_page=True
    )


def signed_in(person, desk):
    """Asha, signed in with the keyboard alone."""
    asha = person(desk, "support_officer")
    asha.opens("/sign-in/")
    asha.types(asha.page.get_by_label("E-mail address or sign-in name"), asha.username)
    asha.types(asha.page.get_by_label("Password"), asha.password)
    asha.page.keyboard.press("Enter")
    expect(asha.page.get_by_role("heading", level=1)).to_contain_text("Today")
    return asha


def rings_about_payment(hand: Keyboard, carer: str, said: str, again: bool) -> str:
    hand.begins()
    hand.asks_for(carer)
    hand.picks("identity", "2")
    hand.picks("children", "1")
    hand.picks("topics", "p")
    if again:  # the query that is open stands first
        hand.picks("payments", "1")
    else:
        hand.is_in("id_payment_kind")
        hand.presses_key("Tab")
    hand.is_in("id_said")
    hand.types(said)
    hand.presses_key("Tab")
    hand.picks("outcomes", "1")
    return hand.logs()


def test_a_foster_carer_rings_about_a_missed_payment_for_the_third_time(
    desk, person, request
):
    carer = "Cara Wynnstay"
    day = timezone.localdate()
    somebody(desk, carer, "foster_carer", "foster_carer", "payment", day)
    asha = signed_in(person, desk)
    hand = Keyboard(asha.page)
    said = ("The allowance of last week did not come.", "It still has not come.")
    for again, words in enumerate(said):
        rings_about_payment(hand, carer, words, bool(again))
        assert hand.presses <= MOST_PRESSES
    hand.begins()
    hand.asks_for(carer)
    expect(asha.page.locator("#callers")).to_contain_text(
        "In touch 2 times in 28 days."
    )
    hand.picks("identity", "2")
    hand.picks("children", "1")
    hand.picks("topics", "p")
    panel = asha.page.locator("#meanwhile")
    expect(panel).to_contain_text("3rd contact about this")
    expect(panel).to_contain_text("It still has not come.")
    looked_at(asha, "third-call", request)
    hand.picks("payments", "1")
    hand.is_in("id_said")
    hand.types("Three weeks now, and the fuel is on her card.")
    hand.presses_key("Tab")
    hand.picks("outcomes", "1")
    hand.logs()
    assert hand.presses <= MOST_PRESSES
    looked_at(asha, "third-call-logged", request)
    asha.sees("3rd contact about this in 28 days")
    query = asha.page.get_by_role("link", name="Payment query")
    asha.enters(query)
    for said in ("did not come", "still has not come", "fuel is on her card"):
        asha.sees(said)


def test_a_grandmother_rings_about_tomorrow_and_may_not_be_told_the_address(
    desk, person, request
):
    gran = "Greta Oakham"
    tomorrow = timezone.localdate() + timedelta(days=1)
    child = somebody(desk, gran, "grandparent", "family", "meeting", tomorrow)
    asha = signed_in(person, desk)
    hand, panel = Keyboard(asha.page), asha.page.locator("#meanwhile")
    hand.begins()
    hand.asks_for(gran)
    hand.is_in("identity")
    expect(panel).to_contain_text("Check who it is before you say anything")
    expect(panel).not_to_contain_text(child)
    hand.picks("identity", "1")
    hand.picks("children", "1")
    hand.picks("topics", "1")
    expect(panel).to_contain_text("The address is withheld from the family.")
    expect(panel).to_contain_text(f"{tomorrow:%A} {tomorrow.day} {tomorrow:%B}")
    kept_back = panel.get_by_role("list").first
    expect(kept_back).to_contain_text("The address where the child lives")
    expect(kept_back).to_contain_text("The place of the next meeting")
    expect(panel.locator("dl")).not_to_contain_text("address")
    looked_at(asha, "grandmother", request)
    asha.page.locator("#id_said").focus()
    hand.types("Asked where the meeting is. Told the day, and not the place.")
    hand.presses_key("Tab")
    hand.picks("outcomes", "1")
    hand.logs()
    assert hand.presses <= MOST_PRESSES
    asha.sees(child)


def test_a_closed_browser_loses_nothing(desk, person):
    asha = signed_in(person, desk)
    hand = Keyboard(asha.page)
    hand.begins()
    hand.types("Somebody from the school")
    asha.page.locator("#id_said").focus()
    hand.types("The office is closed on Friday afternoon.")
    expect(asha.page.locator("#kept")).to_contain_text("Kept at")
    asha.page.goto("about:blank")
    again = signed_in(person, desk)
    again.enters(again.page.get_by_role("link", name="You were logging a contact at"))
    expect(again.page.locator("#id_said")).to_have_value(
        "The office is closed on Friday afternoon."
    )
