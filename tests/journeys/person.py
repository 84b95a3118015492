"""Somebody at a desk with a browser: signs in, reads, follows, fills in, presses keys.

Every page read is looked at as it is on a desk and on a phone: once for each person,
however many journeys they go on.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from tests.journeys.desk import Desk
from tests.journeys.looking import FOCUS_SHOWS, keep_complaints, wrong_at_any_width

PEOPLE = {
    "support_officer": "asha.patel",
    "senior_support_officer": "sefton.price",
    "social_worker": "wes.okafor",
    "team_manager": "mo.hassan",
    "service_manager": "sam.whitlock",
    "analyst": "ana.kowalska",
    "hr_adviser": "hal.brooks",
    "finance_officer": "fay.lowe",
    "democratic_services": "dee.larkin",
    "monitoring_officer": "mina.cross",
    "data_protection_officer": "pru.keane",
    "administrator": "adi.morgan",
}
MOST_STOPS = 400  # from one place on a page to another, with the Tab key
PATIENCE = 60_000  # milliseconds for work in the background
LOOKED_AT: set[tuple[str, str, str]] = set()  # who, which page, its heading


class Person:
    """One person of the invented council, in a browser of their own."""

    def __init__(self, browser, desk: Desk, role: str) -> None:
        self.username = PEOPLE[role]
        self.name = self.username.replace(".", " ").title()
        self.password = desk.passwords[self.username]
        self.context = browser.new_context(
            base_url=desk.address,
            viewport={"width": 1280, "height": 900},
            reduced_motion="reduce",
        )
        self.page = self.context.new_page()
        self.complaints = keep_complaints(self.page)
        self.texts: list[str] = []  # of the pages read

    def leave(self) -> None:
        self.context.close()
        assert self.complaints == []

    def signs_in(self) -> None:
        self.opens("/sign-in/")
        self.fills("E-mail address or sign-in name", self.username)
        self.fills("Password", self.password)
        self.presses("Sign in")

    def opens(self, address: str) -> int:
        """Go to an address; return the status of the answer."""
        return self.page.goto(address).status

    def goes_to(self, place: str) -> None:
        """Choose a place in the navigation."""
        main = self.page.get_by_role("navigation", name="Main")
        main.get_by_role("link", name=place, exact=True).click()
        self.page.wait_for_load_state()

    def follows(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()
        self.page.wait_for_load_state()

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).first.click()
        self.page.wait_for_load_state()

    def fills(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def reads(self, heading: str, within: int = 10_000) -> Locator:
        """Wait for the page of this heading, look at it, and return its main part."""
        title = self.page.get_by_role("heading", level=1)
        expect(title).to_contain_text(heading, timeout=within)
        self.texts.append(self.page.locator("body").inner_text())
        page = re.sub(r"\d+", "0", urlsplit(self.page.url).path)
        if (self.username, page, heading) not in LOOKED_AT:
            assert wrong_at_any_width(self.page) == []
            LOOKED_AT.add((self.username, page, heading))
        return self.page.get_by_role("main")

    def sees(self, text: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)

    # With the keyboard alone.

    def tabs_to(self, target: Locator) -> None:
        """Press Tab until the keyboard is there; each stop on the way can be seen."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement === document.body"):
                continue
            assert self.page.evaluate(FOCUS_SHOWS), self._stop()
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"Tab does not reach {target}.")

    def enters(self, target: Locator) -> None:
        self.tabs_to(target)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def types(self, target: Locator, text: str) -> None:
        self.tabs_to(target)
        self.page.keyboard.type(text)

    def _stop(self) -> str:
        outer = self.page.evaluate("document.activeElement.outerHTML")
        return f"The keyboard cannot be seen on {outer[:200]}"

    # The list of timescales.

    def rows(self) -> list[tuple[str, str, str]]:
        """Return child, timescale and day due of each line of the list at hand."""
        table = self.page.locator("main table").first
        return [
            tuple(text.partition("\n")[0].strip() for text in row)
            for row in table.evaluate(CELLS)
        ]

    def whole_list(self) -> dict[tuple[str, str, str], str]:
        """Return every open timescale this person sees, with its state."""
        self.opens("/timescales/?print=1")
        marks = self.page.locator("td[data-label=State]").all_inner_texts()
        return dict(
            zip(self.rows(), (mark.split("\n")[0] for mark in marks), strict=True)
        )

    def count_open(self) -> int:
        """Return how many open timescales the tab says there are in all."""
        self.opens("/timescales/")
        said = self.page.get_by_role("link", name=re.compile(r"^All \(")).inner_text()
        return int(re.sub(r"\D", "", said))


CELLS = """table => [...table.tBodies[0].rows].map(row => [
    "th", "td[data-label=What], td[data-label=Timescale]", "td[data-label=Due]",
].map(part => row.querySelector(part).innerText))"""
