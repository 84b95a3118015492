"""Decisions: recorded as awaited or made, and made once."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.decisions import actions
from alongside.desk.decisions.models import Decision

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def committee(town):
    return actions.add_body(by=town.hal, name="Children's Committee", kind="committee")


@pytest.fixture
def awaited(town, committee):
    return actions.record_decision(
        by=town.hal, body=committee, reference="Report 7, recommendation 1",
        what="Reduce 41 FTE to 37 FTE.", conditions="", state="awaited", decided_on=None,
    )  # fmt: skip


def text(answer) -> str:
    return unescape(answer.content.decode())


def recorded(committee, **values):
    return {
        "body": committee.pk, "reference": "Report 6, paragraph 8", "what": "Two posts.",
        "state": "decided", "decided_on": "20 4 2015",
    } | values  # fmt: skip


def test_hr_records_a_decision_and_others_read_it(client, town, committee):
    client.force_login(town.hal)
    answer = client.post("/decisions/add/", recorded(committee), follow=True)
    assert "20 April 2015" in text(answer)
    client.force_login(town.mo)
    page = text(client.get("/decisions/"))
    assert "Report 6, paragraph 8" in page
    assert "Record a decision" not in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"decided_on": ""}, "Say on which day it was decided"),
        ({"state": "awaited"}, "Say on which day it was decided"),
        ({"decided_on": "11 3 2026"}, "11 March 2026 has not come yet"),
        ({"body": ""}, "Choose who decides"),
    ],
)
def test_a_decision_is_refused_with_what_to_do(client, town, committee, wrong, told):
    client.force_login(town.hal)
    page = text(client.post("/decisions/add/", recorded(committee, **wrong)))
    assert told in page
    assert not Decision.objects.exists()


def test_what_was_awaited_is_decided_once(client, town, awaited):
    client.force_login(town.hal)
    address = f"/decisions/{awaited.pk}/outcome/"
    outcome = {"state": "refused", "decided_on": "9 3 2026"}
    assert client.post(address, outcome).status_code == 302
    awaited.refresh_from_db()
    assert (awaited.state, awaited.decided_on) == ("refused", date(2026, 3, 9))
    again = text(client.post(address, outcome | {"state": "decided"}))
    assert "This was refused already, on 9 March 2026" in again
    awaited.refresh_from_db()
    assert awaited.state == "refused"
    assert AuditEntry.objects.filter(action="make decision").count() == 1


def test_nothing_goes_back_to_being_awaited(town, awaited):
    with pytest.raises(ValidationError, match="Say on which day"):
        actions.make_decision(
            by=town.hal, decision=awaited, state="awaited",
            decided_on=TODAY, conditions="",
        )  # fmt: skip


def test_those_awaited_stand_first_then_the_latest(town, committee, awaited):
    for day in (date(2015, 4, 20), date(2018, 6, 18)):
        actions.record_decision(
            by=town.hal, body=committee, reference=f"{day.year}", what="Posts.",
            conditions="", state="decided", decided_on=day,
        )  # fmt: skip
    listed = Decision.objects.visible_to(town.hal).latest_first()
    assert [each.reference for each in listed] == [
        "Report 7, recommendation 1", "2018", "2015",
    ]  # fmt: skip
    assert not Decision.objects.visible_to(town.wes).exists()


def test_a_body_has_its_name_to_itself(client, town, committee):
    client.force_login(town.hal)
    page = text(
        client.post(
            "/decisions/bodies/add/", {"name": committee.name, "kind": "officer"}
        )
    )
    assert "There is a body of this name already" in page
