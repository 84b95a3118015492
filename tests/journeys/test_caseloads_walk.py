"""A team manager's caseloads: read, what if, eight weeks ahead, and a worker chosen for a child."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def mo(person, desk):
    somebody = person(desk, "team_manager")
    somebody.signs_in()
    somebody.reads("Today")
    return somebody


def test_from_the_caseloads_to_a_worker_chosen_with_a_reason(mo):
    mo.goes_to("Caseloads")
    main = mo.reads("Caseloads")
    fraction = re.search(r"(\d+) cases? / ([\d.]+) FTE = [\d.]+", main.inner_text())
    assert main.locator("table tbody tr").count() > 1
    expect(main.get_by_role("img", name="Cases for each FTE")).to_be_visible()

    mo.follows("What if")
    mo.fills("FTE filled", "1")
    mo.presses("Reckon")
    mo.reads("What if")
    fte = float(fraction[2])
    mo.sees(f"{fraction[1]} cases / {fte + 1:.1f} FTE = ")

    mo.follows("Eight weeks ahead")
    mo.reads("Caseloads eight weeks ahead")
    mo.sees("nine times in ten between")

    mo.follows("Choose a worker")
    mo.reads("Choose a worker")
    mo.goes_to("Timescales")
    mo.page.locator("main tbody tr").first.locator("th a").click()
    mo.page.get_by_role("link", name="Choose a worker").click()
    main = mo.reads("Choose a worker")
    chosen = main.get_by_role("radio").first
    chosen.check()
    mo.fills("Why this worker?", "Knows the family")
    mo.presses("Keep the choice")
    mo.reads("Choose a worker")
    mo.sees("Kept, with your reason")
    expect(mo.page.get_by_label("Text for the case system")).to_have_value(
        re.compile("Reason: Knows the family")
    )


def test_a_service_manager_reads_every_team_by_the_keyboard(person, desk):
    sam = person(desk, "service_manager")
    sam.signs_in()
    sam.goes_to("Caseloads")
    main = sam.reads("Caseloads")
    table = main.get_by_role("table", name=re.compile(r"^\d+ teams?$"))
    teams = table.locator("tbody tr")
    assert teams.count() > 1
    sam.enters(teams.first.get_by_role("link"))
    sam.reads("Caseloads: ")
