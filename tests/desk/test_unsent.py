"""A form sent after the sign-in ran out is kept, and sent by the same person."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.contacts.card_models import AnswerCard
from alongside.desk.people.models import Adult, Restriction
from alongside.desk.support.models import HourCost, SupportRequest, Task, TimeNote
from alongside.desk.workforce.models import Membership, Team

NOTE = "Rang twice; <b>will visit & write it up</b>."


@pytest.fixture
def due(town):
    extract = Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=date(2026, 1, 5),
        uploaded_by=town.sef, state="applied", applied_at=timezone.now(),
    )  # fmt: skip
    return Due.objects.create(
        child=town.robin, rule="S47_ICPC", started_on=date(2026, 1, 5), status="open",
        due_on=date(2026, 1, 26), first_in=extract,
    )  # fmt: skip


def run_out() -> None:
    past = timezone.now() - timedelta(minutes=1)
    Session.objects.update(expire_date=past)


def text(answer) -> str:
    return unescape(answer.content.decode())


def sent_again(client, page) -> tuple[str, dict[str, list[str]]]:
    """The address and fields of the form on a page, as a browser would send them."""
    form = re.search(r'<form method="post" action="(/(?!sign-out)[^"]*)">(.*?)</form>', page.content.decode(), re.S)  # fmt: skip
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="([^"]*)" value="([^"]*)"', form[2]):
        fields.setdefault(name, []).append(unescape(value))
    assert fields.pop("csrfmiddlewaretoken") and fields.pop("made_for")
    return unescape(form[1]), fields


FORMS = {
    "an answer card": ("wes", "/contacts/card/{robin}/set/", {"do_not_tell": NOTE, "seen": "0", "review_on": "{soon}"}, AnswerCard),
    "an adult": ("asha", "/children/{robin}/adults/add/", {"name": NOTE, "kind": "family", "relationship": "mother", "parental_responsibility": "no"}, Adult),
    "a press": ("asha", "/support/time/", {"team": "{north}", "on": "{today}", "task": "{task}", "send_key": str(uuid4())}, TimeNote),
    "an hour's cost": ("sam", "/support/measures/hour-cost/", {"from_on": "1 4 2025", "pounds": "40.50", "source": NOTE}, HourCost),
    "one mark": ("asha", "/timescales/{due}/?back=/", {"kind": "asked", "note": NOTE}, Mark),
    "many marks": ("asha", "/timescales/mark/?when=overdue&state=to_ask", {"due": ["{due}"], "kind": "asked", "note": NOTE}, Mark),
    "a request": ("wes", "/support/requests/ask/", {"team": "{north}", "task": "else", "own_words": "A lift", "instructions": NOTE}, SupportRequest),
    "a restriction": ("mo", "/children/{robin}/restrict/", {"reason": NOTE, "people": ["{asha}", "{wes}"]}, Restriction),
    "a person": ("adi", "/people/add/", {"full_name": NOTE, "username": "nia", "role": "{role}"}, User),
    "a person's teams": ("adi", "/teams/people/{ben}/", {"teams": ["{north}"], "how": "supports"}, Membership),
    "a team's person": ("adi", "/teams/{north}/add/", {"user": "{ben}", "how": "supports"}, Membership),
    "a list": ("sam", "/restricted/{restriction}/", {"user": "{mo}"}, Restriction.people.through),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_what_was_written_is_kept_through_a_time_out_and_can_be_sent(client, town, due, name):  # fmt: skip
    person, address, said, made = FORMS[name]
    today = timezone.localdate()
    keys = {
        "today": today, "soon": f"{today + timedelta(days=30):%d %m %Y}",
        "due": due.pk, "robin": town.robin.pk, "role": town.asha.role_id,
        "restriction": town.restriction.pk, "north": town.north.pk,
        "task": Task.objects.get(code="arrange-meeting").pk,
    } | {each: getattr(town, each).pk for each in ("asha", "wes", "ben", "mo")}  # fmt: skip
    said = {
        field: [each.format(**keys) for each in value] if isinstance(value, list) else value.format(**keys)
        for field, value in said.items()
    }  # fmt: skip
    address, before = address.format(**keys), made.objects.count()
    client.force_login(getattr(town, person))
    run_out()
    answer = client.post(address, said, follow=True)
    assert answer.redirect_chain[-1][0] == "/sign-in/?next=/unsent/"
    assert "What you wrote is kept." in text(answer)
    user, password = getattr(town, person).username, town.password
    page = client.post("/sign-in/", {"login": user, "password": password, "next": "/unsent/"}, follow=True)  # fmt: skip
    assert made.objects.count() == before, "nothing is sent by itself"
    where, fields = sent_again(client, page)
    assert where == address
    assert fields == {k: v if isinstance(v, list) else [v] for k, v in said.items()}
    assert NOTE not in str(said) or NOTE in text(page)
    assert "Send key" not in text(page), "nobody wrote that"
    assert client.post(where, fields).status_code in (200, 302)
    assert made.objects.count() == before + 1


def test_nobody_else_is_shown_it(client, town, due):
    client.force_login(town.asha)
    run_out()
    client.post(f"/timescales/{due.pk}/", {"kind": "note", "note": NOTE})
    client.post("/sign-in/", {"login": town.mo.username, "password": town.password})
    answer = client.get("/unsent/", follow=True)
    assert answer.redirect_chain == [("/", 302)]
    client.force_login(town.asha)
    assert client.get("/unsent/").status_code == 302, "and it is gone"


def test_it_is_sealed_where_it_is_kept(client, town, due):
    client.force_login(town.asha)
    run_out()
    client.post(f"/timescales/{due.pk}/", {"kind": "note", "note": NOTE})
    kept = [session.get_decoded().get("unsent") for session in Session.objects.all()]
    assert any(kept) and "Rang" not in str(kept)


def test_a_password_is_never_kept(client, town):
    client.force_login(town.asha)
    run_out()
    said = {"oldpassword": town.password, "password1": "x", "password2": "x"}
    answer = client.post("/account/password/", said)
    assert answer.url == "/sign-in/?next=/account/password/"
    assert "unsent" not in client.session


def test_a_stale_token_of_our_own_page_keeps_it_and_of_another_does_not(town, due):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(town.asha)
    said, where = {"kind": "note", "note": NOTE}, f"/timescales/{due.pk}/"
    elsewhere = {"HTTP_ORIGIN": "https://elsewhere.example"}
    for extra in ({}, elsewhere):
        answer = browser.post(where, said, **extra)
        assert answer.status_code == 403
        assert "This page was open too long" in text(answer)
        assert "unsent" not in browser.session
    answer = browser.post(where, said, HTTP_ORIGIN="http://testserver", follow=True)
    assert answer.redirect_chain == [("/unsent/", 302)]
    assert NOTE in text(answer)
    assert not Mark.objects.exists() and not Team.objects.filter(name=NOTE).exists()


def opened(browser, where) -> dict[str, str]:
    """What the form of a page holds before anything is typed."""
    page = browser.get(where).content.decode()
    form = page[page.index('<form method="post" novalidate>') :]
    return dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form))


def signs_in(browser, user, town):
    said = {"login": user.username, "password": town.password, "next": "/unsent/"}
    return browser.post("/sign-in/", said | opened_sign_in(browser), follow=True)


def opened_sign_in(browser) -> dict[str, str]:
    page = browser.get("/sign-in/").content.decode()
    return dict(re.findall(r'name="(csrfmiddlewaretoken)" value="([^"]*)"', page))


@pytest.fixture
def at_asha(town, due):
    """A browser that asks for tokens, with a note typed by asha whose session is gone."""
    browser = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
    browser.force_login(town.asha)
    typed = opened(browser, f"/timescales/{due.pk}/") | {"kind": "wrong", "note": NOTE}
    del browser.cookies["alongside_session"]
    return browser, typed


@pytest.mark.parametrize("token", ["as it was", "stale"])
def test_without_a_session_it_is_shown_to_its_writer_alone(at_asha, town, due, token):
    browser, typed = at_asha
    if token == "stale":
        browser.cookies.clear()
    answer = browser.post(f"/timescales/{due.pk}/", typed)
    assert answer.url in ("/unsent/", "/sign-in/?next=/unsent/")
    other = signs_in(browser, town.sef, town)
    assert other.redirect_chain[-1][0] == "/" and "Rang twice" not in text(other)
    assert "Rang twice" not in text(browser.get("/unsent/", follow=True))
    browser.cookies.clear()
    answer = browser.post(f"/timescales/{due.pk}/", typed)
    assert NOTE in text(signs_in(browser, town.asha, town))


def test_what_one_person_typed_is_not_kept_for_another_signed_in_since(at_asha, town, due):  # fmt: skip
    browser, typed = at_asha
    signs_in(browser, town.mo, town)
    answer = browser.post(f"/timescales/{due.pk}/", typed)
    assert answer.status_code == 403 and "was not kept" in text(answer)
    assert "unsent" not in browser.session


@pytest.mark.parametrize("mark", [None, "", "1", "1:forged"])
def test_what_nobody_is_known_to_have_written_is_not_kept(at_asha, due, mark):
    browser, typed = at_asha
    typed.pop("made_for")
    answer = browser.post(
        f"/timescales/{due.pk}/", typed | ({} if mark is None else {"made_for": mark}),
        follow=True,
    )  # fmt: skip
    assert "what you sent was not kept" in text(answer)
    assert "unsent" not in browser.session


def test_the_page_says_of_what_it_was_written_and_names_no_child(at_asha, town, due):
    browser, typed = at_asha
    browser.post(f"/timescales/{due.pk}/", typed)
    said = text(signs_in(browser, town.asha, town))
    assert f"Initial child protection conference, child {due.child.case_id}" in said
    assert "What do you want to say?" in said and "Kind" not in said
    assert due.child.surname not in said
