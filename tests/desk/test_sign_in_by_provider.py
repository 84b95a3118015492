"""Signing in by the council's identity provider: a real one, on this machine."""

from __future__ import annotations

import time
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from alongside.desk.access import actions
from alongside.desk.access.models import AuditEntry, Role, User
from tests.identity_provider import CLIENT, OTHER_KEY, SECRET, identity_provider

START = "/sign-in/provider/"
ASHA = {"sub": "00u-asha", "email": "Asha@Town.example", "email_verified": True}


@pytest.fixture(scope="module")
def running():
    with identity_provider() as provider:
        yield provider


@pytest.fixture
def provider(running, settings, town):
    """The provider with Asha signed in, and the desk set to it by what install sets."""
    running.person, running.spoiled = dict(ASHA), {}
    running.issuer = running.address
    settings.SIGN_IN_URL, settings.SIGN_IN_NAME = running.address, "Thistledown Vale"
    settings.SIGN_IN_CLIENT, settings.SIGN_IN_SECRET = CLIENT, SECRET
    return running


def text(answer) -> str:
    return unescape(answer.content.decode())


def at_provider(client, start=START) -> str:
    """Follow the desk to the provider; return where the provider sends the browser back."""
    onward = client.get(start)
    assert onward.status_code == 302, text(onward)
    answer = requests.get(onward.url, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].removeprefix("http://testserver")


def come_in(client, start=START):
    return client.get(at_provider(client, start))


def signed_in(client) -> bool:
    return client.get("/account/").status_code == 200


def why() -> str:
    return AuditEntry.objects.filter(action="refuse sign-in").get().detail["why"]


def test_somebody_who_stands_here_comes_in_and_is_known_from_then_on(
    client, town, provider
):
    page = client.get("/sign-in/?next=/account/")
    assert "Sign in with Thistledown Vale" in text(page)
    assert f'href="{START}?next=%2Faccount%2F"' in text(page)
    answer = come_in(client, f"{START}?next=/account/")
    assert answer.url == "/account/" and signed_in(client)
    said = list(AuditEntry.objects.order_by("sequence").values_list("action", "by"))
    assert said == [("link sign-in to provider", town.asha.pk), ("sign in", town.asha.pk)]  # fmt: skip
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid) == (town.asha, "00u-asha")
    assert kept.extra_data == {"second_factor": False}, "no name and no address is kept"
    provider.person |= {"email": "asha.jones@town.example", "email_verified": False}
    again = Client()
    assert come_in(again).url == "/" and signed_in(again)


def test_what_is_asked_of_the_provider(client, town, provider):
    asked = parse_qs(urlsplit(client.get(START).url).query)
    assert asked["response_type"] == ["code"]
    assert set(asked["scope"][0].split()) == {"openid", "email"}
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) == 64 and asked["state"][0]
    assert asked["redirect_uri"] == ["http://testserver/sign-in/provider/back/"]


@pytest.mark.parametrize(
    "spoiled",
    [
        {"nonce": "0" * 64},
        {"nonce": None},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"azp": "another"},
        {"iss": "https://elsewhere.example"},
        {"exp": int(time.time()) - 300},
        {"exp": None},
        {"sub": None},
    ],
    # Two processes collect the tests: no name may tell the second it was made in.
    ids=lambda spoiled: next(iter(spoiled)),
)
def test_a_token_that_does_not_hold_lets_nobody_in(client, town, provider, spoiled):
    provider.spoiled = spoiled
    answer = come_in(client)
    assert answer.status_code == 403
    assert "its answer could not be relied on" in text(answer)
    assert not signed_in(client) and not SocialAccount.objects.exists()
    assert why() == "the provider's answer does not hold"


@pytest.mark.parametrize(
    ("key", "algorithm"), [(OTHER_KEY, "RS256"), ("a" * 64, "HS256"), (None, "none")]
)
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    client, town, provider, key, algorithm, monkeypatch
):
    monkeypatch.setattr(provider, "signs_with", key)
    monkeypatch.setattr(provider, "algorithm", algorithm)
    assert come_in(client).status_code == 403
    assert not signed_in(client)


@pytest.mark.parametrize("told", [False, None, "false"])
def test_an_address_that_is_not_verified_is_nobodys(client, town, provider, told):
    provider.person["email_verified"] = told
    answer = come_in(client)
    assert answer.status_code == 403 and not signed_in(client)
    assert why() == "nobody here has this verified e-mail address"


def test_nobody_signs_up_and_a_leaver_is_told_the_same(client, town, provider):
    come_in(client)
    actions.deactivate_person(by=town.adi, user=town.asha)
    assert not signed_in(client), "the session ends with the next page"
    leaver = come_in(Client())
    provider.person |= {"sub": "00u-new", "email": "new@town.example"}
    unknown = come_in(Client())
    assert leaver.status_code == unknown.status_code == 403
    assert text(leaver) == text(unknown)
    assert not User.objects.filter(username="new@town.example").exists()
    whys = AuditEntry.objects.filter(action="refuse sign-in").order_by("sequence")
    assert [line.detail["why"] for line in whys] == [
        "sign-in ended", "nobody here has this verified e-mail address",
    ]  # fmt: skip


def test_another_at_the_provider_does_not_take_over_an_address(client, town, provider):
    come_in(client)
    provider.person["sub"] = "00u-other"
    answer = come_in(Client())
    assert answer.status_code == 403
    assert why() == "linked to somebody else at the provider"


def test_our_second_factor_is_asked_unless_the_provider_had_one(client, town, provider):
    Authenticator.objects.create(user=town.asha, type="totp", data={"secret": "x"})
    assert come_in(client).url.startswith("/sign-in/code/")
    assert not signed_in(client)
    provider.person["amr"] = ["pwd", "mfa"]
    other = Client()
    assert come_in(other).url == "/" and signed_in(other)
    provider.person |= {"amr": ["pwd"], "acr": "phr"}
    assert come_in(Client()).url.startswith("/sign-in/code/"), (
        "said to be strong by none"
    )


def test_an_acr_that_the_council_calls_strong_counts(client, town, provider, settings):
    settings.SIGN_IN_STRONG = ["phr"]
    Authenticator.objects.create(user=town.asha, type="totp", data={"secret": "x"})
    provider.person["acr"] = "phr"
    assert come_in(client).url == "/" and signed_in(client)


def test_a_lent_password_opens_nothing_once_the_provider_is_used(
    client, town, provider
):
    role = Role.objects.get(code="support_officer")
    made, password = actions.add_person(
        by=town.adi, username="new@town.example", full_name="New Person", role=role
    )
    provider.person |= {"sub": "00u-new", "email": "new@town.example"}
    assert come_in(client).url == "/" and signed_in(client)
    made.refresh_from_db()
    assert not made.has_usable_password()


def test_an_answer_is_taken_once_and_only_in_the_browser_that_asked(
    client, town, provider
):
    back = at_provider(client)
    assert Client().get(back).status_code == 403
    assert client.get(back).url == "/"
    client.logout()
    assert client.get(back).status_code == 403 and not signed_in(client)


def test_a_refusal_at_the_provider_is_said(client, town, provider):
    state = parse_qs(urlsplit(client.get(START).url).query)["state"][0]
    answer = client.get(f"{START}back/?error=access_denied&state={state}")
    assert answer.status_code == 403 and "You are not signed in" in text(answer)


def test_nobody_is_led_away_from_the_desk_afterwards(client, town, provider):
    assert come_in(client, f"{START}?next=https://elsewhere.example/").url == "/"


def test_a_provider_that_names_itself_otherwise_is_not_used(client, town, provider):
    provider.issuer = "https://elsewhere.example"
    assert client.get(START).status_code == 503


def test_a_provider_that_does_not_answer_leaves_the_password(client, town, provider, settings):  # fmt: skip
    settings.SIGN_IN_URL = "http://127.0.0.1:9"
    assert client.get(START).status_code == 503
    client.post("/sign-in/", {"login": town.asha.username, "password": town.password})
    assert signed_in(client)


def test_without_the_settings_there_is_no_such_way_in(client, town):
    assert client.get(START).status_code == 404
    assert client.get(f"{START}back/?code=x&state=x").status_code == 404
    assert "Sign in with" not in text(client.get("/sign-in/"))
