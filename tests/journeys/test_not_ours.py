"""A social worker asks for an assessment to be written; the officer declines; the worker reads why."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WORDS = "Write up the assessment of the twins from my notes"
SENTENCE = "An assessment is a social worker’s judgement of what a child needs"


def asks_in_words(worker) -> None:
    """By keyboard alone: from Support to a request that has been sent."""
    page = worker.page
    worker.enters(page.get_by_role("link", name="Ask for support"))
    worker.reads("Ask for support")
    worker.types(page.get_by_label("What do you ask for?"), "Something else")
    worker.types(
        page.get_by_label(re.compile("^Something else, in your own words")), WORDS
    )
    worker.enters(page.get_by_role("button", name="Send the request"))


def test_an_officer_declines_in_two_presses_and_the_worker_reads_why(person, desk):
    worker = person(desk, "social_worker")
    worker.signs_in()
    worker.goes_to("Support")
    worker.reads("Support")
    asks_in_words(worker)
    worker.reads(WORDS)
    worker.sees("Waiting")

    officer = person(desk, "support_officer")
    officer.signs_in()
    officer.goes_to("Support")
    officer.enters(officer.page.get_by_role("link", name="Requests", exact=True))
    officer.reads("Requests for support")
    officer.enters(officer.page.get_by_role("link", name=WORDS))
    officer.reads(WORDS)
    # The two presses.
    officer.enters(officer.page.get_by_role("link", name="Not ours"))
    main = officer.reads("Not ours")
    chosen = main.get_by_role("radio", name=re.compile("^Write an assessment"))
    expect(chosen).to_be_checked()
    officer.enters(main.get_by_role("button", name="Decline with this sentence"))
    officer.reads(WORDS)
    officer.sees(SENTENCE)

    worker.goes_to("Messages")
    worker.reads("Messages")
    worker.sees("was declined")
    worker.goes_to("Support")
    worker.enters(worker.page.get_by_role("link", name="Requests", exact=True))
    worker.follows("Declined")
    worker.follows(WORDS)
    worker.reads(WORDS)
    worker.sees(SENTENCE)
