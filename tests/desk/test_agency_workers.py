"""Agency workers on the desk: engaged, ended, covered, judged, counted and taken away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.access.models import AuditEntry
from alongside.desk.workforce import agency_actions as actions
from alongside.desk.workforce.models import (
    AgencyCap,
    AgencyEngagement,
    Post,
    PostRole,
    StaffMember,
)

TODAY = date(2026, 4, 10)  # Friday of the week after Easter
TERMS = {
    "agency": "Bridge Social Work",
    "role": "social_worker",
    "region": "East Midlands",
    "reason": "vacancy",
    "hours_a_week": Decimal(37),
    "starts_on": date(2026, 3, 30),
    "hourly_rate": Decimal(42),
    "rate_is_whole": True,
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def post(db):
    return Post.objects.create(
        number="P7", title="Social worker", role=PostRole.objects.create(name="SW")
    )


@pytest.fixture
def ina(town, post):
    return actions.engage_worker(
        by=town.hal, staff=None, name="Ina Lund", registration="SW1",
        team=town.north, post=post, **TERMS,
    )  # fmt: skip


def text(page) -> str:
    return " ".join(page.content.decode().split())


def form(town, **changed):
    told = {
        "name": "Kit Rowe", "agency": "Bridge", "team": town.north.pk,
        "reason": "project", "role": "social_worker", "region": "East Midlands",
        "starts_on": "30 3 2026", "hours_a_week": "18.5", "rate_is_whole": "",
    }  # fmt: skip
    return told | changed


def test_engaging_somebody_new_through_the_page(client, town):
    client.force_login(town.hal)
    answer = client.post("/workforce/agency/add/", form(town))
    made = AgencyEngagement.objects.get()
    assert answer.url == f"/workforce/agency/{made.pk}/"
    assert (made.staff.name, made.staff.engaged) == ("Kit Rowe", "agency")
    assert made.rate_is_whole is None
    assert made.fte == Decimal("0.5")
    assert AuditEntry.objects.filter(action="engage agency worker").exists()


def test_a_worker_must_be_named_and_engaged_once(client, town, ina):
    client.force_login(town.hal)
    page = client.post("/workforce/agency/add/", form(town, name=""))
    assert "type a new worker" in text(page)
    again = form(town, name="", staff=ina.staff_id, starts_on="1 9 2026")
    page = client.post("/workforce/agency/add/", again)
    assert "is engaged from 30 March 2026 already" in text(page)
    assert AgencyEngagement.objects.count() == 1


def test_a_refused_form_names_the_field(client, town):
    client.force_login(town.hal)
    page = client.post("/workforce/agency/add/", form(town, hours_a_week="0"))
    assert "greater than or equal to 0.01" in text(page)
    assert not StaffMember.objects.exists()  # the new worker is not left behind


def test_ended_once_and_engaged_again_after(town, ina):
    ended = actions.end_engagement(
        by=town.hal, engagement=ina, ended_on=TODAY, ended_why="Post filled"
    )
    with pytest.raises(ValidationError, match="ended already on 10 April 2026"):
        actions.end_engagement(
            by=town.hal, engagement=ended, ended_on=TODAY, ended_why="Twice"
        )
    later = TERMS | {"starts_on": date(2026, 4, 13)}
    actions.engage_worker(
        by=town.hal, staff=ina.staff, name="", registration="", team=town.north, **later
    )
    assert AgencyEngagement.objects.count() == 2


def test_the_database_refuses_an_end_before_the_start(ina):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyEngagement.objects.update(ended_on=date(2026, 3, 29))


def test_what_covers_a_post_on_a_day(post, ina):
    covering = AgencyEngagement.objects.covering
    assert not covering(post, date(2026, 3, 29)).exists()
    assert covering(post, date(2026, 3, 30)).get() == ina
    AgencyEngagement.objects.update(ended_on=TODAY)
    assert covering(post, TODAY).exists()
    assert not covering(post, date(2026, 4, 11)).exists()


def test_the_page_of_a_day_counts_and_costs(client, town, ina):
    StaffMember.objects.create(name="Bea Lunn", contracted_hours=Decimal("18.5"))
    client.force_login(town.hal)
    page = text(client.get("/workforce/agency/"))
    assert "1 of 2 people = 50.0%" in page
    assert "1.00 of 1.50 FTE = 66.7%" in page
    # 30 March to 10 April less two days of Easter: 8 days x 7.4 hours x £42 = £2,486.40
    assert "£2,486" in page
    assert "Nobody is engaged" in text(client.get("/workforce/agency/?on=29+3+2026"))


def test_the_workbook_has_hours_and_rates_as_numbers(client, town, ina):
    client.force_login(town.hal)
    book = load_workbook(BytesIO(client.get("/workforce/agency/agency.xlsx").content))
    ina_told = next(row for row in book.active.values if row[0] == "Ina Lund")
    assert ina_told[7:10] == (37, 42, 2486)


def test_terms_are_for_hr_and_who_answers_for_the_service(client, town, ina):
    for who, sees in (("hal", True), ("sam", True), ("mo", False), ("sef", False)):
        client.force_login(getattr(town, who))
        page = text(client.get("/workforce/agency/"))
        assert "Ina Lund" in page
        assert ("£2,486" in page) is sees
        assert ("Cooling off" in page) is sees
        status = client.get(f"/workforce/agency/{ina.pk}/").status_code
        assert status == (200 if sees else 404)


def test_the_checks_say_what_is_missing_and_the_cap_typed_in_counts(client, town, ina):
    client.force_login(town.hal)
    address = f"/workforce/agency/{ina.pk}/"
    page = text(client.get(address))
    assert "No cap is typed in for this region, role and date." in page
    client.post(
        "/workforce/agency/caps/",
        {"region": "East Midlands", "role": "social_worker", "pounds": "40",
         "first_on": "1 4 2025", "source": "Minutes of the region"},
    )  # fmt: skip
    page = text(client.get(address))
    assert "£42.00 an hour against a cap of £40.00" in page
    assert "Not signed off by the Director of Children" in page


def test_a_cap_is_typed_once_and_can_be_taken_out(client, town):
    cap = {"region": "London", "role": "team_manager", "pounds": Decimal(60),
           "first_on": date(2025, 4, 1), "last_on": None, "source": "Minutes"}  # fmt: skip
    made = actions.type_cap(by=town.hal, **cap)
    with pytest.raises(ValidationError, match="from that day already"):
        actions.type_cap(by=town.hal, **cap)
    client.force_login(town.hal)
    client.post(f"/workforce/agency/caps/{made.pk}/remove/")
    assert not AgencyCap.objects.exists()


def test_the_return_of_a_quarter_is_a_plain_file(client, town, ina):
    AgencyEngagement.objects.update(agency="=1+1")
    client.force_login(town.hal)
    page = text(client.get("/workforce/agency/return/?quarter=2026-01-01"))
    assert "The columns are not verified." in page
    answer = client.get("/workforce/agency/return.csv?quarter=2026-01-01")
    headings, row = answer.content.decode().splitlines()
    assert headings.startswith("Worker,Agency,Role,Region,Team,Covers a post")
    # 30 and 31 March: 2 days x 7.4 hours = 14.8 hours x £42 = £621.60
    assert row == (
        "Ina Lund,'=1+1,Social worker,East Midlands,North,Yes,,2026-03-30,,37.00,42.00,"
        ",,No,14.8,622"
    )
    empty = client.get("/workforce/agency/return.csv?quarter=2025-10-01")
    assert len(empty.content.decode().splitlines()) == 1


def test_the_list_takes_the_same_queries_however_long(
    client, town, ina, django_assert_max_num_queries
):
    client.force_login(town.hal)
    for n in range(20):
        worker = StaffMember.objects.create(name=f"Worker {n}", engaged="agency")
        AgencyEngagement.objects.create(staff=worker, team=town.south, **TERMS)
    with django_assert_max_num_queries(10):
        client.get("/workforce/agency/")


def test_changing_writes_down_which_and_not_what(town, ina):
    actions.change_engagement(by=town.hal, engagement=ina, hourly_rate=Decimal(39))
    line = AuditEntry.objects.latest("sequence")
    assert line.detail == {"changed": "hourly_rate"}
    actions.change_engagement(by=town.hal, engagement=ina, hourly_rate=Decimal(39))
    assert AuditEntry.objects.latest("sequence") == line


def test_what_was_planned_to_be_over_does_not_run_on(client, town, ina):
    """From Monday 23 February to Friday 27 February 2015: 37 hours at £42 are £1,554."""
    ina.starts_on, ina.planned_end_on = date(2015, 2, 23), date(2015, 2, 27)
    ina.save()
    assert not AgencyEngagement.objects.on(TODAY).exists()
    assert not AgencyEngagement.objects.between(date(2015, 3, 1), TODAY).exists()
    assert AgencyEngagement.objects.on(date(2015, 2, 27)).exists()
    client.force_login(town.hal)
    page = text(client.get("/workforce/agency/"))
    assert (
        "End not said" in page and "Ina Lund</a>, North: from 23 February 2015" in page
    )
    page = text(client.get(f"/workforce/agency/{ina.pk}/"))
    assert "£1,554" in page and "End not said" in page
    assert "Not met" not in page
    actions.end_engagement(
        by=town.hal, engagement=ina, ended_on=date(2015, 2, 26), ended_why="Moved"
    )
    assert "End not said" not in text(client.get("/workforce/agency/"))


def test_a_past_engagement_is_added_with_its_end(client, town):
    client.force_login(town.hal)
    told = form(
        town, starts_on="2 2 2015", ended_on="27 2 2015", ended_why="Post filled"
    )
    client.post("/workforce/agency/add/", told)
    made = AgencyEngagement.objects.get()
    assert (made.ended_on, made.ended_why) == (date(2015, 2, 27), "Post filled")
