"""Service accounts: made, seen once, rotated, counted, kept out, ended; and what they see."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from alongside.desk.access.models import AuditEntry, User
from alongside.desk.api import account_actions, call_actions
from alongside.desk.api.models import DayOfCalls, ServiceAccount, ServiceKey
from alongside.desk.api.viewer import viewer_of
from alongside.desk.people.models import NeedToKnow
from alongside.desk.workforce.models import Team
from tests.desk.api.asking import TIMESCALES, ask, clock_of, made


def test_the_key_is_shown_once_and_only_its_hash_is_kept(client, town):
    client.force_login(town.adi)
    last = timezone.localdate() + timedelta(days=30)
    page = client.post(
        "/service-accounts/add/",
        {
            "name": "Power BI", "purpose": "Weekly", "owner": town.ana.pk,
            "scopes": ["timescales"], "teams": [town.north.pk],
            "expires_on": f"{last.day} {last.month} {last.year}",
        },
    )  # fmt: skip
    key = re.search(r">(alongside_\w+_[\w-]+)</code>", page.content.decode())[1]
    assert ask(key).status_code == 200
    kept = ServiceKey.objects.get()
    assert kept.prefix in key and kept.hash not in key
    assert key.rpartition("_")[2] not in str(ServiceKey.objects.values().get())
    account = ServiceAccount.objects.get()
    again = client.get(f"/service-accounts/{account.pk}/").content.decode()
    assert kept.prefix in again and key not in again
    assert AuditEntry.objects.get(action="add service account").by == town.adi


def test_nobody_else_keeps_them(client, town, power_bi):
    client.force_login(town.sam)
    assert client.get("/service-accounts/").status_code == 403


def test_a_last_day_is_a_year_off_at_most(town):
    late = timezone.localdate() + timedelta(days=367)
    with pytest.raises(ValidationError, match="The last day must be from today to"):
        made(town, expires_on=late)
    assert not ServiceAccount.objects.exists() and not User.objects.filter(
        role__code="service_account"
    )


def test_an_account_sees_the_teams_it_was_given_and_no_restricted_record(
    town, power_bi
):
    for child in (town.robin, town.skye, town.hidden):
        clock_of(town, child)
    told = ask(power_bi.key).json()
    assert [each["child"] for each in told["items"]] == ["900123"]
    assert told["count"] == 1
    council = made(town, name="Data mart", all_teams=True, teams=[])
    told = ask(council.key).json()
    assert [each["child"] for each in told["items"]] == ["900123", "900124"]


def test_who_is_on_the_list_of_a_restricted_record_is_given_it(town, power_bi):
    clock_of(town, town.hidden)
    NeedToKnow.objects.create(restriction=town.restriction, user=power_bi.account.user)
    assert [e["child"] for e in ask(power_bi.key).json()["items"]] == ["900125"]


def test_every_reading_of_a_child_is_on_the_trail_with_the_purpose(town, power_bi):
    clock_of(town, town.robin)
    ask(power_bi.key)
    line = AuditEntry.objects.get(action="read by program")
    assert line.by == power_bi.account.user
    assert (line.subject_type, line.subject_id) == ("people.Child", str(town.robin.pk))
    assert line.detail["purpose"] == "The weekly page of timescales"


def test_who_looked_at_a_child_tells_of_the_program_and_its_purpose(
    client, town, power_bi
):
    clock_of(town, town.robin)
    ask(power_bi.key)
    client.force_login(town.sam)
    page = client.get(f"/children/{town.robin.pk}/looked/").content.decode()
    assert "Power BI (service account)" in page
    assert "A program that was let in: its purpose stands beside it" in page
    assert "The weekly page of timescales" in page


def test_what_it_cannot_be_let_see_is_not_there_for_it(town, power_bi):
    viewer = viewer_of(power_bi.account, "timescales")
    assert list(Team.objects.visible_to(viewer)) == [town.north]
    assert not viewer.may("see_child") and not viewer.sees_whole_service
    kept = User.objects.get(pk=viewer.pk)
    assert not kept.is_active and not kept.has_usable_password()
    with pytest.raises(ValueError, match="unsaved related object"):
        viewer.save()


def test_an_account_is_no_person_among_people(client, town, power_bi):
    client.force_login(town.adi)
    assert "Power BI" not in client.get("/people/").content.decode()
    row = power_bi.account.user_id
    assert client.get(f"/people/{row}/let-back-in/").status_code == 404
    assert (
        client.post("/people/add/", {"role": power_bi.account.user.role_id})
        .context["form"]
        .errors["role"]
    )


def test_a_replaced_key_is_taken_until_its_overlap_is_over(town, power_bi):
    _, another = account_actions.rotate_key(
        by=town.adi, account=power_bi.account, overlap=7
    )
    assert [ask(key).status_code for key in (power_bi.key, another)] == [200, 200]
    old = ServiceKey.objects.get(prefix=power_bi.key.split("_")[1])
    assert old.ends_at.date() == (timezone.now() + timedelta(days=7)).date()
    old.ends_at = timezone.now()
    old.save()
    assert [ask(key).status_code for key in (power_bi.key, another)] == [401, 200]


def test_without_an_overlap_the_key_before_is_dead_at_once(town, power_bi):
    account_actions.rotate_key(by=town.adi, account=power_bi.account, overlap=0)
    assert ask(power_bi.key).status_code == 401


def test_an_account_that_is_ended_or_ran_out_is_let_in_no_more(town, power_bi):
    other = made(town, name="Another")
    account_actions.end_service_account(by=town.adi, account=power_bi.account)
    assert ask(power_bi.key).status_code == 401
    other.account.expires_on = timezone.localdate() - timedelta(days=1)
    other.account.save()
    assert ask(other.key).status_code == 401


def test_what_the_account_of_the_invented_council_was_given_opens_nothing_real(town):
    assert ask(made(town, invented=True).key).status_code == 401


@pytest.mark.parametrize(
    "header",
    ["", "Bearer ", "Basic abc", "Bearer nonsense", "Bearer alongside_abcdefgh_" + 43 * "x"],
)  # fmt: skip
def test_without_a_key_it_is_said_what_to_send(town, header):
    refused = Client().get(TIMESCALES, headers={"Authorization": header})
    assert refused.status_code == 401
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    assert "key" in refused.json()["detail"]


def test_a_right_prefix_with_a_wrong_secret_opens_nothing(town, power_bi):
    assert ask(power_bi.key[:-43] + "x" * 43).status_code == 401


def test_a_key_in_an_address_is_refused_and_said_so(town, power_bi):
    address = f"{TIMESCALES}?key={power_bi.key}"
    refused = Client().get(address)
    assert refused.status_code == 400
    assert refused.json()["type"] == "/api/v1/#key-in-address"
    assert "replaced" in refused.json()["detail"]


def test_a_persons_sign_in_does_not_open_it(client, town):
    client.force_login(town.sam)
    assert client.get(TIMESCALES).status_code == 401


def test_calls_are_counted_by_day_and_stopped_when_too_many(
    town, power_bi, monkeypatch
):
    monkeypatch.setattr(call_actions, "A_MINUTE", 2)
    key, now = ServiceKey.objects.get(), datetime.fromisoformat("2026-03-02T10:00:20Z")
    waits = [call_actions.count_call(key=key, now=now) for _ in range(3)]
    assert waits == [0, 0, 40]
    day = DayOfCalls.objects.get()
    assert (day.day, day.calls, day.refused) == (date(2026, 3, 2), 2, 1)
    later = now + timedelta(seconds=40)
    assert call_actions.count_call(key=key, now=later) == 0
    assert ServiceKey.objects.get().last_used_at == later


def test_too_many_calls_are_told_when_to_come_back(town, power_bi, monkeypatch):
    monkeypatch.setattr(call_actions, "A_MINUTE", 0)
    refused = ask(power_bi.key)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


def test_an_account_is_changed_and_its_key_opens_what_is_said_now(
    client, town, power_bi
):
    clock_of(town, town.skye)
    client.force_login(town.adi)
    last = timezone.localdate() + timedelta(days=30)
    client.post(
        f"/service-accounts/{power_bi.account.pk}/change/",
        {
            "name": "Power BI", "purpose": "Monthly", "owner": town.sam.pk,
            "scopes": ["timescales"], "teams": [town.south.pk],
            "expires_on": f"{last.day} {last.month} {last.year}",
        },
    )  # fmt: skip
    assert [e["child"] for e in ask(power_bi.key).json()["items"]] == ["900124"]
    power_bi.account.refresh_from_db()
    assert (power_bi.account.owner, power_bi.account.purpose) == (town.sam, "Monthly")
