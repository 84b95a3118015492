"""Takes the pictures in this folder again, from the invented council: make screenshots."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.desk import Desk
from tests.journeys.person import PATIENCE, Person

HERE = Path(__file__).parent
CHILDREN = 300


def take(person: Person, name: str, height: int) -> None:
    person.page.set_viewport_size({"width": 1280, "height": height})
    person.page.screenshot(path=HERE / f"{name}.png")


def officer(asha: Person) -> None:
    asha.signs_in()
    asha.goes_to("Today")
    take(asha, "today", 1000)
    asha.follows("Overdue")
    take(asha, "timescales", 1250)
    asha.page.locator("tbody th a").first.click()
    asha.page.wait_for_load_state()
    asha.page.locator("svg").first.wait_for()
    take(asha, "timeline", 1300)


def analyst(ana: Person, desk: Desk) -> None:
    export = max((desk.home / "exports").iterdir())  # this morning's
    ana.signs_in()
    ana.goes_to("Import")
    ana.follows("Import an export")
    ana.page.get_by_label("Export from the case system").set_input_files(export)
    ana.presses("Upload and read")
    ana.page.get_by_text("What it would change").wait_for(timeout=PATIENCE)
    take(ana, "import", 1000)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = Desk(Path(folder) / "home").begin(CHILDREN)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            desk.serve()
            officer(Person(browser, desk, "support_officer"))
            analyst(Person(browser, desk, "analyst"), desk)
        finally:
            desk.stop()
            browser.close()


if __name__ == "__main__":
    main()
