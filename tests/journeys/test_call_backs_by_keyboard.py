"""A list of three call-backs worked off by keyboard: two presses each, and no pointer.

Enter opens one; Tab goes from its note to Yes, and Enter says it.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.desk.contacts.callback_actions import promise_call_back
from alongside.desk.contacts.models import CallBack
from alongside.desk.support.models import SupportRequest
from alongside.desk.support.request_actions import ask
from tests.desk.contacts.calling import logged
from tests.journeys.looking import wrong_at_any_width

pytestmark = pytest.mark.slow


def test_three_call_backs_are_worked_off_with_two_presses_each(page, town, sign_in):
    for hours, caller in enumerate(("First", "Second", "Third"), start=1):
        contact = logged(town.asha, "meeting", child=town.robin, caller_said=caller)
        promise_call_back(
            by=town.asha, contact=contact, to=town.wes, channel="phone",
            by_when=timezone.now() + timedelta(hours=hours), about="The meeting",
        )  # fmt: skip
    sign_in(town.wes)
    page.goto("/contacts/call-backs/")
    assert wrong_at_any_width(page) == []
    for caller in ("First", "Second", "Third"):
        expect(page.locator("tbody th a").first).to_have_text(caller)
        expect(page.locator("tbody th a").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(caller)
        expect(page.get_by_label("Note")).to_be_focused()
        assert wrong_at_any_width(page) == []
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Yes, I got through")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Call-backs")
    expect(page.get_by_role("main")).to_contain_text("Nobody waits for you to ring")
    assert CallBack.objects.kept_in_time().count() == 3


def test_enter_in_a_note_or_in_minutes_chooses_none_of_the_answers(page, town, sign_in):
    contact = logged(town.asha, "meeting", child=town.robin)
    call_back = promise_call_back(
        by=town.asha, contact=contact, to=town.asha, channel="phone",
        by_when=timezone.now() + timedelta(hours=1), about="The meeting",
    )  # fmt: skip
    asked = ask(
        by=town.wes, team=town.north, task=None, own_words="Cover reception",
        child=None, due_on=None, instructions="",
    )  # fmt: skip
    sign_in(town.asha)
    sent = []
    page.on("request", lambda each: each.method == "POST" and sent.append(each.url))
    page.goto(f"/contacts/call-backs/{call_back.pk}/")
    page.get_by_label("Note").fill("She will come")
    page.keyboard.press("Enter")
    page.goto(f"/support/requests/{asked.pk}/decline/")
    page.locator("input[name=marked_as]").first.check()
    page.get_by_label("Minutes it takes").fill("45")
    page.keyboard.press("Enter")
    assert wrong_at_any_width(page) == [] and sent == []
    page.get_by_role("button", name="Do it this once").click()
    expect(page.get_by_role("main")).to_contain_text("Done this once")
    assert SupportRequest.objects.get().outcome == "once"
