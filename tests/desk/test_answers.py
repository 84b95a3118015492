"""What a person reads when a page cannot be served."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from alongside.desk.access import views
from alongside.desk.access.answers import gone_wrong


def test_a_page_that_is_not_there(client, town):
    client.force_login(town.asha)
    page = client.get("/nothing/")
    assert page.status_code == 404
    assert "Asha Patel" in page.content.decode(), "the way back is there"


def test_a_page_that_is_not_there_for_nobody(client, db):
    assert client.get("/nothing/").status_code == 404


def test_a_host_the_desk_is_not(client, db):
    page = client.get("/sign-in/", SERVER_NAME="elsewhere.example")
    assert page.status_code == 400
    assert "This was not understood" in page.content.decode()


def test_a_form_without_its_token(town):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(town.adi)
    page = browser.post("/people/add/", {})
    assert page.status_code == 403
    assert "This page was open too long" in page.content.decode()


@pytest.mark.parametrize("address", ["/people/", "/nothing/"])
def test_what_is_refused_prints_no_traceback(client, town, caplog, address):
    client.force_login(town.asha)
    assert client.get(address).status_code in (403, 404)
    assert not caplog.records


def test_a_fault_of_ours_says_nothing_else(client, town, monkeypatch):
    client.raise_request_exception = False
    client.force_login(town.adi)
    monkeypatch.setattr(views, "Paginator", None)
    page = client.get("/audit/")
    assert page.status_code == 500
    assert "The fault is ours." in page.content.decode()
    assert "Adi Morgan" not in page.content.decode()


def test_a_fault_is_told_although_the_database_is_away(rf, db):
    with connection.execute_wrapper(away):
        page = gone_wrong(rf.get("/"))
    assert "The fault is ours." in page.content.decode()


def away(*args):
    pytest.fail("The page asks the database.")
