"""A call in Chromium: gone back to, signed out of, a concern, and counted letter by letter."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.calls import Keyboard
from tests.journeys.test_calls import MOST_PRESSES, looked_at, signed_in, somebody

pytestmark = pytest.mark.browser
SAID = "The office is closed on Friday afternoon."
STANDS = """
import json
from alongside.desk.contacts.models import Contact, Draft
print(json.dumps({
    "contacts": [[c.said, c.outcome] for c in Contact.objects.order_by("-pk")[:3]],
    "drafts": [draft.typed["said"] for draft in Draft.objects.all()],
}))
"""
SIGN_OUT = """
from django.contrib.sessions.models import Session
Session.objects.update(expire_date="2020-01-01T00:00:00Z")
"""


def stands(desk) -> dict:
    """The newest contacts as `[said, outcome]`, and what the drafts say."""
    return json.loads(desk.manage("shell", "-v0", "-c", STANDS).splitlines()[-1])


def signs_in_again(asha) -> None:
    asha.fills("E-mail address or sign-in name", asha.username)
    asha.fills("Password", asha.password)
    asha.presses("Sign in")


def types_a_call(page, said: str = SAID) -> None:
    page.goto("/contacts/new/")
    page.locator("#id_caller_said").fill("A teacher")
    page.locator("#id_caller_kind").select_option("school")
    page.locator("#identity").get_by_label("Not checked").check(force=True)
    page.locator("#topics input").first.check(force=True)
    page.locator("#id_said").fill(said)
    page.locator("#outcomes input").first.check(force=True)
    expect(page.locator("#kept")).to_contain_text("Kept at")


def logs(page, words: str = "Log the contact") -> None:
    page.wait_for_load_state("networkidle")  # leaving sooner breaks off what is asked
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()


def test_back_and_log_again_asks_whether_it_is_another_call(desk, person, request):
    asha = signed_in(person, desk)
    page = asha.page
    types_a_call(page)
    logs(page)
    expect(page.get_by_role("status").first).to_contain_text("Logged as")
    page.go_back()
    expect(page.locator("#id_said")).to_have_value(SAID)
    logs(page)
    problem = page.get_by_role("alert").first
    expect(problem).to_contain_text("Log it again as another call?")
    looked_at(asha, "logged-already", request)
    assert stands(desk)["contacts"].count([SAID, "answered"]) == 1
    logs(page, "Log it again as another call")
    expect(page.get_by_role("status").first).to_contain_text("Logged as")
    assert stands(desk)["contacts"].count([SAID, "answered"]) == 2


def is_back_with(desk, page, said: str) -> None:
    expect(page.get_by_text("You were signed out. Nothing you typed is lost: go on")).to_be_visible()  # fmt: skip
    expect(page.locator("#id_said")).to_have_value(said)
    expect(page.locator("#id_caller_said")).to_have_value("A teacher")
    assert stands(desk)["drafts"] == [said]
    logs(page)
    expect(page.get_by_role("status").first).to_contain_text("Logged as")
    now = stands(desk)
    assert now["contacts"][0] == [said, "answered"] and now["drafts"] == []


def test_signed_out_while_typing_the_page_says_so_and_leads_back_to_the_words(
    desk, person, request
):
    asha = signed_in(person, desk)
    page = asha.page
    types_a_call(page)
    desk.manage("shell", "-v0", "-c", SIGN_OUT)
    page.locator("#id_said").press_sequentially(" And Monday.")
    out = page.locator("#signed-out")
    expect(out).to_contain_text("You were signed out. Nothing you typed is lost.")
    expect(page.locator("#kept")).not_to_contain_text("does not answer")
    looked_at(asha, "signed-out", request)
    typed = page.locator("#id_said").input_value()
    assert "Monday" in typed
    out.get_by_role("button").click()
    signs_in_again(asha)
    is_back_with(desk, page, typed)
    asha.complaints.clear()  # the browser's own, of answers that refused


def test_a_call_logged_after_a_time_out_is_there_once_signed_in(desk, person):
    asha = signed_in(person, desk)
    types_a_call(asha.page)
    desk.manage("shell", "-v0", "-c", SIGN_OUT)
    logs(asha.page)
    signs_in_again(asha)
    is_back_with(desk, asha.page, SAID)
    asha.complaints.clear()  # the browser's own, of answers that refused


def test_a_concern_is_logged_by_keyboard_with_no_outcome_chosen(desk, person, request):
    day = timezone.localdate()
    child = somebody(desk, "Greta Oakham", "grandparent", "other", "meeting", day)
    asha = signed_in(person, desk)
    hand, page = Keyboard(asha.page), asha.page
    hand.begins()
    hand.types("Greta Oakham")
    hand.presses_key("Enter")
    hand.is_in("callers")
    expect(page.locator("#children")).not_to_contain_text(child)
    for key in "111s":  # caller, how checked, child and topic, however quickly typed
        hand.presses_key(key)
    expect(page.locator("#id_immediate")).to_be_focused()
    expect(page.locator("#children input:checked + label")).to_contain_text(child)
    expect(page.locator("#outcomes")).to_be_hidden()
    hand.presses_key("Tab")
    hand.types("He came with a bruise.")
    hand.presses_key("Tab")
    looked_at(asha, "concern-in-a-call", request)
    hand.logs()
    assert hand.presses <= MOST_PRESSES
    assert stands(desk)["contacts"][0] == ["He came with a bruise.", "duty"]


def test_the_letters_left_are_counted_and_too_many_are_said(desk, person):
    page = signed_in(person, desk).page
    types_a_call(page, "x" * 3990 + "\nyy")
    left = page.locator("#id_said + .hint")
    expect(left).to_have_text("6 characters left")
    page.locator("#id_said").press_sequentially("1234567")
    expect(left).to_have_text("1 character too many")
    logs(page)
    expect(page.get_by_role("alert").first).to_contain_text("It has 4001.")
    page.locator("#id_said").press("Control+End")
    page.locator("#id_said").press("Backspace")
    logs(page)
    expect(page.get_by_role("status").first).to_contain_text("Logged as")
