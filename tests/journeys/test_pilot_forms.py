"""Every form of the pilots: clean at both widths, and every control reached by Tab and seen."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.pilots.plan_actions import add_promise
from tests.house.pilots_subjects import a_pilot
from tests.journeys.looking import FOCUS_SHOWS, wrong_at_any_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORMS = (
    "plan/", "{0}/plan/change/", "{0}/plan/teams/", "{0}/plan/lots/", "{0}/promise/",
    "{0}/initiative/", "{0}/log/note/", "{0}/log/exposure/", "{0}/log/remark/",
    "{0}/work-out/", "promises/{1}/",
)  # fmt: skip
CONTROLS = "main form :is(input:not([type=hidden]), select, textarea, button)"
GROUPS = """found => new Set(found.map(each =>
    each.type === "radio" ? each.name : each)).size"""


def reached(page) -> int:
    """Return how many controls of the page's forms Tab reaches; all must be seen.

    A field of a date has a stop for each part of it, and is one.
    """
    page.locator("body").press("Tab")
    for _ in range(150):
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(FOCUS_SHOWS), page.url
        page.evaluate("document.activeElement.setAttribute('data-reached', '')")
        page.keyboard.press("Tab")
    return page.eval_on_selector_all(f"{CONTROLS}[data-reached]", GROUPS)


def test_every_form_is_clean_and_reached_by_keyboard(page, sign_in, town):
    pilot = a_pilot(town, (town.north, town.south), source="upload", indicator="good")
    owed = add_promise(
        by=town.sam, pilot=pilot, what="What it came to", to_whom="Committee",
        due_on=date(2026, 3, 2), owner=town.sam,
    ).pk  # fmt: skip
    sign_in(town.sam)
    for form in FORMS:
        page.goto(f"/pilots/{form.format(pilot.pk, owed)}")
        assert wrong_at_any_width(page) == [], form
        asked = page.eval_on_selector_all(CONTROLS, GROUPS)
        assert reached(page) == asked > 0, form
