"""A browser: Debian's Chromium, driven by Playwright, once for all journeys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journeys import looking
from tests.journeys.desk import Desk
from tests.journeys.person import Person

# Playwright's synchronous driver runs a loop of its own beside Django's.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"
CHILDREN = 120
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
    complaints = looking.keep_complaints(page)
    yield page
    context.close()
    assert complaints == []


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
    return lambda: looking.faults(page)


@pytest.fixture
def sideways(page):
    """Return by how many pixels the page at hand is wider than its window."""
    return lambda: looking.sideways(page)


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """The invented council as `make run` begins it, small; never served itself."""
    return Desk(tmp_path_factory.mktemp("invented") / "home").begin(CHILDREN)


@pytest.fixture(scope="session")
def begun_empty(tmp_path_factory):
    """A desk into which nothing was imported; never served itself."""
    return Desk(tmp_path_factory.mktemp("empty") / "home").begin_empty()


@pytest.fixture(scope="session")
def council(begun, tmp_path_factory):
    """The invented council, served once for all journeys of this process."""
    yield from served(begun, tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="session")
def empty_council(begun_empty, tmp_path_factory):
    yield from served(begun_empty, tmp_path_factory.mktemp("empty_council"))


@pytest.fixture
def desk(council):
    """The invented council, served, with nothing done in it yet."""
    return council.as_it_was()


@pytest.fixture
def empty_desk(empty_council):
    """The empty desk, served, with nothing done in it yet."""
    return empty_council.as_it_was()


def served(begun: Desk, folder: Path):
    desk = begun.copy_to(folder / "home")
    try:
        desk.serve()
        yield desk
    finally:
        desk.stop()


@pytest.fixture
def person(browser):
    """Return a person of a desk by role; all leave at the end, and none complained."""
    people: list[Person] = []

    def at(desk: Desk, role: str) -> Person:
        people.append(Person(browser, desk, role))
        return people[-1]

    yield at
    for each in people:
        each.leave()


@pytest.fixture
def hal(person, desk):
    """The HR adviser of the invented council, signed in."""
    somebody = person(desk, "hr_adviser")
    somebody.signs_in()
    somebody.reads("Today")
    return somebody
