"""From a pilot's verdict to a signed-off report: written, accepted, signed by three, sent forward."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

pytestmark = pytest.mark.browser

WORDS = {
    "Purpose of the report": "The Committee is asked to make the pilot’s posts permanent.",
    "Other options considered": "To do nothing. It would keep none of what the pilot came to.",
    "Reasons for the recommendations": "What is asked for follows from what the pilot came to.",
    "Human resources implications": "Posts are filled as the council fills its posts.",
    "Recommendations": "1) The posts of the pilot are made permanent.",
    "Electoral divisions and members affected": "All.",
}
SIGNS = {
    "monitoring_officer": "This committee may decide it.",
    "finance_officer": "The financial implications are as stated.",
    "hr_adviser": "The unions were consulted.",
}


def test_a_verdict_becomes_a_report_that_goes_forward(person, desk):
    sam = person(desk, "service_manager")
    sam.signs_in()
    address = begins_from_the_pilot(sam)
    writes(sam, address)
    accepts_what_is_left(sam, address)
    for role, says in SIGNS.items():
        signs(person(desk, role), address, says)
    sam.opens(address)
    sam.reads("What the officers came to")
    send = sam.page.get_by_role("button", name="Send it forward")
    sam.enters(send)
    sam.sees("It went forward on")
    for kind in ("docx", "pdf", "html"):
        taken = sam.page.request.get(f"{address}report.{kind}")
        assert taken.status == 200 and len(taken.body()) > 5_000
        if kind == "html":
            assert "Annex 1: Social work support officers" in taken.text()


def begins_from_the_pilot(sam) -> str:
    sam.goes_to("Pilots")
    sam.follows("Social work support officers")
    sam.follows("Report it to Committee")
    page, day = sam.page, timezone.localdate() + timedelta(60)
    sam.reads("Begin a report")
    page.get_by_label("A county council's report").check()
    sam.fills("Title", "What the officers came to")
    page.get_by_label("For which body").select_option(
        label="Children’s Services Committee"
    )
    for part, value in zip(("Day", "Month", "Year"), (day.day, day.month, day.year), strict=True):  # fmt: skip
        page.get_by_label(part, exact=True).fill(str(value))
    sam.fills("Whose report it is", "Service Director")
    page.get_by_label("A decision", exact=True).check()
    page.get_by_label("To change posts").check()
    sam.presses("Begin the report")
    sam.reads("What the officers came to")
    return page.url


def writes(sam, address: str) -> None:
    for heading, words in WORDS.items():
        sam.page.get_by_role("link", name=heading, exact=True).click()
        sam.reads(heading)
        sam.fills("Text", words)
        sam.presses("Save")
    sam.follows("History of Purpose of the report")
    sam.reads("History of Purpose")
    sam.opens(address)


def accepts_what_is_left(sam, address: str) -> None:
    """Findings are put right where they are ours; a pilot's own words are accepted as they stand."""
    accept = sam.page.get_by_role("link", name=re.compile("^Accept"))
    for _ in range(accept.count()):
        accept.first.click()
        sam.reads("Accept a finding")
        sam.fills("Why it may stand", "It stands so in the pilot’s pack.")
        sam.presses("Accept it")
    sam.sees("No finding is open.")


def signs(officer, address: str, says: str) -> None:
    """Find it on Today, read it, and sign it off: the pressing by keyboard alone."""
    officer.signs_in()
    officer.reads("Today")
    officer.follows("Reports to sign off")
    officer.follows("What the officers came to")
    assert officer.page.url == address
    officer.enters(officer.page.get_by_role("link", name=re.compile("^Sign it off")))
    officer.reads("sign-off")
    officer.types(officer.page.get_by_label("What you say of it"), says)
    officer.enters(officer.page.get_by_role("button", name="Sign it off"))
    officer.sees("Signed")
