"""The worklist as owned: a morning's work, handed over, held, saved, and handed back."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

COUNT = re.compile(r"\(([\d,]+)\)")


@pytest.fixture
def asha(person, desk):
    somebody = person(desk, "support_officer")
    somebody.signs_in()
    somebody.reads("Today")
    return somebody


def test_she_reads_what_was_done_in_her_name_and_what_came_back(asha):
    asha.sees("done in your name")
    asha.sees("Still not recorded after the agreed days")
    asha.follows("See what was done")
    done = asha.reads("Done in your name")
    expect(done.locator("tbody tr").first).to_contain_text("Sefton Price")
    asha.opens("/timescales/?state=unrecorded")
    asha.reads("Timescales")
    expect(states(asha).first).to_contain_text("Still not recorded after")


def test_each_state_leads_to_as_many_as_it_says(asha):
    asha.goes_to("Timescales")
    nav = asha.page.get_by_role("navigation", name="In which state")
    for label in nav.get_by_role("link").all_inner_texts():
        found = COUNT.search(label)
        if found:
            nav.get_by_role("link", name=label).click()
            asha.reads("Timescales")
            assert asha.page.locator("main tbody tr").count() == min(int(found[1]), 25)


def test_with_the_keyboard_she_holds_three_and_saves_what_she_holds(asha):
    asha.opens("/timescales/?when=later&hold=off")
    main = asha.reads("Timescales")
    asha.types(main.get_by_label("What do you want to say?"), "Hold it")
    until = datetime.now(ZoneInfo("Europe/London")).date() + timedelta(days=30)
    for part, number in (
        ("Day", until.day),
        ("Month", until.month),
        ("Year", until.year),
    ):
        field = main.get_by_role("group", name="Day it comes back").get_by_label(
            part, exact=True
        )
        asha.types(field, str(number))
    asha.types(main.get_by_label("Note"), "The school is closed.")
    for number in range(3):
        asha.tabs_to(main.locator("tbody tr").nth(number).get_by_role("checkbox"))
        asha.page.keyboard.press("Space")
    asha.enters(main.get_by_role("button", name="Mark the ones ticked"))
    expect(asha.page.get_by_role("status")).to_contain_text("3 timescales were put on hold")  # fmt: skip
    asha.opens("/timescales/?when=later&hold=on")
    asha.reads("Timescales")
    assert asha.page.get_by_text("The school is closed.").count() == 3
    asha.enters(asha.page.get_by_role("link", name="Save this view"))
    asha.reads("Save this view")
    asha.types(asha.page.get_by_label("Name of the view"), "Closed schools")
    asha.enters(asha.page.get_by_role("button", name="Save"))
    main = asha.reads("Timescales")
    link = main.get_by_role("link", name=re.compile("Closed schools"))
    held = asha.page.locator("main tbody tr").count()
    expect(link.first).to_have_text(f"Closed schools ({held})")
    asha.enters(main.get_by_role("link", name="Change the view Closed schools"))
    main = asha.reads("Change the view “Closed schools”")
    asha.enters(main.get_by_role("link", name="Delete this view"))
    main = asha.reads("Delete the view “Closed schools”")
    asha.enters(main.get_by_role("button", name="Delete"))
    expect(asha.page.get_by_role("status")).to_contain_text("was deleted")
    expect(link).to_have_count(0)


def test_the_second_of_two_is_told_and_what_they_wrote_is_kept(asha, person, desk):
    mo = person(desk, "team_manager")
    mo.signs_in()
    hers = addresses(asha)
    address = next(found for found in addresses(mo) if found in hers)
    for each in (mo, asha):
        assert each.opens(address) == 200
    mo.presses("Mark")
    expect(mo.page.get_by_role("status")).to_contain_text("1 timescale was marked.")
    asha.fills("Note", "I rang the school, and they will see her on Thursday.")
    asha.presses("Mark")
    alert = asha.page.get_by_role("alert")
    expect(alert).to_contain_text("Mo Hassan marked it as asked after you opened")
    note = asha.page.get_by_label("Note")
    expect(note).to_have_value("I rang the school, and they will see her on Thursday.")
    asha.reads("")
    asha.presses("Mark")
    expect(asha.page.get_by_role("status")).to_contain_text("1 timescale was marked.")
    history = asha.page.locator("ol.timeline")
    expect(history).to_contain_text("Mo Hassan")
    expect(history).to_contain_text("they will see her on Thursday")


def test_her_calendar_reads_her_days_and_no_name_until_she_revokes_it(asha):
    asha.opens("/account/")
    asha.reads("Your account")
    asha.page.get_by_role("link", name="Manage your calendar address").click()
    asha.reads("My calendar address")
    asha.presses("Make my calendar address")
    asha.reads("My calendar address")
    address = asha.page.locator("code").inner_text()
    path = "/feeds/" + address.rpartition("/feeds/")[2]
    answer = asha.context.request.get(path)
    calendar = Calendar.from_ical(answer.body())
    asha.opens("/timescales/?owner=mine&print=1")
    main = asha.reads("Timescales")
    assert len(calendar.walk("VEVENT")) == main.locator("tbody tr").count() > 0
    said = answer.text().replace("\r\n ", "")
    names = main.locator("tbody th").all_inner_texts()
    for name in {part for text in names for part in text.split()}:
        assert name not in said, name
    asha.opens("/account/calendar/")
    asha.presses("Revoke it")
    assert asha.context.request.get(path).status == 404


def addresses(somebody) -> list[str]:
    """The pages of all that somebody is to ask about, soonest first."""
    somebody.opens("/timescales/?state=to_ask&print=1")
    somebody.reads("Timescales")
    links = somebody.page.locator("td[data-label=What]").evaluate_all(
        "cells => cells.map(cell => cell.querySelector('a').getAttribute('href'))"
    )
    return [link.partition("?")[0] for link in links]


def states(asha):
    return asha.page.locator("td[data-label=State]")
