"""The API as a program meets it: pages, strict parameters, problems in words, its description."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from alongside.desk.api.description import description
from alongside.desk.api.problems import KINDS
from tests.desk.api.asking import TIMESCALES, ask, clock_of


def test_a_clock_is_told_with_its_reason_and_the_day_it_is_known_to(town, power_bi):
    clock = clock_of(town, town.robin)
    [told] = ask(power_bi.key).json()["items"]
    assert told == {
        "id": clock.pk, "child": "900123", "rule": "S47_ICPC",
        "what": "Initial child protection conference", "started_on": "2026-01-05",
        "due_on": "2026-01-26", "state": "To ask", "why": told["why"],
        "authority": told["authority"], "owner": "Asha Patel", "team": "North",
        "team_key": town.north.pk, "as_at": "2026-01-05",
    }  # fmt: skip
    assert "15 working days" in told["why"] and "Working Together" in told["authority"]


def test_pages_are_of_one_order_and_hold_each_clock_once(town, power_bi):
    first = date(2026, 1, 26)
    for day in (3, 1, 4, 0, 2):
        clock_of(town, town.robin, first + timedelta(days=day), nth=day + 1)
    found = [ask(power_bi.key, per_page=2, page=page).json() for page in (1, 2, 3, 4)]
    assert [(each["count"], each["pages"]) for each in found] == [(5, 3)] * 4
    days = [clock["due_on"] for page in found for clock in page["items"]]
    assert days == [f"2026-01-{day}" for day in range(26, 31)]


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ({"due_from": "2026-01-28"}, [28, 29]),
        ({"due_to": "2026-01-26"}, [26]),
        ({"when": "later"}, []),
        ({"when": "overdue"}, [26, 27, 28, 29]),
        ({"state": "asked"}, []),
        ({"rule": "S47_ICPC"}, [26, 27, 28, 29]),
        ({"rule": "NO_SUCH"}, []),
        ({"team": "999999"}, []),
    ],
)  # fmt: skip
def test_what_is_asked_narrows_the_list(town, power_bi, query, days):
    for nth, day in enumerate(range(26, 30), 1):
        clock_of(town, town.robin, date(2026, 1, day), nth=nth)
    told = ask(power_bi.key, **query).json()["items"]
    assert [each["due_on"] for each in told] == [f"2026-01-{day}" for day in days]


@pytest.mark.parametrize(
    ("query", "where", "what"),
    [
        ("tema=3", "tema", "There is no parameter of this name."),
        ("page=1&page=2", "page", "It is there twice."),
        ("per_page=201", "per_page", "It is out of bounds."),
        ("due_from=soon", "due_from", "It is no day, as 2026-03-27."),
        ("state=done", "state", "It is none of those there are."),
        ("page=two", "page", "It is no whole number."),
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_do(
    power_bi, query, where, what
):
    refused = ask(power_bi.key, f"{TIMESCALES}?{query}")
    assert refused.status_code == 422
    assert refused.headers["Content-Type"] == "application/problem+json"
    [fault] = refused.json()["what"]
    assert (fault["where"], fault["what"]) == (where, what)
    assert fault["do"]


def test_a_scope_that_is_not_given_opens_nothing(power_bi):
    power_bi.account.scopes = []
    power_bi.account.save()
    refused = ask(power_bi.key)
    assert (refused.status_code, refused.json()["title"]) == (
        403,
        "The account is not let do this",
    )


def test_another_way_of_asking_and_another_address_are_refused_in_the_same_form(db):
    refused = Client().post(TIMESCALES)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET")
    assert refused.json()["type"] == "/api/v1/#not-done-so"
    assert Client().post("/api/v1/nothing").json()["status"] == 404


def test_the_description_is_for_people_who_signed_in_and_for_programs(
    client, town, power_bi
):
    address = "/api/v1/openapi.json"
    assert client.get(address).status_code == 401
    assert ask(power_bi.key, address).json()["openapi"] == "3.1.0"
    client.force_login(town.wes)
    assert client.get(address).json() == ask(power_bi.key, address).json()


@pytest.mark.parametrize("address", [TIMESCALES, "/api/v1/openapi.json", "/api/v1/"])
def test_what_breaks_is_told_as_a_problem_and_not_what_it_was(
    client, town, monkeypatch, address
):
    def breaks(*args):
        raise RuntimeError("Robin Hale, born 2 May 2014")

    client.raise_request_exception = False
    client.force_login(town.wes)
    monkeypatch.setattr("django.http.request.HttpRequest.get_host", breaks)
    monkeypatch.setattr("alongside.desk.api.callers.known", breaks)
    monkeypatch.setattr("alongside.desk.api.description_views.groups", breaks)
    monkeypatch.setattr("alongside.desk.api.description_views.description", breaks)
    told = client.get(address, headers={"Authorization": "Bearer x"})
    assert told.status_code == 500
    assert told["Content-Type"] == "application/problem+json"
    assert told.json()["type"] == "/api/v1/#gone-wrong"
    assert "Robin" not in told.content.decode()


def test_while_the_records_do_not_answer_a_program_is_told_when_to_ask_again(
    client, town, monkeypatch
):
    def away(*args):
        raise OperationalError("the server closed the connection")

    client.raise_request_exception = False
    monkeypatch.setattr("alongside.desk.api.callers.known", away)
    told = client.get(TIMESCALES, headers={"Authorization": "Bearer x"})
    assert (told.status_code, told["Retry-After"]) == (503, "30")
    assert told.json()["type"] == "/api/v1/#away"


def test_the_page_explains_every_operation_and_every_refusal(client, town):
    client.force_login(town.wes)
    page = client.get("/api/v1/")
    text = page.content.decode()
    for path in description()["paths"]:
        assert f" {path}</code></h2>" in text
    assert all(f'id="{code}"' in text for code in KINDS)
    scripts = re.findall(r"<script[^>]* src=.([^\"']+)", text)
    assert scripts and all(each.startswith("/static/") for each in scripts)
