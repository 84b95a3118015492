"""Two people change a rule in a browser, and the worklist follows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journeys.person import PATIENCE

pytestmark = pytest.mark.browser

RULE = "Child protection visit"


@pytest.fixture
def seen(request):
    """Keep a picture of each page, at both widths, where somebody wants to look."""
    folder = os.environ.get("ALONGSIDE_PICTURES")

    def take(somebody, name: str) -> None:
        if not folder:
            return
        for width in (1280, 390):
            somebody.page.set_viewport_size({"width": width, "height": 900})
            path = Path(folder) / f"{name}-{width}.png"
            somebody.page.screenshot(path=path, full_page=True)
        somebody.page.set_viewport_size({"width": 1280, "height": 900})

    return take


def test_a_rule_is_found_tried_changed_by_two_and_kept(person, desk, seen):
    sam, sef = (person(desk, r) for r in ("service_manager", "senior_support_officer"))
    sam.signs_in()
    sam.goes_to("Timescales")
    sam.follows("these rules")
    sam.reads("Timescale rules")
    seen(sam, "rules")
    sam.fills("Search the rules", "child protection visit")
    sam.presses("Search")
    sam.sees("Child protection visit, every four weeks")
    sam.follows("Child protection visit, every four weeks")
    sam.reads("Child protection visit, every four weeks")
    sam.fills("Day", "2")
    sam.fills("Month", "3")
    sam.fills("Year", "2026")
    sam.presses("Count")
    sam.sees("4 weeks from Monday 2 March 2026 is Monday 30 March 2026.")
    sam.reads("Child protection visit, every four weeks")
    seen(sam, "rule")
    sam.follows("Propose a change")
    sam.reads("Child protection visit, every four weeks")
    seen(sam, "propose")
    sam.page.get_by_label("Clocks of this rule").select_option("Reckoned")
    sam.fills("Why it changes", "The partnership asks for it")
    sam.presses("Propose this change")
    sam.reads(f"{RULE}, every four weeks and 1 more", PATIENCE)
    sam.sees("Nothing is counted by it until somebody else signs it off.")
    address = sam.page.url
    seen(sam, "change")

    sef.signs_in()
    sef.opens(address)
    sef.reads(f"{RULE}, every four weeks and 1 more")
    sef.follows("Sign it off")
    sef.reads("Sign off this change?")
    sef.presses("Sign off and put to work")
    sef.sees("Enter who agreed it")
    sef.reads("Sign off this change?")
    seen(sef, "sign-off")
    sef.fills("Who agreed it", "Safeguarding partnership")
    sef.fills("Day", "12")
    sef.fills("Month", "5")
    sef.fills("Year", "2026")
    sef.presses("Sign off and put to work")
    sef.reads(f"{RULE}, every four weeks and 1 more", PATIENCE)
    sef.sees("Safeguarding partnership, 12 May 2026")
    seen(sef, "signed")
    sef.follows("Changes of the rules")
    sef.reads("Changes of the rules")
    seen(sef, "changes")
    sef.goes_to("Timescales")
    assert not [row for row in sef.whole_list() if row[1] == RULE]
    assert [row for row in sef.whole_list() if row[1] == f"{RULE}, every four weeks"]
