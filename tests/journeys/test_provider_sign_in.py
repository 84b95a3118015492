"""With a browser, by the council's own identity provider: in, and kept out in words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.identity_provider import CLIENT, SECRET, identity_provider
from tests.journeys.looking import wrong_at_any_width

pytestmark = pytest.mark.browser


@pytest.fixture
def provider(live_server, settings, town):
    """The provider knows Asha, and the desk where this test serves it."""
    with identity_provider() as provider:
        provider.person = {
            "sub": "00u-asha", "email": "asha@town.example", "email_verified": True,
        }  # fmt: skip
        provider.back_to = {f"{live_server.url}/sign-in/provider/back/"}
        settings.SIGN_IN_URL, settings.SIGN_IN_NAME = (
            provider.address,
            "Thistledown Vale",
        )
        settings.SIGN_IN_CLIENT, settings.SIGN_IN_SECRET = CLIENT, SECRET
        yield provider


def chooses_the_provider(page) -> None:
    page.get_by_role("link", name="Sign in with Thistledown Vale").click()


def test_one_press_leads_through_the_provider_to_the_page_that_was_asked_for(
    page, provider
):
    page.goto("/messages/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Sign in")
    assert wrong_at_any_width(page) == []
    chooses_the_provider(page)
    expect(heading).to_have_text("Messages")
    assert page.url.endswith("/messages/"), (
        "neither code nor state stays in the address"
    )
    expect(page.get_by_role("link", name="Asha Patel")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(heading).to_have_text("Sign in")
    page.go_back()
    page.reload()
    expect(heading).to_have_text("Sign in")


def test_whom_the_desk_does_not_know_is_told_what_to_do(page, provider):
    provider.person |= {"sub": "00u-else", "email": "somebody.else@town.example"}
    page.goto("/sign-in/")
    chooses_the_provider(page)
    main = page.get_by_role("main")
    expect(main).to_contain_text("administrator")
    assert wrong_at_any_width(page) == []
    assert "somebody.else" not in page.title() + page.url
    page.goto("/messages/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
