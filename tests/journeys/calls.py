"""A call taken with the keyboard alone, each key beyond what is typed counted."""

from __future__ import annotations

import re

from playwright.sync_api import expect


class Keyboard:
    """Types and presses on a page; `presses` says how many keys were no typed text."""

    def __init__(self, page) -> None:
        self.page, self.presses = page, 0

    def types(self, text: str) -> None:
        self.page.keyboard.type(text)

    def presses_key(self, key: str) -> None:
        self.presses += 1
        self.page.keyboard.press(key)

    def is_in(self, part: str) -> None:
        """Wait until the keyboard is within the part of this id."""
        expect(self.page.locator(f"#{part}:focus, #{part} :focus")).to_have_count(1)

    def begins(self) -> None:
        """Open the page of a call from wherever one is: by its one key, held with Alt."""
        self.presses = 0
        self.page.wait_for_load_state("networkidle")
        self.presses_key("Alt+c")
        self.page.wait_for_url("**/contacts/new/")
        self.is_in("id_caller_sought")
        self.page.wait_for_load_state("networkidle")

    def asks_for(self, name: str) -> None:
        """Type a caller's name, and go on to those who are found."""
        self.types(name)
        self.presses_key("Enter")
        self.picks("callers", "1")

    def picks(self, part: str, key: str) -> None:
        self.is_in(part)
        self.presses_key(key)

    def logs(self) -> str:
        """Press the button that is at hand, and return the reference it was logged as."""
        self.is_in("log")
        self.presses_key("Enter")
        # Its page, and not what is said first there: of a concern that is no "Done".
        of_contact = re.compile(r"Contact [A-Z]{3}-\d{4}$")
        stands = self.page.get_by_role("heading", level=1).filter(has_text=of_contact)
        expect(stands).to_be_visible()
        return stands.inner_text().rpartition(" ")[2]
