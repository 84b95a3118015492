"""The week of several people and rooms, and what a family said, by keyboard and by ear."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.desk.diary.models import Busy, CalendarSource, FamilyConstraint, Resource
from tests.journeys.looking import WIDTHS, wrong_at_any_width, wrong_with_stops

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_STOPS = 80


@pytest.fixture
def diaries(town):
    """Wes of the North, busy from 9 to 10 on next week's Tuesday; and a room, never so."""
    monday = timezone.localdate() + timedelta(7 - timezone.localdate().weekday())
    wes = Resource.objects.create(kind="person", name="Wes Okafor", user=town.wes)
    Resource.objects.create(kind="room", name="Alder room", capacity=8)
    source = CalendarSource.objects.create(resource=wes, kind="file", added_by=town.sef)
    nine = datetime.combine(monday + timedelta(1), time(9)).astimezone()
    Busy.objects.create(
        resource=wes, source=source, status="busy", fetched_at=datetime.now(UTC),
        starts_at=nine, ends_at=nine + timedelta(hours=1),
    )  # fmt: skip
    return monday


def tabs_to(page, target) -> None:
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}.")


def presses(page, target, key: str = "Enter") -> None:
    tabs_to(page, target)
    page.keyboard.press(key)
    page.wait_for_load_state()


def types(page, label: str, text: str) -> None:
    tabs_to(page, page.get_by_label(label))
    page.keyboard.type(text)


def test_a_week_of_several_is_chosen_turned_and_heard(page, sign_in, town, diaries):
    sign_in(town.asha)
    page.goto("/diary/")
    presses(page, page.locator("main details summary"))
    expect(page.get_by_label(town.north.name, exact=True)).to_be_checked()
    presses(page, page.get_by_label("Rooms", exact=True), " ")
    presses(page, page.get_by_role("button", name="Show"))
    presses(page, page.get_by_role("link", name="Week after"))
    said = f"{diaries:%A} {diaries.day} {diaries:%B %Y}".partition(" ")[2]
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Week of {said}")
    assert f"week of {said}" in page.title()
    table = page.get_by_role("table", name=re.compile(f"^2 diaries, week of {said}"))
    for width in WIDTHS:  # on a phone as on a desk, it is a table to whoever hears it
        page.set_viewport_size({"width": width, "height": 900})
        expect(table.get_by_role("columnheader")).to_have_count(6)
        for name in ("Wes Okafor", "Alder room"):
            row = table.get_by_role("row").filter(
                has=page.get_by_role("rowheader", name=re.compile(f"^{name}"))
            )
            expect(row.get_by_role("cell")).to_have_count(5)
            tuesday = row.get_by_role("cell").nth(1)
            expect(tuesday).to_contain_text(re.compile(r"Can be met \d+:\d\dam to"))
            told = "9:00am to 10:00am Busy" if name == "Wes Okafor" else "Free"
            expect(tuesday).to_contain_text(told)
    assert wrong_at_any_width(page) == []
    assert wrong_with_stops(page) == []
    presses(page, table.get_by_role("link", name="Alder room"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Alder room")


def test_what_a_family_said_is_noted_and_ended(page, sign_in, town):
    today = timezone.localdate()
    sign_in(town.asha)
    page.goto(f"/diary/families/{town.robin.pk}/")
    tabs_to(page, page.get_by_label("On which day they cannot"))
    page.keyboard.type("Tues")
    types(page, "Who said so", "Mother, by telephone")
    presses(page, page.get_by_role("button", name="Note it"))
    notice = page.locator(".notice")
    expect(notice).to_contain_text("What the family said was noted.")
    row = page.get_by_role("row").filter(has_text="Mother, by telephone")
    expect(row.get_by_role("rowheader")).to_have_text("Tuesday")
    expect(row).to_contain_text(f"{today.day} {today:%B %Y} to no end")
    expect(row).to_contain_text(f"Noted by {town.asha.full_name}")
    assert wrong_at_any_width(page) == []
    assert wrong_with_stops(page) == []
    ends = re.compile("It holds no more ?: Tuesday, said by Mother")
    presses(page, page.get_by_role("button", name=ends))
    expect(page.locator(".notice")).to_contain_text("It holds no more")
    assert not FamilyConstraint.objects.exists()
