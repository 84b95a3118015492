"""A support officer works down her morning, with the keyboard alone."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

OVERDUE = re.compile(r"^Overdue \(")


@pytest.fixture
def asha(person, desk):
    return person(desk, "support_officer")


def test_she_works_down_what_is_overdue(asha, rulebook):
    given_she_has_signed_in_with_the_keyboard(asha)
    overdue = then_today_says_how_many_are_overdue(asha)
    when_she_opens_what_is_overdue(asha)
    then_every_line_is_overdue_and_all_are_there(asha, overdue)
    when_she_opens_the_first(asha)
    then_she_reads_the_arithmetic_and_the_law(asha, rulebook)
    when_she_goes_back_to_her_list(asha)
    three = when_she_ticks_three_that_nobody_has_marked(asha)
    and_says_that_she_asked_the_worker(asha)
    then_those_three_say_so(asha, three)


def test_she_chooses_a_team_and_a_timescale_and_takes_the_list_away(asha):
    given_she_has_signed_in_with_the_keyboard(asha)
    when_she_opens_what_is_overdue(asha)
    child, timescale, _ = asha.rows()[0]
    when_she_chooses_team_and_timescale(asha, "East District", timescale)
    then_only_those_are_listed_and_the_choice_stays(asha, "East District", timescale)
    workbook = when_she_exports_to_excel(asha)
    then_the_workbook_holds_the_same_lines(asha, workbook)
    when_she_opens_the_first_child(asha, child)
    then_it_is_the_childs_timeline(asha, child)


def test_another_teams_child_cannot_be_reached_by_address(asha, person, desk):
    sam = person(desk, "service_manager")
    sam.signs_in()
    child, addresses = given_a_child_of_a_team_she_does_not_support(sam)
    given_she_has_signed_in_with_the_keyboard(asha)
    for address in addresses:
        assert asha.opens(address) == 404
        assert child not in asha.reads("Page not found").inner_text()


def given_she_has_signed_in_with_the_keyboard(asha):
    asha.opens("/sign-in/")
    asha.reads("Sign in")
    asha.types(asha.page.get_by_label("E-mail address or sign-in name"), asha.username)
    asha.types(asha.page.get_by_label("Password"), asha.password)
    asha.page.keyboard.press("Enter")
    asha.reads("Today")


def then_today_says_how_many_are_overdue(asha) -> int:
    card = asha.reads("Today").locator(".card", has_text="Overdue")
    return int(card.locator(".big").inner_text())


def when_she_opens_what_is_overdue(asha):
    main = asha.page.get_by_role("main")
    asha.enters(main.get_by_role("link", name="Overdue", exact=True))


def then_every_line_is_overdue_and_all_are_there(asha, overdue: int):
    main = asha.reads("Timescales")
    expect(main.get_by_role("link", name=OVERDUE)).to_have_attribute(
        "aria-current", "page"
    )
    standing = main.locator("td[data-label=Standing] .tag").all_inner_texts()
    assert standing == ["Overdue"] * overdue


def when_she_opens_the_first(asha):
    asha.enters(asha.page.locator("td[data-label=What] a").first)


def then_she_reads_the_arithmetic_and_the_law(asha, rulebook):
    main = asha.page.get_by_role("main")
    rule = rulebook[
        main.locator("dl.summary > div", has_text="Rule")
        .locator("dd .hint")
        .inner_text()
    ]
    asha.reads(rule.title)
    day = re.search(r"Due by (\w+ \d+ \w+ \d{4})", main.inner_text())
    expect(main.locator(".inset")).to_contain_text(f"is {day[1]}.")
    expect(main.locator("dl.summary")).to_contain_text(rule.source)
    expect(main.locator("dl.summary")).to_contain_text(f"Basis: {rule.basis}")


def when_she_goes_back_to_her_list(asha):
    asha.enters(asha.page.locator("a.back"))
    asha.reads("Timescales")
    tabs = asha.page.get_by_role("navigation", name="When they are due")
    expect(tabs.locator("[aria-current=page]")).to_contain_text("Overdue")
    asha.enters(tabs.get_by_role("link", name="All"))
    expect(tabs.locator("[aria-current=page]")).to_contain_text("All")


def when_she_ticks_three_that_nobody_has_marked(asha) -> list[str]:
    lines = asha.page.locator(
        "tbody tr", has=asha.page.locator("td .tag", has_text="To ask")
    )
    ticked = []
    for number in range(3):
        box = lines.nth(number).get_by_role("checkbox")
        asha.tabs_to(box)
        asha.page.keyboard.press("Space")
        expect(box).to_be_checked()
        ticked.append(box.get_attribute("value"))
    return ticked


def and_says_that_she_asked_the_worker(asha):
    main = asha.page.get_by_role("main")
    expect(main.get_by_label("What do you want to say?")).to_have_value("asked")
    asha.enters(main.get_by_role("button", name="Mark the ones ticked"))


def then_those_three_say_so(asha, three: list[str]):
    expect(asha.page.get_by_role("status")).to_contain_text("3 timescales were marked.")
    for value in three:
        box = asha.page.locator(f"input[name=due][value='{value}']")
        line = asha.page.locator("tbody tr", has=box)
        expect(line.locator("td[data-label=State]")).to_contain_text("Asked the worker")
        expect(line.locator("td[data-label=State]")).to_contain_text(asha.name)
    asha.reads("Timescales")


def when_she_chooses_team_and_timescale(asha, team: str, timescale: str):
    main = asha.page.get_by_role("main")
    asha.enters(main.locator("summary", has_text="Choose team"))
    asha.types(main.get_by_label("Team", exact=True), team)
    asha.types(main.get_by_label("Timescale", exact=True), timescale)
    asha.enters(main.get_by_role("button", name="Show"))


def then_only_those_are_listed_and_the_choice_stays(asha, team: str, timescale: str):
    main = asha.reads("Timescales")
    assert {row[1] for row in asha.rows()} == {timescale}
    who = main.locator("td[data-label=Worker] .hint").all_inner_texts()
    assert who and all(name.startswith(team) for name in who)
    chosen = main.get_by_label("Timescale", exact=True).locator("option:checked")
    assert chosen.inner_text() == timescale
    expect(main.get_by_label("Team", exact=True)).to_be_visible()


def when_she_exports_to_excel(asha) -> bytes:
    with asha.page.expect_download() as coming:
        asha.tabs_to(asha.page.get_by_role("link", name="Export to Excel"))
        asha.page.keyboard.press("Enter")
    assert coming.value.suggested_filename.endswith(".xlsx")
    return Path(coming.value.path()).read_bytes()


def then_the_workbook_holds_the_same_lines(asha, workbook: bytes):
    sheet = load_workbook(BytesIO(workbook)).active
    lines = [
        (child, timescale, _as_on_the_page(due))
        for child, _, timescale, due, *_ in sheet.iter_rows(min_row=6, values_only=True)
    ]
    assert lines == asha.rows()


def _as_on_the_page(due: date | datetime) -> str:
    return f"{due:%a} {due.day} {due:%b %Y}"


def when_she_opens_the_first_child(asha, child: str):
    asha.enters(asha.page.locator("tbody th a", has_text=child).first)


def then_it_is_the_childs_timeline(asha, child: str):
    asha.reads(child)


def given_a_child_of_a_team_she_does_not_support(sam) -> tuple[str, list[str]]:
    sam.goes_to("Today")
    sam.follows("North District Child Protection Team")
    line = sam.page.locator("main tbody tr").first
    child = line.locator("th a")
    timescale = line.locator("td[data-label=What] a").first
    addresses = [child.get_attribute("href"), timescale.get_attribute("href")]
    return child.inner_text(), addresses
