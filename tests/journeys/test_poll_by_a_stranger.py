"""A poll as it is answered: by somebody without a sign-in, on a telephone; and then booked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Meeting, Poll, Resource
from tests.journeys.looking import wrong_at_any_width, wrong_with_stops

pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(town):
    mother = Resource.objects.create(kind="outside", name="Ada Hale")
    return ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin, mode="online",
        people=[Wanted(mother, "parent")],
    )  # fmt: skip


@pytest.fixture
def telephone(browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


def says(page, *answers):
    for n, answer in enumerate(answers):
        page.get_by_role("group").nth(n).get_by_label(answer, exact=True).check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


def test_a_stranger_answers_changes_their_mind_and_the_time_is_booked(
    page, sign_in, town, meeting, telephone, settings, live_server
):
    settings.ADDRESS = live_server.url
    sign_in(town.asha)
    page.goto(f"/diary/arrange/{meeting.pk}/poll/")
    for box in (*page.locator("input[name=times]").all()[:2], page.get_by_label("Ada Hale, parent or carer")):  # fmt: skip
        box.check()
    page.get_by_role("button", name="Make the links").click()
    link = page.locator("code.address").inner_text()
    assert wrong_at_any_width(page) == []
    telephone.goto(link)
    assert "Ada" not in telephone.locator("body").inner_text()
    assert wrong_at_any_width(telephone) == [] and wrong_with_stops(telephone) == []
    says(telephone, "Yes", "No")
    telephone.goto(link)
    says(telephone, "No", "Yes")
    page.reload()
    row = page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name="Ada Hale")
    )
    assert row.get_by_role("cell").all_inner_texts()[:2] == ["No", "Yes"]
    page.get_by_role("link", name="Take this time").nth(1).click()
    assert page.locator("input[name=slot]:checked").count() == 1
    page.get_by_role("button", name="Book this time").click()
    expect(page.locator(".notice")).to_contain_text("Ring or write to Ada Hale")
    second = Poll.objects.get().times.last().starts_at
    assert Meeting.objects.get().starts_at == second
    telephone.goto(link)
    expect(telephone.get_by_role("heading", level=1)).to_have_text(
        "This link is closed"
    )
    assert second > timezone.now() + timedelta(hours=1)
