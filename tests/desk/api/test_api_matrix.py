"""Who is given what: every operation by every scope; and own, other and restricted children."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from alongside.desk.access.models import AuditEntry
from alongside.desk.api.description import description
from alongside.desk.api.models import ServiceKey
from alongside.desk.api.scopes import SCOPES
from alongside.desk.casework.models import Fault, FaultChange, Handback
from alongside.desk.diary.models import Meeting
from alongside.desk.people.models import Child
from tests.desk.api.asking import ask, clock_of, made, tell

OWN, OTHER, RESTRICTED = "900123", "900124", "900125"
# Each operation with the scope that opens it, and what it answers when asked for nothing.
LINES = {
    ("get", "/api/v1/timescales"): ("timescales", 200),
    ("get", "/api/v1/meetings"): ("meetings", 200),
    ("get", "/api/v1/indicators"): ("indicators", 200),
    ("get", "/api/v1/contacts"): ("contacts", 200),
    ("get", "/api/v1/workforce"): ("workforce", 200),
    ("post", "/api/v1/exports"): ("exports", 422),
    ("get", "/api/v1/exports/{key}"): ("exports", 404),
    ("get", "/api/v1/corrections"): ("corrections", 200),
    ("post", "/api/v1/corrections/{key}/outcome"): ("corrections", 422),
}


def test_every_operation_has_a_line():
    described = {
        (m, path) for path, ways in description()["paths"].items() for m in ways
    }
    assert described == LINES.keys(), "Say here what scope opens it."


def test_each_operation_is_opened_by_its_scope_alone(town, power_bi, monkeypatch):
    monkeypatch.setattr("alongside.desk.api.call_actions.A_MINUTE", 1000)
    wrong = []
    for scope in SCOPES:
        power_bi.account.scopes = [scope]
        power_bi.account.save()
        for (method, path), (needed, expected) in LINES.items():
            address = path.replace("{key}", "1")
            way = ask if method == "get" else tell
            got = way(power_bi.key, address).status_code
            if got != (expected if scope == needed else 403):
                wrong.append(f"{method} {path} with {scope}: {got}")
    assert not wrong


@pytest.fixture
def something_of_each(town):
    """A clock, a meeting and a correction of each of the three children."""
    day = datetime(2026, 3, 2, 10, tzinfo=UTC)
    handback = Handback.objects.create(by=town.sef)
    for child in (town.robin, town.skye, town.hidden):
        clock_of(town, child)
        Meeting.objects.create(
            kind="core_group", child=child, team=child.teams.get(), length=60,
            state="booked", starts_at=day, ends_at=day.replace(hour=11),
            wall_start="2026-03-02T10:00", asked_by=town.asha,
        )  # fmt: skip
        fault = Fault.objects.create(
            sort="0" * 64, kind="suspicious", what="The end is before the start.",
            case_id=child.case_id, child=child, status="sent",
            first_on=date(2026, 1, 5), last_on=date(2026, 1, 5),
        )  # fmt: skip
        handback.items.create(
            fault=fault, case_id=child.case_id, why=fault.what, said_by=town.sef
        )
    return {item.case_id: item.pk for item in handback.items.all()}


@pytest.mark.parametrize("scope", ["timescales", "meetings", "corrections"])
@pytest.mark.parametrize(
    ("council", "given"), [(False, [OWN]), (True, [OWN, OTHER])]
)  # fmt: skip
def test_whose_records_are_given(town, something_of_each, scope, council, given):
    teams = [] if council else [town.north]
    key = made(town, scopes=[scope], all_teams=council, teams=teams).key
    told = ask(key, f"/api/v1/{scope}").json()
    assert [each["child"] for each in told["items"]] == given
    assert told["count"] == len(given)
    read = AuditEntry.objects.filter(
        action="read by program", subject_type="people.Child"
    )
    told_of = Child.objects.filter(pk__in=read.values_list("subject_id", flat=True))
    assert sorted(told_of.values_list("case_id", flat=True)) == given


def test_an_outcome_is_said_of_ones_own_corrections_alone(town, something_of_each):
    program = made(town, scopes=["corrections"])
    answers = {
        child: tell(
            program.key, f"/api/v1/corrections/{key}/outcome", {"status": "mended"}
        ).status_code
        for child, key in something_of_each.items()
    }
    assert answers == {OWN: 200, OTHER: 404, RESTRICTED: 404}
    mended = FaultChange.objects.get()
    assert (mended.status, mended.fault.case_id) == ("mended", OWN)
    assert mended.by == program.account.user


def test_an_outcome_said_again_changes_nothing_and_one_without_a_reason_is_refused(
    town, something_of_each
):
    key = made(town, scopes=["corrections"]).key
    address = f"/api/v1/corrections/{something_of_each[OWN]}/outcome"
    for _ in range(2):
        assert tell(key, address, {"status": "mending"}).json()["status"] == "mending"
    assert FaultChange.objects.count() == 1
    refused = tell(key, address, {"status": "wont"})
    assert refused.status_code == 409
    assert refused.json()["detail"] == "Say in the note why it will not be mended."
    refused = tell(key, address, {"status": "mended", "said_by": "me"})
    assert refused.json()["what"][0]["where"] == "said_by"


def test_the_key_is_no_longer_taken_once_it_has_ended(town, power_bi):
    ServiceKey.objects.all().update(ends_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert all(
        ask(power_bi.key, path.replace("{key}", "1")).status_code == 401
        for method, path in LINES
        if method == "get"
    )
