"""What the desk counts of a month itself, against counts made by hand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.casework.models import Due, Extract
from alongside.desk.quality.audit_models import Audit, Grade
from alongside.desk.workforce.models import (
    Absence,
    AgencyEngagement,
    Holding,
    HrUpload,
    MonthlyFigure,
    Post,
    PostChange,
    PostRole,
    StaffMember,
)
from alongside.desk.workforce.monitoring_counting import COUNTERS, count_month
from alongside.reckon.indicators.workforce import MONTHLY

MARCH, FIRST, LAST = date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 31)


def counted(indicator):
    """What is counted of March 2026, by team: both numbers."""
    return {
        row.team.name: (row.numerator, row.denominator)
        for row in COUNTERS[indicator](FIRST, LAST)
    }


def post(town, number, team, fte="1"):
    role, _ = PostRole.objects.get_or_create(name="Social worker")
    made = Post.objects.create(number=number, title="Social worker", role=role)
    PostChange.objects.create(
        post=made, kind="create", planned_on=date(2025, 1, 1), team=team,
        effective_on=date(2025, 1, 1), fte=Decimal(fte), recorded_by=town.hal,
    )  # fmt: skip
    return made


def staff(name, **told):
    return StaffMember.objects.create(name=name, joined_on=date(2025, 1, 1), **told)


def held(made, person, fte="1", until=None):
    Holding.objects.create(
        staff=person, post=made, basis="substantive", fte=Decimal(fte),
        since=date(2025, 1, 1), until=until,
    )  # fmt: skip


@pytest.fixture
def posts(town):
    """Six posts in the North, 5.5 FTE: five people in four and a half of it; one gone in
    March. Two posts in the South, nobody in them."""
    made = [post(town, f"N{n}", town.north) for n in range(5)]
    made.append(post(town, "N5", town.north, "0.5"))
    for n in range(2):
        post(town, f"S{n}", town.south)
    people = [staff(f"Person {n}") for n in range(4)]
    for one, person in zip(made, people, strict=False):
        held(one, person)
    leaver = staff("Person 4", left_on=date(2026, 3, 20))
    held(made[4], leaver, until=date(2026, 3, 20))
    half = staff("Person 5", contracted_hours=Decimal("18.5"))
    held(made[5], half, "0.5")
    return made, people


def test_vacancies_of_the_posts_that_stand_on_the_last_day(posts):
    """North: 5.5 FTE, the leaver's is empty. South: 2 of 2."""
    assert counted("vacancies_local") == {"North": (1, Decimal("5.5")), "South": (2, 2)}


def test_leavers_of_the_people_there_on_the_first_day(posts):
    assert counted("leavers_local") == {"North": (1, 6), "South": (0, 0)}


def test_agency_among_all_who_are_at_work(town, posts):
    """Half a week of 37 hours is 0.5 FTE, beside 4.5 employed."""
    AgencyEngagement.objects.create(
        staff=staff("Agency One", engaged="agency"), agency="An agency", team=town.north,
        reason="demand", role="social_worker", region="East Midlands",
        hours_a_week=Decimal("18.5"), starts_on=date(2026, 1, 5),
    )  # fmt: skip
    assert counted("agency_local")["North"] == (Decimal("0.5"), Decimal("5.0"))


def test_sickness_of_teams_of_five_or_more(town, posts):
    """Five full-timers and a half, 22 working days each (one until 20 March: 15), two lost."""
    _, people = posts
    HrUpload.objects.create(
        file_name="a.xlsx", sealed=b"", sickness_from=FIRST, uploaded_by=town.hal
    )
    Absence.objects.create(
        staff=people[0], kind="sickness", came="hr", first_on=date(2026, 3, 2),
        last_on=date(2026, 3, 3), noted_by=town.hal,
    )  # fmt: skip
    assert counted("sickness_local") == {"North": (2, 4 * 22 + 15 + 11)}


def due(town, team, on, status, child=None):
    extract = Extract.objects.first() or Extract.objects.create(
        file_name="e.xlsx", sha256="0" * 64, stored_as="e", as_at=date(2026, 4, 10),
        uploaded_by=town.sef, state=Extract.State.APPLIED, applied_by=town.sef,
        applied_at=datetime(2026, 4, 10, tzinfo=ZoneInfo("Europe/London")),
    )  # fmt: skip
    return Due.objects.create(
        child=child or town.robin, rule="CIN_VISIT", started_on=date(2026, 1, 1),
        nth=Due.objects.count() + 1, due_on=on, status=status, team=team, first_in=extract,
    )  # fmt: skip


def test_timescales_that_fell_due_in_the_month(town):
    status = Due.Status
    for kind in (
        status.MET,
        status.MET,
        status.LATE,
        status.CLOSED_AFTER_DUE,
        status.OPEN,
    ):
        due(town, town.north, date(2026, 3, 31), kind)
    due(town, town.north, date(2026, 3, 1), status.CLOSED_BEFORE_DUE)
    due(town, town.north, date(2026, 4, 1), status.MET)
    due(town, town.north, date(2026, 3, 9), status.MET, child=town.hidden)
    due(town, town.south, date(2026, 3, 1), status.MET, child=town.skye)
    assert counted("in_time_local") == {"North": (2, 5), "South": (1, 1)}


def test_a_month_that_the_export_does_not_hold_whole_is_not_counted(town):
    due(town, town.north, date(2026, 3, 31), Due.Status.MET)
    Extract.objects.update(as_at=LAST)
    assert counted("in_time_local") == {}


def test_audits_by_the_grade_that_counts(town):
    grades = {grade.name: grade for grade in Grade.objects.all()}
    told = [("Good", None), ("Inadequate", None), ("Inadequate", "Good"), ("Outstanding", None)]  # fmt: skip
    for name, settled in told:
        Audit.objects.create(
            case_id="900123", team=town.north, audited_on=date(2026, 3, 5),
            grade=grades[name], added_by=town.sam,
            **({"moderated_grade": grades[settled], "moderated_by": town.sam, "moderated_on": LAST} if settled else {}),
        )  # fmt: skip
    Audit.objects.create(
        case_id="900125", team=town.north, audited_on=date(2026, 3, 5),
        grade=grades["Inadequate"], added_by=town.sam,
    )  # fmt: skip
    assert counted("audits_good_local") == {"North": (3, 4)}
    assert counted("audits_inadequate_local") == {"North": (1, 4)}


def test_a_month_is_counted_and_what_people_said_stands(client, town, posts):
    client.force_login(town.hal)
    told = {
        "indicator": "vacancies_local",
        "team": town.north.pk,
        "month": "2026-03-01",
    }
    client.post(
        "/workforce/monitoring/type/", told | {"numerator": 2, "denominator": 5}
    )
    page = client.post(
        "/workforce/monitoring/count/", {"month": "2026-03-01"}, follow=True
    )
    assert "figures of March 2026 are counted" in page.content.decode()
    found = {
        (figure.indicator, figure.team.name): (figure.came, figure.numerator)
        for figure in MonthlyFigure.objects.select_related("team")
    }
    assert found["vacancies_local", "North"] == ("typed", 2)
    assert found["vacancies_local", "South"] == ("counted", 2)
    assert ("leavers_local", "South") not in found, "Of nobody there is no figure."
    before = MonthlyFigure.objects.count()
    client.post("/workforce/monitoring/count/", {"month": "2026-03-01"})
    assert MonthlyFigure.objects.count() == before


def test_a_month_that_goes_on_is_not_counted(town):
    with pytest.raises(ValidationError, match="March 2026 is not over"):
        count_month(by=town.hal, month=MARCH, today=LAST)


def test_what_is_counted_is_watched():
    assert set(COUNTERS) <= {ratio.name for ratio in MONTHLY}


@pytest.mark.parametrize(
    ("indicator", "below", "kept"),
    [("sickness_local", "89", 0), ("sickness_local", "90", 1), ("time_owed_local", "4.9", 0), ("caseload_local", "4", 1)],
)  # fmt: skip
def test_of_so_few_people_nobody_is_told_who_was_away(
    client, town, indicator, below, kept
):
    client.force_login(town.hal)
    told = {"indicator": indicator, "team": town.north.pk, "month": "2026-03-01"}
    client.post(
        "/workforce/monitoring/type/", told | {"numerator": 1, "denominator": below}
    )
    assert MonthlyFigure.objects.count() == kept
