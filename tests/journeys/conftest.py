"""A browser: Debian's Chromium, driven by Playwright, once for all journeys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Playwright's synchronous driver runs a loop of its own beside Django's.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser():
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed: apt install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, live_server):
    """A page of a fresh browser, which fails the test if the policy blocked anything."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: complain(page, said))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()
    assert page.complaints == []


def complain(page, said) -> None:
    """Keep what the console says of scripts and the policy, not of refused pages."""
    if said.type == "error" and "Failed to load resource" not in said.text:
        page.complaints.append(said.text)


@pytest.fixture
def sign_in(page, town):
    """Sign a person of the town in, as they do it."""

    def as_person(user):
        page.goto("/sign-in/")
        page.get_by_label("E-mail address or sign-in name").fill(user.username)
        page.get_by_label("Password").fill(town.password)
        page.get_by_role("button", name="Sign in").click()
        return page

    return as_person


@pytest.fixture
def faults(page):
    """Return what axe-core finds wrong in the page at hand, in a line each."""
    from axe_playwright_python.sync_playwright import Axe

    def found() -> list[str]:
        results = Axe().run(page).response["violations"]
        return [
            f"{page.url}: {rule['help']}: {node['html'][:200]}"
            for rule in results
            for node in rule["nodes"]
        ]

    return found


@pytest.fixture
def sideways(page):
    """Return by how many pixels the page at hand is wider than its window."""
    return lambda: page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
