"""The pages of access and workforce in a browser: readable, operable, nothing blocked."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from alongside.desk.casework.models import Extract
from alongside.desk.workforce.models import Membership
from tests.journeys.codes import code_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = {"desk": 1280, "zoomed": 640, "narrow": 320, "phone": 390}
CHECKED = {"desk", "phone"}  # by axe; at the others, only that nothing is cut off
PICTURES = os.environ.get("ALONGSIDE_PICTURES")  # a folder, to look at the pages


@pytest.fixture
def look(page, faults, sideways):
    """Look at the page at hand at every width: no fault, nothing beyond the edge."""

    def at(name: str) -> None:
        wrong = []
        for width_name, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 900})
            wrong += faults() if width_name in CHECKED else []
            if sideways() > 0:
                wrong.append(f"{name} scrolls sideways by {sideways()} at {width}")
            if PICTURES:
                file = Path(PICTURES) / f"{name}-{width_name}.png"
                page.screenshot(path=file, full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
        assert not wrong, "\n".join(wrong)

    return at


def test_signing_in(page, town, look):
    page.goto("/sign-in/")
    look("sign-in")
    page.get_by_role("button", name="Sign in").click()
    assert page.locator(".problem").evaluate("e => e === document.activeElement")
    page.get_by_role("link", name="Enter password").click()
    assert page.get_by_label("Password").evaluate("e => e === document.activeElement")
    look("sign-in-problem")


def test_locked_out(page, town, look):
    page.goto("/sign-in/")
    for _ in range(6):
        page.get_by_label("E-mail address or sign-in name").fill(town.asha.username)
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Wait 15 minutes"
    look("locked-out")


ADMINISTRATORS = {
    "account": "/account/",
    "password": "/account/password/",
    "confirm": "/account/confirm/",
    "second-factor": "/account/second-factor/",
    "sign-out": "/sign-out/",
    "people": "/people/",
    "add-person": "/people/add/",
    "person": "/people/{asha}/",
    "change-role": "/people/{asha}/role/",
    "deactivate": "/people/{asha}/deactivate/",
    "let-back-in": "/people/{asha}/let-back-in/",
    "audit": "/audit/",
    "audit-empty": "/audit/?last=1+1+2001",
    "audit-no-such-child": "/audit/?child=999",
    "join-teams": "/teams/people/{asha}/",
    "teams": "/teams/",
    "team": "/teams/{north}/",
    "assign-team": "/teams/{north}/add/",
    "end-membership": "/teams/memberships/{membership}/end/",
    "not-found": "/nothing/",
}


def test_an_administrators_pages(sign_in, town, look):
    page, asha = sign_in(town.adi), town.asha
    membership = asha.memberships.get().pk
    for name, address in ADMINISTRATORS.items():
        page.goto(
            address.format(asha=asha.pk, north=town.north.pk, membership=membership)
        )
        look(name)


RESTRICTING = {
    "restrict": "/children/{robin}/restrict/",
    "restricted-records": "/restricted/",
    "restriction": "/restricted/{restriction}/",
    "lift-restriction": "/restricted/{restriction}/lift/",
}


def test_the_pages_of_restricting(sign_in, town, look):
    page, keys = sign_in(town.sam), {"robin": town.robin.pk}
    keys["restriction"] = town.restriction.pk
    for name, address in RESTRICTING.items():
        page.goto(address.format(**keys))
        look(name)


@pytest.mark.parametrize("where", ["/", "/timescales/"])
def test_a_person_in_no_team(sign_in, town, look, where):
    Membership.objects.filter(user=town.wes).delete()
    page = sign_in(town.wes)
    Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=date(2026, 1, 5),
        uploaded_by=town.sef, state="applied", applied_at=timezone.now(),
    )  # fmt: skip
    page.goto(where)
    look(f"no-team{where.replace('/', '-')}")


def test_a_desk_with_nothing_imported(sign_in, town, look):
    page = sign_in(town.asha)
    page.goto("/timescales/")
    look("nothing-imported")


def test_a_page_refused(sign_in, town, look):
    sign_in(town.asha).goto("/people/")
    look("refused")


def test_every_page_says_it_is_invented(sign_in, town, look, settings):
    settings.INVENTED, settings.COUNCIL = True, "Eastmere County Council"
    sign_in(town.adi).goto("/teams/")
    look("invented")


def test_an_empty_form_leads_to_its_first_field(sign_in, town, look):
    page = sign_in(town.adi)
    page.goto("/people/add/")
    page.get_by_role("button", name="Add this person").click()
    look("add-person-problem")
    page.get_by_role("link", name="Choose role").click()
    assert page.locator("#id_role_0").evaluate("e => e === document.activeElement")


def test_adding_a_person_shows_a_password(sign_in, town, look):
    page = sign_in(town.adi)
    page.goto("/people/add/")
    page.get_by_label("Full name").fill("Nia Grant")
    page.get_by_label("E-mail address or sign-in name").fill("nia@town.example")
    page.get_by_label("Team manager").check()
    page.get_by_role("button", name="Add this person").click()
    look("password-to-hand-over")


def test_the_first_tab_reaches_the_main_content(sign_in, town):
    page = sign_in(town.adi)
    page.goto("/people/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_setting_up_a_second_factor_and_using_it(sign_in, town, look):
    page = sign_in(town.asha)
    page.goto("/account/second-factor/app/")
    page.get_by_label("Password").fill(town.password)
    page.get_by_role("button", name="Continue").click()
    look("set-up-app")
    page.get_by_text("I cannot point my phone at it").click()
    secret = re.search(r"[A-Z2-7]{16,}", page.locator("details code").inner_text())[0]
    page.get_by_label("Code").fill(code_for(secret))
    page.get_by_role("button", name="Turn on").click()
    look("recovery-codes")
    page.goto("/account/second-factor/")
    look("second-factor-on")
    page.goto("/account/second-factor/app/remove/")
    look("take-off-app")
    page.goto("/account/second-factor/codes/new/")
    look("new-codes")
    page.goto("/account/confirm/code/")
    look("confirm-by-code")
    page.get_by_role("button", name="Sign out").click()
    sign_in(town.asha)
    look("enter-code")
    page.get_by_label("Code").fill(code_for(secret))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
