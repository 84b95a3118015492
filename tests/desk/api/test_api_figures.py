"""What the API counts, worked by hand: indicators, contacts, caseloads, and an export handed in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from alongside.desk.api.small_numbers import HIDDEN, Counts, protected
from alongside.desk.casework import reading
from alongside.desk.casework.models import Allocation, Extract
from alongside.desk.contacts.models import Attempt, CallBack, Contact, Topic
from alongside.desk.people.models import Adult
from alongside.desk.workforce.models import MonthlyFigure, Worker
from tests.desk.api.asking import ask, clock_of, made
from tests.desk.casework.exports import Told, packed

JANUARY = date(2026, 1, 1)


def month(town, team, indicator, numerator, denominator) -> MonthlyFigure:
    return MonthlyFigure.objects.create(
        indicator=indicator, team=team, month=JANUARY, numerator=numerator,
        denominator=denominator, as_at=date(2026, 2, 2), came="typed", by=town.hal,
    )  # fmt: skip


def test_an_indicator_comes_with_both_its_numbers_and_its_day(town):
    month(town, town.north, "leavers_local", 2, 16)
    month(town, town.south, "leavers_local", 3, 11)
    [told] = ask(made(town, scopes=["indicators"]).key, "/api/v1/indicators").json()[
        "items"
    ]
    assert (told["numerator"], told["denominator"]) == (2, 16)
    assert (told["team"], told["month"], told["as_at"]) == (
        "North", "2026-01-01", "2026-02-02",
    )  # fmt: skip
    assert told["small_numbers"] is False


def test_small_numbers_of_children_are_hidden_the_same_for_whoever_asks(town):
    """3 of 40 in time tells of three, and what stands beside it would tell of them."""
    month(town, town.north, "in_time_local", 3, 40)
    month(town, town.south, "in_time_local", 33, 41)
    council = made(town, scopes=["indicators"], all_teams=True, teams=[])
    told = ask(council.key, "/api/v1/indicators", indicator="in_time_local").json()
    north, south = told["items"]
    assert (north["numerator"], north["denominator"]) == (None, None)
    account = made(town, name="South", scopes=["indicators"], teams=[town.south])
    assert ask(account.key, "/api/v1/indicators").json()["items"] == [south]


def test_what_is_not_small_is_rounded(town):
    """20 of 40, and 33 of 41: 35 of 40."""
    month(town, town.north, "in_time_local", 20, 40)
    month(town, town.south, "in_time_local", 33, 41)
    told = protected(MonthlyFigure.objects.all())
    assert sorted(told.values()) == [Counts(20, 40), Counts(35, 40)]


def test_two_figures_of_one_denominator_are_one_table(town):
    """Of 40 audits 33 are good and 3 inadequate: 4 are neither, which 40 less 36 would tell."""
    good = month(town, town.north, "audits_good_local", 33, 40)
    poor = month(town, town.north, "audits_inadequate_local", 3, 40)
    told = protected([good])
    assert told[poor.pk] == HIDDEN and told[good.pk] == Counts(35, 40)
    apart = month(town, town.south, "audits_good_local", 33, 40)
    month(town, town.south, "audits_inadequate_local", 9, 44)
    assert protected([apart])[apart.pk] == HIDDEN


def test_contacts_and_call_backs_are_counted_by_month_and_matter(town):
    who = Adult.objects.create(name="Ada Finch", kind="family", added_by=town.asha)
    topic = Topic.objects.get(code="meeting")

    def rang(day: datetime, team) -> Contact:
        return Contact.objects.create(
            send_key=uuid4(), adult=who, caller_kind="family", topic=topic, team=team,
            said="Asked.", outcome="answered", taken_by=town.asha, began_at=day,
        )  # fmt: skip

    march = datetime(2026, 3, 2, 10, tzinfo=UTC)
    first = rang(march, town.north)
    rang(march + timedelta(days=40), town.north)
    rang(march, town.south)
    due = march + timedelta(days=1)
    call = CallBack.objects.create(
        contact=first, to=town.wes, by_when=due, judged_by=due, about="x",
        promised_by=town.asha, promised_at=march,
    )  # fmt: skip
    call.kept_with = Attempt.objects.create(
        call_back=call, outcome="through", by=town.wes, at=due
    )
    call.save()
    told = ask(
        made(town, scopes=["contacts"]).key, "/api/v1/contacts",
        month_from="2026-03", month_to="2026-04",
    ).json()  # fmt: skip
    names = (
        "month", "contacts", "call_backs_promised", "call_backs_due",
        "call_backs_kept_in_time",
    )  # fmt: skip
    assert [tuple(each[name] for name in names) for each in told["items"]] == [
        ("2026-03", 1, 1, 1, 1),
        ("2026-04", 1, 0, 0, 0),
    ]
    assert {each["matter"] for each in told["items"]} == {topic.name}
    assert "Asked." not in str(told)


def test_a_caseload_leaves_out_a_restricted_child_and_other_teams(town):
    clock_of(town, town.robin)
    worker = Worker.objects.create(source_id="W1", name="Wyn Hart", team=town.north)
    for child in (town.robin, town.hidden):
        Allocation.objects.create(
            child=child, worker=worker, team=town.north, plan="other"
        )
    told = ask(made(town, scopes=["workforce"]).key, "/api/v1/workforce").json()
    assert [(each["team"], each["cases"], each["posts"]) for each in told["items"]] == [
        ("North", 1, 0)
    ]
    assert told["cases_as_at"] == "2026-01-05"


@pytest.fixture
def case_system(town, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return made(town, name="Case system", scopes=["exports"])


def hand_in(key: str, contents: bytes, as_at: date, **more):
    file = SimpleUploadedFile("export.zip", contents)
    return Client().post(
        "/api/v1/exports",
        {"file": file, "as_at": as_at.isoformat()} | more,
        headers={"Authorization": f"Bearer {key}"},
    )


def test_an_export_is_handed_in_read_and_applied_by_nobody(town, case_system):
    story = Told().person("900123")
    story.s47_of("900123", "2026-03-02")
    answered = hand_in(case_system.key, packed(story.records), date(2026, 3, 9))
    assert answered.status_code == 201
    extract = Extract.objects.get(pk=answered.json()["id"])
    assert extract.uploaded_by == case_system.account.user
    reading.work_out(extract)
    address = f"/api/v1/exports/{extract.pk}"
    told = ask(case_system.key, address).json()
    assert told["export"]["state"] == "Ready to check"
    lists = {each["name"]: each["rows"] for each in told["export"]["lists"]}
    assert lists["ssd_s47_enquiry"] == 1
    assert told["count"] == extract.findings.count()
    other = made(town, name="Another", scopes=["exports"])
    assert ask(other.key, address).status_code == 404


def test_what_is_wrong_with_an_export_is_said(case_system):
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused = hand_in(case_system.key, b"child,due\n", tomorrow)
    assert refused.status_code == 409
    assert refused.json()["detail"] == "The day it was taken is in the future."
    refused = hand_in(case_system.key, b"x", date(2026, 3, 9), kind="Annex A")
    assert refused.json()["what"][0]["where"] == "kind"
    refused = hand_in(case_system.key, b"", date(2026, 3, 9))
    assert "The file is empty" in str(refused.json())
    assert not Extract.objects.exists()


def test_a_file_that_is_too_large_is_refused(case_system, monkeypatch):
    monkeypatch.setattr("alongside.desk.casework.actions.MAX_BYTES", 3)
    refused = hand_in(case_system.key, b"abcd", date(2026, 3, 9))
    assert refused.status_code == 413
    assert "the most that can be read" in refused.json()["detail"]
