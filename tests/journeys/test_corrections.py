"""What is wrong is said, settled and handed to the data team; a text is taken to paste."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def seen():
    """Keep a picture of each page, at both widths, where somebody wants to look."""
    folder = os.environ.get("ALONGSIDE_PICTURES")

    def take(somebody, name: str) -> None:
        for width in (1280, 390) if folder else ():
            somebody.page.set_viewport_size({"width": width, "height": 900})
            path = Path(folder) / f"{name}-{width}.png"
            somebody.page.screenshot(path=path, full_page=True)
        somebody.page.set_viewport_size({"width": 1280, "height": 900})

    return take


def test_a_fault_is_settled_and_handed_to_the_data_team(person, desk, seen):
    ana = person(desk, "analyst")
    ana.signs_in()
    ana.goes_to("Corrections")
    ana.reads("Corrections")
    seen(ana, "corrections")
    ana.follows("New (")
    ana.reads("Corrections")
    first = ana.page.locator("main tbody tr").first
    what = first.locator("th a").inner_text()
    first.locator("th a").click()
    ana.reads(what)
    ana.fills("What should stand there", "The 4th")
    ana.presses("Save")
    ana.sees("It was saved.")
    ana.sees("Should be “The 4th”")
    ana.reads(what)
    seen(ana, "correction")
    ana.follows("Corrections")
    ana.follows("New (")
    new = ana.page.get_by_role("link", name="New (").inner_text()[len("New (") : -1]
    ana.follows("Make corrections of these")
    ana.reads(f"Make corrections of {new} line")
    seen(ana, "make-corrections")
    ana.presses("Make the corrections")
    ana.sees("The corrections were made.")
    ana.reads("Corrections")
    ana.sees("The 4th")
    seen(ana, "corrections-made")
    with ana.page.expect_download() as taken:
        ana.page.get_by_role("link", name="Take it as CSV").click()
    assert "The 4th" in taken.value.path().read_text("utf-8-sig")
    ana.goes_to("Corrections")
    ana.follows("New (")
    ana.sees("Nothing fits.")
    ana.follows("Corrections sent")
    ana.reads("Corrections sent")


def test_the_text_of_a_timescale_is_copied_with_one_press(person, desk, seen):
    asha = person(desk, "support_officer")
    asha.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asha.signs_in()
    asha.goes_to("Timescales")
    asha.page.locator("main tbody td[data-label=What] a").first.click()
    asha.follows("Text for the case system")
    asha.reads("Text for the case system")
    seen(asha, "case-note")
    asha.page.get_by_role("button", name="Copy").click()
    asha.sees("Copied.")
    copied = asha.page.evaluate("navigator.clipboard.readText()")
    assert copied == asha.page.get_by_role("textbox").input_value()
    assert "Taken from Alongside by Asha Patel" in copied
    asha.opens("/timescales/sheet/")
    asha.follows("Texts for the case system")
    asha.reads("Texts for the case system")
    asha.page.get_by_label("Worker").select_option(index=1)
    asha.presses("Show the texts")
    asha.reads("Texts for the case system")
    seen(asha, "case-notes")
