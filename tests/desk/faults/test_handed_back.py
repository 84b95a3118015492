"""What a page says when the records do not answer, and what it hands back."""

from __future__ import annotations

import errno

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.test import Client

from alongside.desk.access.backends import Backend
from alongside.desk.access.sessions import SessionStore
from alongside.desk.casework import actions as imports
from alongside.desk.contacts import call_views
from tests.desk.contacts.test_log_contact import filled
from tests.desk.serving import handed_back, hidden

TOKEN = "csrfmiddlewaretoken"
AWAY = OperationalError("server closed the connection; row (Robin, Hale)")
FULL = OSError(errno.ENOSPC, "No space left on device")
UNKEPT = SessionInterrupted("The session was deleted")  # as Django says whatever it was
UNKEPT.__cause__ = AWAY


@pytest.fixture
def browser(town):
    made = Client(raise_request_exception=False)
    made.force_login(town.asha)
    return made


def breaks(problem):
    def broken(*args, **kwargs):
        raise problem

    return broken


@pytest.mark.parametrize("problem", [AWAY, InterfaceError("closed"), FULL, UNKEPT])
def test_what_was_sent_stands_in_the_page_and_can_be_sent_from_it(
    browser, monkeypatch, problem
):
    sent = filled(said='Words with "marks" & <signs>')
    with monkeypatch.context() as patch:
        patch.setattr(call_views, "ContactForm", breaks(problem))
        answer = browser.post("/contacts/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 503 and answer.headers["Retry-After"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert "it is kept once" in page and "Robin" not in page
    given = handed_back(page)
    assert given.pop("csrfmiddlewaretoken")
    assert given == {name: str(value) for name, value in sent.items()}
    assert browser.post("/contacts/new/", given).status_code == 302


def test_what_was_handed_back_before_it_was_known_who_asks_can_be_sent(
    town, monkeypatch
):
    """The records were away at the first question, and the form has its token."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(town.asha)
    token = hidden(browser.get("/contacts/new/").content.decode(), TOKEN)
    with monkeypatch.context() as patch:
        patch.setattr(SessionStore, "_get_session_from_db", breaks(AWAY))
        answer = browser.post("/contacts/new/", filled() | token)
    assert answer.status_code == 503
    given = handed_back(answer.content.decode())
    assert browser.post("/contacts/new/", given).status_code == 302


def test_a_password_is_handed_back_to_nobody(db, monkeypatch):
    monkeypatch.setattr(Backend, "authenticate", breaks(AWAY))
    sent = {"login": "asha", "password": "seven-quiet-otters"}
    answer = Client(raise_request_exception=False).post("/sign-in/", sent)
    assert answer.status_code == 503
    assert "otters" not in answer.content.decode()


def test_a_file_is_asked_for_again(browser, town, monkeypatch):
    monkeypatch.setattr(imports, "upload_extract", breaks(FULL))
    browser.force_login(town.sef)
    sent = {"file": SimpleUploadedFile("a.csv", b"a,b"), "as_at": "2 3 2026"}
    page = browser.post("/imports/new/", sent).content.decode()
    assert "The file is not in this page" in page and "<form" not in page


def test_a_page_that_was_only_opened_is_to_be_opened_again(browser, monkeypatch):
    monkeypatch.setattr(call_views, "ContactForm", breaks(AWAY))
    answer = browser.get("/contacts/new/")
    assert answer.status_code == 503
    assert "open this page again" in answer.content.decode()


def test_another_fault_is_told_as_before(browser, monkeypatch):
    monkeypatch.setattr(call_views, "ContactForm", breaks(ValueError("Robin")))
    answer = browser.post("/contacts/new/", filled())
    assert answer.status_code == 500
    assert "The desk could not do that" in answer.content.decode()
