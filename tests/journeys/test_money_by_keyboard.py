"""Money by keyboard: a budget, its ledger and forecast, a grant, an option; no pointer.

Each page on the way is looked at with axe-core, at a desk and on a telephone.
"""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.desk.money.models import BudgetHead, Grant, OptionsAppraisal
from alongside.reckon.money.years import financial_year
from tests.journeys.looking import wrong_at_any_width

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LEDGER = b"Cost code,When,Sum\nfy100,April,1250\n"


def press(page, name: str, role: str = "link") -> None:
    """Go to something by the keyboard, press it, and look at the page that comes."""
    page.get_by_role(role, name=name, exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert wrong_at_any_width(page) == []


def type_in(page, **told: str) -> None:
    """Type into fields by their names, from the keyboard, in place of what stands there."""
    for name, words in told.items():
        page.locator(f"[name={name}]").focus()
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        page.keyboard.type(words)


def on(page, name: str, day: str) -> None:
    for part, words in zip(("day", "month", "year"), day.split(), strict=True):
        type_in(page, **{f"{name}_{part}": words})


def said(page) -> str:
    return " ".join(page.get_by_role("main").inner_text().split())


def test_a_budget_its_ledger_and_its_forecast(page, town, sign_in):
    sign_in(town.fay)
    page.goto("/money/budget/")
    press(page, "Add a budget")
    type_in(page, code="FY100", title="Fieldwork", department="Children’s Services")
    press(page, "Add", "button")
    press(page, "Set the budget")
    type_in(page, pounds="12,000", why="Budget report, paragraph 4")
    press(page, "Set", "button")
    page.goto("/money/budget/")
    press(page, "Upload the ledger")
    file = {"name": "ledger.csv", "mimeType": "text/csv", "buffer": LEDGER}
    page.locator("[name=file]").set_input_files(file)
    press(page, "Upload", "button")
    assert "Found: A “Cost code”, B “When”, C “Sum”" in said(page)
    for name, column in (("code", "Cost"), ("month", "When"), ("pounds", "Sum")):
        type_in(page, **{name: column})
    page.locator("[name=file]").set_input_files(file)
    press(page, "Upload", "button")
    assert "1 figure of the ledger was kept" in said(page)
    april = financial_year(timezone.localdate())
    page.goto(f"/money/budget/{BudgetHead.objects.get().pk}/")
    press(page, f"Type in what is expected in March {april + 1}")
    type_in(page, pounds="2,000", note="Contracts")
    press(page, "Save", "button")
    assert "£1,250" in said(page) and "£2,000" in said(page)


def test_a_grant_that_is_spent_and_paid_back(page, town, sign_in):
    sign_in(town.fay)
    page.goto("/money/grants/")
    press(page, "Add a grant")
    type_in(page, name="Workforce fund", funder="The Department", pounds="1,000", reference="L1")  # fmt: skip
    page.locator("[name=kind]").first.focus()
    page.keyboard.press("Space")
    for name in ("letter_on", "starts_on"):
        on(page, name, "1 4 2026")
    press(page, "Save", "button")
    grant = Grant.objects.get()
    press(page, "Add a use")
    type_in(page, name="Training", pounds="1,000")
    page.locator("[name=adds]").first.focus()
    page.keyboard.press("Space")
    on(page, "happened_on", "1 4 2026")
    press(page, "Save", "button")
    for kind, pounds in (("Enter what was received", "1,000"), ("Enter what was paid back", "400")):  # fmt: skip
        press(page, kind)
        type_in(page, pounds=pounds)
        on(page, "happened_on", "2 4 2026")
        press(page, "Save", "button")
    press(page, "Enter what was spent")
    page.locator("[name=use]").focus()
    page.keyboard.type("Training")
    type_in(page, pounds="600.01")
    on(page, "happened_on", "3 4 2026")
    press(page, "Save", "button")
    assert "£600.01 is more than the £600.00 that is neither spent" in said(page)
    assert not grant.entries.filter(kind="spend").exists()


def test_options_are_weighed_and_drawn(page, town, sign_in):
    sign_in(town.fay)
    page.goto("/money/options/")
    press(page, "Begin an appraisal")
    type_in(page, name="Officers", question="How many?", first_year="2026", years="2")
    press(page, "Save", "button")
    press(page, "Add an option")
    type_in(page, name="Two posts", costs_0="40,000", costs_1="41,000")
    press(page, "Save", "button")
    press(page, "Change costs and scores of Do nothing")
    type_in(page, costs_0="60,000", costs_1="60,000", not_costed="")
    press(page, "Save", "button")
    assert OptionsAppraisal.objects.get().options.count() == 2
    picture = page.locator("svg[aria-label^='Net worth']")
    expect(picture).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    letters = picture.locator("text").first.evaluate(
        "each => each.getBoundingClientRect().height"
    )
    assert letters >= 11, "Words of the picture are read on a telephone."
    assert "Two posts" in picture.text_content()
