"""A manager signs in with a second factor, sees who has most to do, prints the list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.codes import code_for

pytestmark = pytest.mark.browser


def test_a_manager_signs_in_with_a_second_factor(person, desk):
    mo = person(desk, "team_manager")
    mo.signs_in()
    secret = when_he_sets_up_the_app_on_his_phone(mo)
    when_he_signs_out(mo)
    mo.signs_in()
    then_he_is_asked_for_a_code_and_a_wrong_one_is_refused(mo)
    when_he_enters_the_code(mo, secret)
    then_today_counts_by_worker(mo)
    when_he_chooses_a_worker(mo)
    then_he_prints_what_is_listed(mo)


def when_he_sets_up_the_app_on_his_phone(mo) -> str:
    mo.reads("Today")
    mo.follows(mo.name)
    mo.reads("Your account")
    mo.follows("Set up your second factor")
    mo.reads("Your second factor")
    mo.follows("Set up an app")
    confirm = mo.page.get_by_role("heading", level=1).inner_text()
    if "Set up" not in confirm:
        mo.reads(confirm)
        mo.fills("Password", mo.password)
        mo.presses("Continue")
    mo.reads("Set up an app on your phone")
    mo.page.get_by_text("I cannot point my phone at it").click()
    secret = re.search(r"[A-Z2-7]{16,}", mo.page.locator("details code").inner_text())[
        0
    ]
    mo.fills("Code", code_for(secret))
    mo.presses("Turn on")
    mo.reads("recovery codes")
    assert mo.page.locator(".codes li").count() >= 8
    return secret


def when_he_signs_out(mo):
    mo.presses("Sign out")
    mo.reads("Sign in")


def then_he_is_asked_for_a_code_and_a_wrong_one_is_refused(mo):
    mo.reads("Enter your code")
    mo.fills("Code", "000000")
    mo.presses("Sign in")
    expect(mo.page.locator(".problem")).to_be_visible()
    mo.opens("/timescales/")
    mo.reads("Enter your code")  # and not the list


def when_he_enters_the_code(mo, secret: str):
    mo.fills("Code", code_for(secret))
    mo.presses("Sign in")
    mo.reads("Today")


def then_today_counts_by_worker(mo):
    table = mo.page.get_by_role("table", name="Open timescales by worker")
    counts = [
        [int(text.replace(",", "")) for text in line.locator("td").all_inner_texts()]
        for line in table.locator("tbody tr").all()
    ]
    assert counts and all(sum(parts) <= total for total, *parts in counts)
    late = [each[1] for each in counts]
    assert late == sorted(late, reverse=True), "Most overdue first."


def when_he_chooses_a_worker(mo):
    first = (
        mo.page.get_by_role("table", name="Open timescales by worker")
        .locator("tbody tr")
        .first
    )
    mo.worker = first.get_by_role("link").inner_text()
    mo.worker_has = int(first.locator("td").first.inner_text())
    first.get_by_role("link").click()
    mo.reads("Timescales")


def then_he_prints_what_is_listed(mo):
    mo.page.add_init_script("window.print = () => { window.printed = true; }")
    mo.follows("Print")
    mo.reads("Timescales")
    workers = {
        who.split("\n")[0]
        for who in mo.page.locator("td[data-label=Worker]").all_inner_texts()
    }
    assert workers == {mo.worker} and len(mo.rows()) == mo.worker_has
    mo.presses("Print this page")
    assert mo.page.evaluate("window.printed")
    then_the_paper_holds_the_list_and_nothing_to_press(mo)


def then_the_paper_holds_the_list_and_nothing_to_press(mo):
    mo.page.emulate_media(media="print")
    for gone in ("nav", "button", "input", "summary"):
        shown = mo.page.locator(f"{gone}:visible").all()
        assert not shown, f"The paper shows a {gone}."
    expect(mo.page.get_by_role("table").first).to_be_visible()
    expect(mo.page.get_by_role("main")).to_contain_text("From the case system as at")
