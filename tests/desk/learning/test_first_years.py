"""The year of a newly qualified social worker, through the pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.learning.models import (
    DevelopmentHours,
    FirstYear,
    FundingClaim,
    Supervision,
)
from alongside.desk.workforce.models import StaffMember

YEARS = "/workforce/newly-qualified/"
SEPTEMBER = date(2025, 9, 1)  # a Monday
TODAY = date(2025, 10, 6)  # five weeks later, a Monday


@pytest.fixture
def on(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def wes(town):
    return StaffMember.objects.create(name="Wes Okafor", user=town.wes)


@pytest.fixture
def mo(town):
    return StaffMember.objects.create(name="Mo Hassan", user=town.mo)


@pytest.fixture
def year(town, on, wes, mo):
    return FirstYear.objects.create(
        staff=wes, supervisor=mo, programme="ASYE", started_on=SEPTEMBER,
        registered_on=SEPTEMBER, weekly_hours=Decimal(37),
    )  # fmt: skip


def day(name: str, of: date | None) -> dict:
    return {name: f"{of:%d %m %Y}" if of else ""}


def text(page) -> str:
    return " ".join(page.content.decode().split())


def records(client, person, year, what, /, **asked):
    client.force_login(person)
    address = f"{YEARS}{year.pk}/record/{what}/"
    return client.post(address, asked, follow=True)


def test_hr_begins_a_year_on_the_programme_of_its_first_day(client, town, on, wes, mo):
    client.force_login(town.hal)
    asked = {"staff": wes.pk, "supervisor": mo.pk, "weekly_hours": "37"}
    asked |= day("started_on", SEPTEMBER) | day("registered_on", None)
    page = client.post(f"{YEARS}begin/", asked, follow=True)
    assert "The year of Wes Okafor has begun." in text(page)
    assert FirstYear.objects.get().programme == "ASYE"
    assert "Not registered yet" in text(page)
    assert AuditEntry.objects.filter(action="begin first year").count() == 1


def test_no_programme_takes_somebody_who_started_in_2005(client, town, on, wes, mo):
    client.force_login(town.hal)
    asked = {"staff": wes.pk, "supervisor": mo.pk, "weekly_hours": "37"}
    page = client.post(f"{YEARS}begin/", asked | day("started_on", date(2005, 9, 1)))
    assert "No programme that we know of" in text(page)
    assert not FirstYear.objects.exists()


def test_nobody_supervises_themselves(client, town, on, wes):
    client.force_login(town.hal)
    asked = {"staff": wes.pk, "supervisor": wes.pk, "weekly_hours": "37"}
    page = client.post(f"{YEARS}begin/", asked | day("started_on", SEPTEMBER))
    assert "Choose somebody else as the supervisor." in text(page)


def test_supervision_held_beside_what_is_due(client, town, year):
    """Five weeks have passed, so five were due; two in the first week are one."""
    for held in (date(2025, 9, 2), date(2025, 9, 5), date(2025, 9, 16)):
        page = records(client, town.mo, year, "supervision", **day("held_on", held))
    assert "2 held of 5 due so far" in text(page) and "3 missed" in text(page)
    assert "The next is due by 12 October 2025." in text(page)


def test_supervision_of_a_day_to_come_is_refused(client, town, year):
    later = day("held_on", date(2040, 1, 2))
    page = records(client, town.mo, year, "supervision", **later)
    assert "2 January 2040 has not come yet" in text(page)
    assert not Supervision.objects.exists()


def test_the_same_day_twice_is_refused_in_a_sentence(client, town, year):
    Supervision.objects.create(first_year=year, held_on=date(2025, 9, 2))
    page = records(
        client, town.mo, year, "supervision", **day("held_on", date(2025, 9, 2))
    )
    assert "Supervision on this day is recorded already." in text(page)


def test_somebody_records_their_own_hours_and_nothing_else(client, town, year):
    """Five weeks of 37 hours are 185, of which 18.5 are due."""
    page = records(
        client, town.wes, year, "development",
        hours="7.4", what="Reading on attachment", **day("day", date(2025, 9, 12)),
    )  # fmt: skip
    assert "7.4 hours kept of 18.5 due so far" in text(page)
    assert "11.1 short" in text(page)
    assert (
        records(
            client, town.wes, year, "supervision", **day("held_on", TODAY)
        ).status_code
        == 403
    )


def test_a_day_has_no_more_than_24_hours(client, town, year):
    DevelopmentHours.objects.create(first_year=year, day=TODAY, hours=20, what="x")
    page = records(
        client, town.wes, year, "development", hours="5", what="y", **day("day", TODAY)
    )
    assert "hours of 6 October 2025 are recorded already" in text(page)


def test_nothing_is_recorded_before_the_year_began(client, town, year):
    page = records(
        client, town.mo, year, "supervision", **day("held_on", date(2025, 8, 29))
    )
    assert "The year began on 1 September 2025." in text(page)


def test_a_pause_moves_the_end_and_its_reason_stays_with_those_who_keep_it(
    client, town, year
):
    told = day("first_on", date(2025, 9, 8)) | day("last_on", date(2025, 9, 21))
    page = records(client, town.mo, year, "pause", why="sickness", **told)
    assert "14 September 2026" in text(page) and "long sickness" in text(page)
    client.force_login(town.wes)
    own = text(client.get(f"{YEARS}{year.pk}/"))
    assert "Paused 8 September 2025" in own and "long sickness" not in own
    entry = AuditEntry.objects.get(action="pause first year")
    assert "sickness" not in str(entry.detail)


def test_evidence_is_counted_and_offered_once(client, town, year):
    piece = "Support and assessment agreement"
    page = records(
        client, town.mo, year, "evidence", piece=piece, **day("done_on", TODAY)
    )
    assert "1 of 9 pieces done" in text(page)
    again = client.get(f"{YEARS}{year.pk}/record/evidence/")
    assert piece not in text(again) and "Critical reflection log" in text(again)


def test_a_claim_and_its_money(client, town, year):
    page = records(
        client, town.hal, year, "claim", when="registration", **day("claimed_on", TODAY)
    )
    claim = FundingClaim.objects.get()
    assert claim.pounds == 1000 and "6 October 2025" in text(page)
    address = f"{YEARS}claims/{claim.pk}/received/"
    early = client.post(address, day("received_on", date(2025, 10, 5)))
    assert "It was claimed only on 6 October 2025." in text(early)
    client.post(address, day("received_on", date(2025, 11, 3)))
    claim.refresh_from_db()
    assert claim.received_on == date(2025, 11, 3)


def test_nothing_is_claimed_for_somebody_not_registered(client, town, year):
    FirstYear.objects.update(registered_on=None)
    page = records(
        client, town.hal, year, "claim", when="registration", **day("claimed_on", TODAY)
    )
    assert "not registered with the programme" in text(page)
    assert not FundingClaim.objects.exists()


def test_the_year_ends_with_an_outcome_and_takes_no_more(client, town, year):
    told = {"outcome": "passed", "evaluation": "Protected time made the difference."}
    page = records(client, town.mo, year, "end", **told, **day("ended_on", TODAY))
    assert "Ended 6 October 2025: passed." in text(page)
    assert "Protected time made the difference." in text(page)
    late = records(client, town.mo, year, "supervision", **day("held_on", TODAY))
    assert "This year ended on 6 October 2025." in text(late)


@pytest.mark.parametrize(
    ("person", "count"), [("hal", 2), ("sam", 2), ("mo", 1), ("wes", 1), ("asha", 0)]
)
def test_who_sees_whose_year(client, town, year, person, count):
    other = StaffMember.objects.create(name="Ola Frey")
    FirstYear.objects.create(
        staff=other, supervisor=StaffMember.objects.create(name="Rae Dunn"),
        programme="ASYE", started_on=SEPTEMBER, weekly_hours=Decimal(37),
    )  # fmt: skip
    client.force_login(getattr(town, person))
    page = text(client.get(YEARS))
    assert ("Ola Frey" in page, "Wes Okafor" in page.split("<main")[1]) == (
        count == 2,
        count >= 1,
    )


def test_a_line_manager_sees_and_records_the_year(client, town, year, wes):
    manager = StaffMember.objects.create(name="Sef Price", user=town.sef)
    StaffMember.objects.filter(pk=wes.pk).update(line_manager=manager)
    page = records(client, town.sef, year, "supervision", **day("held_on", TODAY))
    assert "The supervision was recorded." in text(page)


def test_as_many_queries_for_many_years(client, town, year, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(town.hal)
    client.get(YEARS)
    with CaptureQueriesContext(connection) as few:
        client.get(YEARS)
    supervisor = year.supervisor
    for number in range(5):
        made = FirstYear.objects.create(
            staff=StaffMember.objects.create(name=f"N {number}"), supervisor=supervisor,
            programme="ASYE", started_on=SEPTEMBER, weekly_hours=Decimal(37),
        )  # fmt: skip
        Supervision.objects.create(first_year=made, held_on=TODAY)
    with django_assert_num_queries(len(few)):
        client.get(YEARS)
