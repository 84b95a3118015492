"""Signing in, with and without a second factor; and who is kept out."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.desk.access import actions, invented
from alongside.desk.access.models import AuditEntry, User
from tests.town import seed

LOCAL = {"SERVER_NAME": "localhost"}


def sign_in(client, name: str, password: str, **extra):
    return client.post("/sign-in/", {"login": name, "password": password}, **extra)


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def signed_in(client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.fixture
def with_app(client, town):
    """Asha's browser, once she has set up an app; and the app's secret."""
    sign_in(client, town.asha.username, town.password)
    assert client.get("/account/second-factor/app/").url.startswith("/account/confirm/")
    client.post("/account/confirm/", {"password": town.password})
    page = client.get("/account/second-factor/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{16,})</code>", page)[1]
    answer = client.post("/account/second-factor/app/", {"code": code_for(secret)})
    assert answer.url == "/account/second-factor/codes/"
    return client, secret


def test_a_password_is_enough_without_a_second_factor(client, town):
    page = sign_in(client, " Asha@Town.example ", town.password)
    assert page.url == "/"
    assert signed_in(client)
    assert AuditEntry.objects.get().action == "sign in"


def test_a_wrong_password_says_nothing_about_the_name(client, town):
    known = sign_in(client, town.asha.username, "wrong").content.decode()
    unknown = sign_in(client, "nobody@town.example", "wrong").content.decode()
    sentence = "The sign-in name or password is not right."
    assert sentence in known and sentence in unknown
    assert not signed_in(client)


class Counting(MD5PasswordHasher):
    """A hasher that counts how often a password is worked through."""

    algorithm, times = "counting", 0

    def encode(self, password, salt):
        Counting.times += 1
        return super().encode(password, salt)


REFUSED = {
    "nobody": "nobody@town.example",
    "wrong": "asha@town.example",
    "left": "ben@town.example",
    "closed": "mo@town.example",
    "nobody closed": "never@town.example",
}


@pytest.fixture
def refusals(client, town, settings):
    """What is answered to each kind of name, and how often a password was worked through."""
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    for user in User.objects.all():
        user.set_password(town.password)
        user.save()
    actions.deactivate_person(by=town.adi, user=town.ben)
    for _ in range(6):
        sign_in(client, REFUSED["closed"], "wrong")
        sign_in(client, REFUSED["nobody closed"], "wrong")
    found = {}
    for kind, name in REFUSED.items():
        before = Counting.times
        with CaptureQueriesContext(connection) as asked:
            page = sign_in(client, name, "not-the-password")
        said = re.sub(
            r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode()
        )
        found[kind] = (
            page.status_code, said.replace(name, ""), Counting.times - before, len(asked),
        )  # fmt: skip
    return found


def test_no_answer_tells_whether_there_is_such_a_name(refusals):
    pages = {kind: answer[:2] for kind, answer in refusals.items()}
    assert pages["nobody"] == pages["wrong"] == pages["left"]
    assert pages["nobody closed"] == pages["closed"]


def test_each_refusal_takes_the_time_of_one_password(refusals):
    times = {kind: answer[2] for kind, answer in refusals.items()}
    assert times == dict.fromkeys(REFUSED, 1)


def test_every_page_wants_a_sign_in(client, db):
    assert client.get("/teams/").url == "/sign-in/?next=/teams/"


def test_nobody_signs_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404
    assert "sign up" not in client.get("/sign-in/").content.decode().lower()


def test_the_second_factor_is_asked_for(with_app, another, town):
    _, secret = with_app
    page = sign_in(another, town.asha.username, town.password)
    assert page.url == "/sign-in/code/"
    assert not signed_in(another)
    wrong = another.post("/sign-in/code/", {"code": "000000"})
    assert "That code is not right." in wrong.content.decode()
    cache.clear()  # a code works once: do not wait half a minute for the next
    another.post("/sign-in/code/", {"code": code_for(secret)})
    assert signed_in(another)


def test_a_code_signs_in_once(with_app, another, town):
    code = code_for(with_app[1])
    for browser, works in ((another, True), (Client(), False)):
        sign_in(browser, town.asha.username, town.password)
        browser.post("/sign-in/code/", {"code": code})
        assert signed_in(browser) is works


def test_a_recovery_code_signs_in_once(with_app, another, town):
    client, _ = with_app
    page = client.get("/account/second-factor/codes/").content.decode()
    code = re.search(r"<code>(\d+)</code>", page)[1]
    sign_in(another, town.asha.username, town.password)
    another.post("/sign-in/code/", {"code": code})
    assert signed_in(another)
    another.post("/sign-out/")
    sign_in(another, town.asha.username, town.password)
    another.post("/sign-in/code/", {"code": code})
    assert not signed_in(another)


def test_the_secret_is_sealed_in_the_database(with_app):
    _, secret = with_app
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_codes_cannot_be_guessed_for_ever(with_app, another, town):
    sign_in(another, town.asha.username, town.password)
    for _ in range(5):
        another.post("/sign-in/code/", {"code": "000000"})
    page = another.post("/sign-in/code/", {"code": "000000"})
    assert "Too many wrong codes. Wait 15 minutes" in page.content.decode()


def test_letting_somebody_back_in_takes_off_the_second_factor(with_app, town):
    actions.let_back_in(by=town.adi, user=town.asha)
    assert not Authenticator.objects.filter(user=town.asha).exists()
    entry = AuditEntry.objects.get(action="let back in")
    assert entry.detail == {"second_factor": True}


def test_six_wrong_passwords_close_the_name_for_a_while(client, town):
    spellings = ("asha@town.example", "ASHA@town.example", " Asha@Town.Example ")
    for name in (*spellings, *spellings[:2]):
        assert sign_in(client, name, "wrong").status_code == 200
    assert sign_in(client, town.asha.username, "wrong").status_code == 429
    page = sign_in(client, town.asha.username, town.password)
    assert page.status_code == 429
    assert "Wait 15 minutes" in page.content.decode()
    assert not signed_in(client)
    assert sign_in(client, town.ben.username, town.password).url == "/"


def test_signing_out(client, town):
    client.force_login(town.asha)
    assert client.get("/sign-out/").status_code == 200
    assert client.post("/sign-out/").url == "/sign-in/"
    assert not signed_in(client)


# The invented council's sign-ins.


@pytest.fixture
def asha_invented(settings, db):
    seed()
    settings.INVENTED = True
    return next(
        (user.username, password)
        for user, password in invented.invent_sign_ins()
        if user.role.code == "support_officer"
    )


def test_invented_people_sign_in_on_this_machine(client, asha_invented):
    sign_in(client, *asha_invented, **LOCAL)
    assert signed_in(client)


@pytest.mark.parametrize(
    ("request_facts", "why"),
    [
        ({"SERVER_NAME": "testserver"}, "asked for under another name"),
        ({**LOCAL, "REMOTE_ADDR": "10.0.0.7"}, "from another machine"),
        ({**LOCAL, "HTTP_X_FORWARDED_FOR": "10.0.0.7"}, "through a proxy"),
    ],
)
def test_and_nowhere_else(client, asha_invented, request_facts, why):
    page = sign_in(client, *asha_invented, **request_facts)
    assert "is not right" in page.content.decode(), why
    assert not signed_in(client), why


def test_nor_when_the_desk_is_not_invented(client, asha_invented, settings):
    sign_in(client, *asha_invented, **LOCAL)
    settings.INVENTED = False
    assert not signed_in(client), "an open session ends"
    sign_in(client, *asha_invented, **LOCAL)
    assert not signed_in(client)


def test_nor_beside_real_records(client, asha_invented, settings):
    settings.REAL_DATA_PRESENT = "tests.desk.test_sign_in.there_are_real_records"
    sign_in(client, *asha_invented, **LOCAL)
    assert not signed_in(client)


def there_are_real_records() -> bool:
    return True


def test_every_page_says_that_it_is_invented(client, db, settings):
    assert "is invented" not in client.get("/sign-in/").content.decode()
    settings.INVENTED = True
    assert "is invented" in client.get("/sign-in/").content.decode()
