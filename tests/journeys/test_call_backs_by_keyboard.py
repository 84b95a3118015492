"""A list of three call-backs worked off by keyboard: two presses each, and no pointer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.desk.contacts.callback_actions import promise_call_back
from alongside.desk.contacts.models import CallBack
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
        expect(page.get_by_role("button", name="Yes, I got through")).to_be_focused()
        assert wrong_at_any_width(page) == []
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Call-backs")
    expect(page.get_by_role("main")).to_contain_text("Nobody waits for you to ring")
    assert CallBack.objects.kept_in_time().count() == 3
