"""The yearly workforce return, read back by the product's own reader of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from alongside.desk.access.models import AuditEntry
from alongside.desk.workforce.models import (
    Absence,
    AgencyEngagement,
    Holding,
    HrUpload,
    Post,
    PostChange,
    PostRole,
    StaffMember,
)
from alongside.desk.workforce.return_rows import (
    LEAVING,
    ORIGINS,
    authority,
    left_out,
    workers,
)
from alongside.reckon.clock import Clock
from alongside.reckon.intake import read_all
from alongside.reckon.workforce_return import Authority, Worker, wanting, write

URL = "/workforce/return/"
YEAR = 2025
AT = datetime(2025, 10, 6, 9, 30, tzinfo=UTC)


def staff(name, number, **told):
    usual = {"joined_on": date(2020, 1, 6), "joined_from": "newly_qualified"}
    return StaffMember.objects.create(name=name, registration=number, **(usual | told))


@pytest.fixture
def people(town):
    """One there, part time and sick on the day; one who left in the year, one before it;
    one by agency; one without a registration. Two posts of 1 FTE, one of them held."""
    there = staff("Ada Bell", "SW1000001", contracted_hours=Decimal("18.5"))
    staff(
        "Bo Dean", "SW1000002", left_on=date(2025, 3, 31), leaving_reason="retired",
        joined_from="abroad",
    )  # fmt: skip
    staff("Cy Earl", "SW1000003", left_on=date(2024, 9, 30))
    staff("Di Ford", "", joined_from="")
    agent = staff("Ed Gray", "SW1000004", engaged="agency")
    Absence.objects.create(
        staff=there, kind="sickness", came="hr", first_on=date(2025, 9, 29),
        last_on=date(2025, 10, 3), noted_by=town.hal,
    )  # fmt: skip
    AgencyEngagement.objects.create(
        staff=agent, agency="An agency", team=town.north, reason="demand",
        role="social_worker", region="East Midlands", hours_a_week=Decimal(37),
        starts_on=date(2025, 9, 1), planned_end_on=date(2025, 11, 30),
    )  # fmt: skip
    HrUpload.objects.create(
        file_name="a.xlsx",
        sealed=b"",
        sickness_from=date(2024, 10, 1),
        uploaded_by=town.hal,
    )
    role = PostRole.objects.create(name="Social worker", registered=True)
    other = PostRole.objects.create(name="Support officer")
    for number, of in (("A1", role), ("A2", role), ("B1", other)):
        post = Post.objects.create(number=number, title="Post", role=of)
        PostChange.objects.create(
            post=post, kind="create", planned_on=date(2020, 1, 1), team=town.north,
            effective_on=date(2020, 1, 1), fte=1, recorded_by=town.hal,
        )  # fmt: skip
    Holding.objects.create(
        staff=there, post=Post.objects.get(number="A1"), basis="substantive",
        fte=Decimal("0.5"), since=date(2020, 1, 6),
    )  # fmt: skip
    return there


def told():
    return {each.registration: each for each in workers(YEAR, Clock.england())}


def test_who_is_returned_and_with_what(people):
    """Ada is away on 29 and 30 September, working days both, half a post: one day lost."""
    found = told()
    assert list(found) == ["SW1000001", "SW1000002", "SW1000004"]
    assert found["SW1000001"] == Worker(
        "SW1000001", False, Decimal("0.5"), date(2020, 1, 6), "1",
        fte_then=Decimal("0.5"), days_lost=Decimal(1), absent_then=True,
        absence_reason="SIC",
    )  # fmt: skip
    assert found["SW1000002"] == Worker(
        "SW1000002", False, Decimal(1), date(2020, 1, 6), "3", date(2025, 3, 31), "8", "5",
        days_lost=Decimal(0),
    )  # fmt: skip
    assert found["SW1000004"] == Worker(
        "SW1000004", True, Decimal(1), date(2025, 9, 1), fte_then=Decimal(1),
        contract_weeks=Decimal(91) / 7,
    )  # fmt: skip


def test_days_lost_are_left_out_where_sickness_is_not_held_of_the_year(
    client, town, people
):
    HrUpload.objects.update(sickness_from=date(2024, 10, 2))
    assert told()["SW1000002"].days_lost is None
    assert wanting(workers(YEAR, Clock.england()))["WorkingDaysLost"] == 2
    client.force_login(town.hal)
    assert b"WorkingDaysLost" not in client.post(URL, {"year": "2025", "code": "891"}).content  # fmt: skip


def test_agency_workers_without_a_registration_are_named_as_left_out(
    client, town, people
):
    StaffMember.objects.filter(name="Ed Gray").update(registration="")
    client.force_login(town.hal)
    page = " ".join(client.get(URL).content.decode().split())
    year = 2025 if "year from 1 October 2024" in page else None
    assert [each.name for each in left_out(YEAR)] == [
        "Ed Gray"
    ] and "SW1000004" not in told()
    assert year is None or "1 agency worker on 30 September 2025 is left out" in page


def test_vacancies_are_of_posts_of_registered_workers(people):
    assert authority(YEAR) == Authority(Decimal("1.5"), Decimal(1), 1)


def test_the_file_is_read_back_by_our_own_reader(client, town, people, tmp_path):
    client.force_login(town.hal)
    page = client.post(URL, {"year": "2025", "code": "891"})
    assert (
        page["Content-Disposition"]
        == 'attachment; filename="workforce-return-2025.xml"'
    )
    path = tmp_path / "return.xml"
    path.write_bytes(page.content)
    (reading,), records = read_all([path])
    assert not reading.refused
    rows = {
        row["wret_registration_no"]: row
        for row in records.rows["local_workforce_return"]
    }
    ada, bo = rows["SW1000001"], rows["SW1000002"]
    assert ada["wret_full_time_equivalent"] == "0.500000"
    assert (ada["wret_absent_then"], ada["wret_absence_reason"]) == ("Y", "SIC")
    assert ada["wret_working_days_lost"] == "1.00"
    assert (bo["wret_role_end_date"], bo["wret_reason_for_leaving"]) == (
        date(2025, 3, 31),
        "5",
    )
    (whole,) = records.rows["local_workforce_vacancies"]
    assert whole["wvac_vacancies_full_time_equivalent"] == "1.50"
    assert whole["wvac_agency_headcount"] == 1
    entry = AuditEntry.objects.get(action="take workforce return")
    assert entry.detail == {"year": 2025, "rows": 3}


def test_elements_stand_in_the_schemas_order(people):
    xml = write(YEAR, "891", authority(YEAR), workers(YEAR, Clock.england()), AT)
    message = ElementTree.fromstring(xml)
    assert [child.tag for child in message][:3] == ["Header", "LALevel", "CSWWWorker"]
    first = message.find("CSWWWorker")
    assert [child.tag for child in first] == [
        "AgencyWorker", "SWENo", "FTE", "RoleStartDate", "StartOrigin", "FTE30",
        "WorkingDaysLost", "Absat30Sept", "ReasonAbsence",
    ]  # fmt: skip
    before = write(2024, "891", authority(2024), workers(2024, Clock.england()), AT)
    assert ElementTree.fromstring(before)[1].tag == "LALevelVacancies"


def test_what_is_wanting_is_counted():
    few = [
        Worker("SW1", False, role_end=date(2025, 1, 1)),
        Worker("SW2", True, fte=Decimal(1), role_start=date(2025, 1, 1)),
        Worker("SW3", False, fte=Decimal(1), role_start=date(2025, 1, 1), days_lost=Decimal(0), fte_then=Decimal(1), absent_then=False),
    ]  # fmt: skip
    assert dict(wanting(few)) == {
        "FTE": 1, "RoleStartDate": 1, "LeaverDestination": 1, "ReasonLeave": 1,
        "WorkingDaysLost": 1, "ContractWeeks": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "found", "said"),
    [
        ("89", [Worker("SW1", False)], "not an authority's code"),
        ("891", [], "no registered social worker"),
        ("891", [Worker("1234", False)], "1 registration is not two letters"),
        ("891", [Worker("1", False), Worker("2", False)], "2 registrations are not"),
    ],
)
def test_what_would_not_be_accepted_is_refused(code, found, said):
    with pytest.raises(ValueError, match=said):
        write(YEAR, code, Authority(Decimal(0), Decimal(0), 0), found, AT)


def test_the_page_says_what_is_not_held(client, town, people):
    client.force_login(town.hal)
    page = client.get(URL).content.decode()
    assert "date of birth (PersonBirthDate)" in page
    said = client.post(URL, {"year": "2025", "code": "x"}).content.decode()
    assert "not an authority&#x27;s code" in said
    assert not AuditEntry.objects.filter(action="take workforce return").exists()


def test_every_reason_held_has_a_code():
    assert set(ORIGINS) == set(StaffMember.JoinedFrom)
    # An agency worker made permanent leaves no post of the council's.
    assert set(LEAVING) == set(StaffMember.Leaving) - {
        StaffMember.Leaving.MADE_PERMANENT
    }
