"""What is typed is not lost: through a time-out, a second tab, a change of mind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from alongside.desk.casework.models import Due, Extract, Happening, Mark
from tests.journeys.looking import wrong_at_any_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTE = "Rang twice; will visit on Friday & write it up."


@pytest.fixture
def clocks(town) -> list[Due]:
    """Three clocks of Robin's, due in the days to come."""
    today = timezone.localdate()
    extract = Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=today,
        uploaded_by=town.sef, state="applied", applied_at=timezone.now(),
    )  # fmt: skip
    return [
        Due.objects.create(
            child=town.robin, rule="CP_VISIT_10WD", status="open", first_in=extract,
            started_on=today - timedelta(days=3), due_on=today + timedelta(days=days),
            nth=days, team=town.north,
        )
        for days in (1, 2, 3)
    ]  # fmt: skip


def writes_a_note(page, due) -> None:
    page.goto(f"/timescales/{due.pk}/?back=/")
    page.get_by_label("What do you want to say?").select_option("note")
    page.get_by_label("Note", exact=False).last.fill(NOTE)


def signs_in(page, town) -> None:
    page.get_by_label("E-mail address or sign-in name").fill(town.asha.username)
    page.get_by_label("Password").fill(town.password)
    page.get_by_role("button", name="Sign in").click()


def sends_it(page) -> None:
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("This was not sent yet")
    expect(main).to_contain_text(NOTE)
    assert wrong_at_any_width(page) == []
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("status")).to_contain_text("1 timescale was marked.")
    expect(page.get_by_role("main")).to_contain_text(NOTE)
    assert Mark.objects.get().note == NOTE


def test_a_note_outlives_a_time_out(sign_in, town, clocks):
    page = sign_in(town.asha)
    writes_a_note(page, clocks[0])
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    page.get_by_role("button", name="Mark").click()
    expect(page.get_by_role("main")).to_contain_text("What you wrote is kept.")
    assert wrong_at_any_width(page) == []
    signs_in(page, town)
    sends_it(page)


def test_a_note_outlives_signing_in_anew_in_another_tab(sign_in, town, clocks):
    page = sign_in(town.asha)
    writes_a_note(page, clocks[0])
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    signs_in(other, town)
    expect(other.get_by_role("heading", level=1)).to_contain_text("Today")
    page.get_by_role("button", name="Mark").click()
    sends_it(page)


def test_what_is_typed_stays_when_another_kind_is_chosen(sign_in, town, clocks):
    page = sign_in(town.asha)
    page.goto(f"/timescales/{clocks[0].pk}/")
    kind = page.get_by_label("What do you want to say?")
    kind.select_option("awaiting")
    day = page.get_by_role("group", name="Day it was done", include_hidden=True)
    day = day.get_by_label("Day", exact=True)
    day.fill("1")
    page.get_by_label("Note", exact=False).last.fill(NOTE)
    kind.select_option("asked")
    expect(day).to_be_hidden()
    kind.select_option("awaiting")
    expect(day).to_have_value("1")
    kind.select_option("asked")
    page.get_by_role("button", name="Mark").click()
    expect(page.get_by_role("status")).to_contain_text("1 timescale was marked.")
    mark = Mark.objects.get()
    assert (mark.kind, mark.note, mark.done_on) == ("asked", NOTE, None)


def test_all_lines_of_a_page_are_ticked_at_once(sign_in, town, clocks):
    page = sign_in(town.asha)
    page.goto("/timescales/")
    every, lines = page.get_by_label("Tick all 3"), page.locator("tbody input")
    every.check()
    assert [box.is_checked() for box in lines.all()] == [True] * 3
    lines.first.uncheck()
    assert every.evaluate("box => box.indeterminate") and not every.is_checked()
    lines.first.check()
    expect(every).to_be_checked()
    assert wrong_at_any_width(page) == []
    every.uncheck()
    assert [box.is_checked() for box in lines.all()] == [False] * 3


def test_without_scripts_lines_are_ticked_one_by_one(browser, live_server, town, clocks):  # fmt: skip
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/")
    signs_in(page, town)
    page.goto("/timescales/")
    expect(page.get_by_label("Tick all")).to_be_hidden()
    page.locator("tbody input").first.check()
    page.get_by_role("button", name="Mark", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("1 timescale was marked.")
    context.close()


def test_a_phone_opens_the_picture_where_something_happened(sign_in, town):
    """A visit ten months ago, and nothing since: neither its end nor its beginning."""
    today = timezone.localdate()
    for days in (360, 200):
        on: date = today - timedelta(days=days)
        Happening.objects.create(child=town.robin, kind="cp_visit", on=on)
    page = sign_in(town.asha)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/children/{town.robin.pk}/")
    last = page.locator(".plot .sign").last
    box, window = last.bounding_box(), page.locator(".picture").bounding_box()
    labels = page.locator(".picture .labels").bounding_box()
    assert labels["x"] + labels["width"] < box["x"]
    assert box["x"] + box["width"] < window["x"] + window["width"]


def test_a_long_unbroken_note_stays_inside_the_page(sign_in, town, clocks):
    Mark.objects.create(due=clocks[0], kind="note", note="x" * 500, by=town.asha)
    Due.objects.filter(pk=clocks[0].pk).update(mark=Mark.objects.get())
    page = sign_in(town.asha)
    for where in (f"/timescales/{clocks[0].pk}/", f"/children/{town.robin.pk}/", "/timescales/"):  # fmt: skip
        page.goto(where)
        assert wrong_at_any_width(page) == []
