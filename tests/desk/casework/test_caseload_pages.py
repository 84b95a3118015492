"""Caseloads as people see them: of the teams in their sight, with the fraction and the band."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest

from alongside.desk.access.models import AuditEntry
from alongside.desk.access.trail import TELLS
from alongside.desk.casework.models import Allocation, Extract, Flow, WorkerChoice
from alongside.desk.learning.models import FirstYear
from alongside.desk.people.actions import restrict_record
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.workforce.models import (
    Absence,
    AgencyEngagement,
    Holding,
    Post,
    PostChange,
    PostRole,
    StaffMember,
    Worker,
)
from tests.desk.casework.exports import text

pytestmark = pytest.mark.usefixtures("today", "home")

TODAY = date(2026, 3, 10)


@pytest.fixture
def desk(town, extract, clock_of) -> SimpleNamespace:
    """North: Wes holds 23 (4 of one family), Ola 12 in half a week. South: Dee holds 30."""
    wes, ola, dee = (
        Worker.objects.create(source_id=name, name=name, team=team)
        for name, team in (("Wes", town.north), ("Ola", town.north), ("Dee", town.south))
    )  # fmt: skip
    StaffMember.objects.create(name="Wes", worker=wes, user=town.wes)
    StaffMember.objects.create(name="Ola", worker=ola, contracted_hours=Decimal("18.5"))
    held(wes, town.north, 22, family="F1", recent=3)
    held(ola, town.north, 12)
    held(dee, town.south, 30)
    Allocation.objects.create(child=town.robin, worker=wes, team=town.north, since=TODAY, plan="other")  # fmt: skip
    Allocation.objects.create(child=town.hidden, worker=wes, team=town.north, since=TODAY, plan="other")  # fmt: skip
    clock_of(town.robin, 14, worker=wes)
    clock_of(town.robin, 15, worker=wes)
    clock_of(town.robin, -1, worker=wes)
    clock_of(town.hidden, 2, worker=wes)
    return SimpleNamespace(
        **vars(town), wes_held=wes, ola=ola, dee=dee, extract=extract
    )


def held(worker: Worker, team, number: int, family: str = "", recent: int = 0) -> None:
    for n in range(number):
        child = Child.objects.create(
            case_id=f"{worker.name}{n}", forename="Zed", surname=f"{worker.name}{n}",
            family_id=family if n < 4 else "", born_on=date(2014, 5, 2),
        )  # fmt: skip
        ChildTeam.objects.create(child=child, team=team)
        since = TODAY - timedelta(days=6 if n < recent else 7)
        Allocation.objects.create(child=child, worker=worker, team=team, since=since, plan="other")  # fmt: skip


def rows(page: str) -> str:
    return " ".join(page.split())


def opened(client, user, address: str) -> str:
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return rows(text(answer))


def test_a_manager_sees_the_team_by_who_is_there(client, desk):
    """35 cases: 23 and 12, without Jo whose record is restricted; 1.0 + 0.5 FTE."""
    page = opened(client, desk.mo, "/caseloads/")
    assert "35 cases / 1.5 FTE = 23.3" in page
    assert "Likely to be high" in page
    assert "Dee" not in page


def test_each_worker_is_judged_by_their_own_hours(client, desk):
    page = opened(client, desk.mo, "/caseloads/")
    wes, ola = page.index(">Wes</a>"), page.index(">Ola</a>")
    assert ola < wes  # 24.0 stands above 23.0
    assert "<strong>24.0</strong>" in page and "<strong>23.0</strong>" in page


def test_who_is_on_the_list_counts_the_restricted_child_too(client, desk):
    page = opened(client, desk.sam, f"/caseloads/?team={desk.north.pk}")
    assert "36 cases / 1.5 FTE = 24.0" in page


def test_new_in_seven_days_and_due_in_fourteen(client, desk):
    """Three since 4 March, and Robin today; the clock of day 14, and neither
    that of day 15 nor the one that is overdue."""
    page = opened(client, desk.mo, "/caseloads/")
    assert "<dt>New in seven days</dt><dd>4</dd>" in page
    assert "<dt>Timescales due in fourteen days</dt><dd>1</dd>" in page


def test_an_absence_leaves_the_team_with_fewer_and_says_so(client, desk):
    Absence.objects.create(user=desk.wes, kind="sickness", first_on=TODAY, noted_by=desk.mo)  # fmt: skip
    page = opened(client, desk.mo, "/caseloads/")
    assert "35 cases / 0.5 FTE = 70.0" in page
    assert "35 cases / 1.5 FTE = 23.3" in page  # the Department's, whoever is away
    assert "Nobody there" in page and "Away" in page
    assert "Sick" not in page


def test_that_somebody_is_away_is_told_to_those_alone_who_may_see_it(client, desk):
    Absence.objects.create(user=desk.wes, kind="sickness", first_on=TODAY, noted_by=desk.mo)  # fmt: skip
    page = opened(client, desk.ana, f"/caseloads/?team={desk.north.pk}")
    assert "35 cases / 1.5 FTE = 23.3" in page  # of two, the other would be known
    assert ">Away<" not in page


def test_of_five_a_team_counts_who_is_away_and_does_not_say_who(client, desk):
    """Three more hold one each: 38 cases of 4.5 FTE, one of them away."""
    for name in ("Kit", "Lou", "Max"):
        more = Worker.objects.create(source_id=name, name=name, team=desk.north)
        held(more, desk.north, 1)
    member = StaffMember.objects.get(worker=desk.ola)
    Absence.objects.create(staff=member, came="hr", kind="sickness", first_on=TODAY, noted_by=desk.mo)  # fmt: skip
    page = opened(client, desk.ana, f"/caseloads/?team={desk.north.pk}")
    assert "38 cases / 4.0 FTE = 9.5" in page
    assert "<strong>24.0</strong>" in page and ">Away<" not in page


def test_hours_that_are_not_known_count_as_full_time_and_that_is_said(client, desk):
    page = opened(client, desk.sam, f"/caseloads/?team={desk.south.pk}")
    assert "30 cases / 1.0 FTE = 30.0" in page
    assert "Of 1 worker no hours are known here" in page
    assert "Must be reduced" in page


def test_who_has_left_holds_cases_and_is_nobody(client, desk):
    StaffMember.objects.filter(worker=desk.ola).update(left_on=TODAY - timedelta(1))
    page = opened(client, desk.mo, "/caseloads/")
    assert "35 cases / 1.0 FTE = 35.0" in page and "Has left" in page


def test_a_newly_qualified_workers_cap_is_told(client, desk):
    StaffMember.objects.filter(worker=desk.ola).update(
        joined_on=date(2026, 1, 5), joined_from="newly_qualified"
    )
    page = opened(client, desk.mo, "/caseloads/")
    assert "Over the cap." in page
    assert "25% of 21 x 0.50 FTE = at most 2" in page


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, "50% of 21 x 0.50 FTE = at most 5"),
        ({"ended_on": date(2026, 3, 1), "outcome": "passed"}, ""),
    ],
)
def test_a_first_year_that_is_kept_decides_the_cap(client, desk, told, says):
    """Begun on 1 September: 70% from 1 March, but the year stood still for four weeks."""
    ola = StaffMember.objects.get(worker=desk.ola)
    StaffMember.objects.filter(pk=ola.pk).update(joined_from="newly_qualified")
    year = FirstYear.objects.create(
        staff=ola, supervisor=StaffMember.objects.create(name="Rae Dunn"),
        programme="ASYE", started_on=date(2025, 9, 1), weekly_hours=18, **told,
    )  # fmt: skip
    year.pauses.create(
        first_on=date(2025, 10, 6), last_on=date(2025, 11, 2), why="other"
    )
    page = opened(client, desk.mo, "/caseloads/")
    assert says in page and ("at most" in page) == bool(says)


def test_the_gap_of_the_policy_is_flagged(client, desk):
    """35 and 8 more are 43 cases, of two full-time workers: 21.5."""
    StaffMember.objects.filter(worker=desk.ola).update(contracted_hours=Decimal(37))
    held(Worker.objects.create(source_id="Kit", team=desk.north), desk.north, 8)
    Allocation.objects.filter(worker__source_id="Kit").update(worker=desk.ola)
    page = opened(client, desk.mo, "/caseloads/")
    assert "43 cases / 2.0 FTE = 21.5" in page
    assert "The policy's text has a gap here; treated as manageable" in page


def test_only_those_in_a_band_are_listed(client, desk):
    page = opened(client, desk.sam, "/caseloads/?band=4")
    assert f"?worker={desk.dee.pk}" in page
    assert f'?worker={desk.ola.pk}"' not in page


def test_weights_that_the_council_agreed_are_used(client, desk, home):
    home.mkdir(parents=True, exist_ok=True)
    (home / "caseloads.toml").write_text(
        '[weights]\non = true\nagreed = "DCS, 2 March 2026"\nfurther_sibling = 0.5'
    )
    page = opened(client, desk.mo, "/caseloads/")  # 35 less 3 x 0.5
    assert "33.5 cases / 1.5 FTE = 22.3" in page
    assert "as agreed by DCS, 2 March 2026" in page


def test_a_councils_file_that_cannot_be_used_is_not_and_the_page_says_why(
    client, desk, home
):
    home.mkdir(parents=True, exist_ok=True)
    (home / "caseloads.toml").write_text("[weights]\non = true")
    page = opened(client, desk.mo, "/caseloads/")
    assert "35 cases / 1.5 FTE = 23.3" in page
    assert "caseloads.toml: The weights are on, and nobody agreed them" in page


def test_taken_away_it_is_what_the_page_shows(client, desk):
    client.force_login(desk.mo)
    answer = client.get("/caseloads/export/")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    told = [
        row for row in sheet.iter_rows(values_only=True) if row[1] in ("Wes", "Ola")
    ]
    assert [row[:5] for row in told] == [
        ("North", "Ola", 12, 0.5, 24),
        ("North", "Wes", 23, 1, 23),
    ]
    assert AuditEntry.objects.get(action="export caseloads").detail == {"rows": 2}


def test_before_any_allocation_the_page_says_so(client, town, extract):
    assert "No allocations are held" in opened(client, town.sam, "/caseloads/")
    Extract.objects.all().delete()
    assert "Nothing has been imported yet" in opened(client, town.sam, "/caseloads/")


def test_what_if_prints_its_arithmetic(client, desk):
    page = opened(client, desk.mo, "/caseloads/what-if/?filled=1&gone=0.5&each=21")
    assert "1.50 + 1.00 = 2.50 FTE" in page and "35 cases / 2.5 FTE = 14.0" in page
    assert "1.50 − 0.50 = 1.00 FTE" in page and "35 cases / 1.0 FTE = 35.0" in page
    assert "35 cases / 21 = 1.67 FTE: 0.17 more than the 1.5 there are" in page
    assert "Room for more" in page and "Must be reduced" in page


def test_what_if_officers_release_hours(client, desk):
    page = opened(client, desk.mo, "/caseloads/what-if/?officers=4&hours=9.25")
    assert "4 x 9.25 hours = 37 hours a week; / 37 = 1.00 FTE of social workers" in page


def test_what_if_cases_move_between_workers_of_one_team(client, desk):
    asked = f"cases=2&giver=worker-{desk.wes_held.pk}&taker=worker-{desk.ola.pk}"
    page = opened(client, desk.mo, f"/caseloads/what-if/?{asked}")
    assert "23 − 2 = 21 cases" in page and "14 cases / 0.5 FTE = 28.0" in page


def test_what_if_more_cannot_move_than_there_are(client, desk):
    asked = f"cases=99&giver=worker-{desk.wes_held.pk}&taker=worker-{desk.ola.pk}"
    assert "There are 23 cases: 99 cannot be taken" in opened(client, desk.mo, f"/caseloads/what-if/?{asked}")  # fmt: skip


def test_what_if_another_teams_worker_cannot_be_named(client, desk):
    asked = f"cases=2&giver=worker-{desk.dee.pk}&taker=worker-{desk.ola.pk}"
    assert "Select a valid choice" in opened(client, desk.mo, f"/caseloads/what-if/?{asked}")  # fmt: skip


def history(team, opened_, closed) -> None:
    for worker in (None, *Worker.objects.filter(team=team)):
        Flow.objects.create(team=team, worker=worker, opened=opened_, closed=closed)


def test_the_weeks_ahead_with_an_interval(client, desk):
    """13 weeks of 2 in and 1 out: 43 in eight weeks, ± 1.782 x sqrt(3 x 8 x 21/13) = 11."""
    history(desk.north, [2] * 13 + [0] * 39, [1] * 13 + [0] * 39)
    page = opened(client, desk.mo, "/caseloads/ahead/")
    assert "that makes <strong>43</strong>" in page
    assert "between <strong>32 and 54</strong>" in page


def test_of_eleven_weeks_nobody_can_tell(client, desk):
    history(desk.north, [2] * 52, [1] * 11 + [0] * 41)
    page = opened(client, desk.mo, "/caseloads/ahead/")
    assert "Nobody can tell from 11 weeks of history: 12 are needed" in page
    assert "Cannot tell" in page


def test_who_leaves_and_which_cases_end_are_known(client, desk):
    """Ola leaves, and ten of the 12 she holds are planned to end: nobody will be there."""
    StaffMember.objects.filter(worker=desk.ola).update(left_on=TODAY + timedelta(20))
    ended = Allocation.objects.filter(worker=desk.wes_held)[:4]
    for each in ended:
        each.until = TODAY + timedelta(30)
        each.save()
    page = opened(client, desk.mo, "/caseloads/ahead/")
    assert "Nobody there" in page
    assert "By what is planned" in page  # 23 - 4 = 19 is room for more


def test_who_turns_18_is_planned_to_end(client, desk):
    held_ = Allocation.objects.filter(worker=desk.dee).values("child")
    Child.objects.filter(pk__in=held_[:5]).update(born_on=date(2008, 5, 5))
    page = opened(client, desk.sam, "/caseloads/ahead/")
    assert '<td data-label="Planned to end" class="number">5</td>' in page


def test_a_worker_is_chosen_with_a_reason_and_nothing_is_allocated(client, desk):
    client.force_login(desk.mo)
    address = f"/caseloads/allocate/{desk.robin.pk}/"
    page = opened(client, desk.mo, address)
    first, second = (
        page.index(f'for="worker-{w.pk}"') for w in (desk.wes_held, desk.ola)
    )
    assert first < second  # 23.0 and 24.0
    answer = client.post(address, {"worker": desk.ola.pk, "reason": "Knows the family"}, follow=True)  # fmt: skip
    page = rows(text(answer))
    assert "Worker chosen for child 900123: Ola (North)." in page
    assert "as at 10 March 2026: 12 cases, before this one" in page
    assert "Reason: Knows the family" in page and "+ 1 chosen" in page
    assert Allocation.objects.get(child=desk.robin).worker == desk.wes_held
    entry = AuditEntry.objects.get(action="choose worker")
    assert entry.detail == {"worker": desk.ola.pk, "held": 12}


def test_a_choice_needs_a_worker_and_a_reason(client, desk):
    client.force_login(desk.mo)
    address = f"/caseloads/allocate/{desk.robin.pk}/"
    page = rows(text(client.post(address, {})))
    assert "Choose who should hold the case" in page and "Say why this worker" in page
    page = rows(text(client.post(address, {"worker": desk.dee.pk, "reason": "x"})))
    assert "Choose somebody on the list" in page
    page = rows(text(client.post(address, {"worker": desk.wes_held.pk, "reason": "x"})))
    assert "Wes holds this case already" in page
    assert not WorkerChoice.objects.exists()


@pytest.mark.parametrize("child", ["skye", "hidden"])
def test_nobody_chooses_for_a_child_they_may_not_see(client, desk, child):
    client.force_login(desk.mo)
    address = f"/caseloads/allocate/{getattr(desk, child).pk}/"
    assert client.get(address).status_code == 404
    assert (
        client.post(address, {"worker": desk.ola.pk, "reason": "x"}).status_code == 404
    )


def test_who_waits_for_a_worker_is_listed_until_one_is_shown(client, desk, clock_of):
    zed = Child.objects.create(case_id="77", forename="Zed", surname="Waits")
    ChildTeam.objects.create(child=zed, team=desk.north)
    clock_of(zed, 3)
    clock_of(desk.hidden, 1)
    Allocation.objects.filter(child=desk.hidden).delete()
    page = opened(client, desk.mo, "/caseloads/allocate/")
    assert "Zed Waits" in page and "1 without a worker" in page
    assert "Farrow" not in page
    client.post(f"/caseloads/allocate/{zed.pk}/", {"worker": desk.ola.pk, "reason": "x"})  # fmt: skip
    assert "Chosen, and not in the case system yet" in opened(client, desk.mo, "/caseloads/allocate/")  # fmt: skip
    Allocation.objects.create(child=zed, worker=desk.ola, team=desk.north, plan="other")
    page = opened(client, desk.mo, "/caseloads/allocate/")
    assert "Zed Waits" not in page and "Chosen, and not" not in page


def test_only_the_latest_choice_for_a_child_is_coming(client, desk):
    client.force_login(desk.mo)
    kit = Worker.objects.create(source_id="Kit", name="Kit", team=desk.north)
    held(kit, desk.north, 1)
    address = f"/caseloads/allocate/{desk.robin.pk}/"
    for worker in (desk.ola, kit):
        client.post(address, {"worker": worker.pk, "reason": "x"})
    page = opened(client, desk.mo, address)
    assert page.count("+ 1 chosen") == 1
    assert page.index("+ 1 chosen") < page.index(f'for="worker-{desk.ola.pk}"')


def test_the_trail_tells_of_a_choice_and_of_a_restricted_childs_nothing(client, desk):
    client.force_login(desk.mo)
    client.post(f"/caseloads/allocate/{desk.robin.pk}/", {"worker": desk.ola.pk, "reason": "x"})  # fmt: skip
    choice = WorkerChoice.objects.get()
    tells = TELLS["casework.WorkerChoice"]
    assert tells(desk.sam, {str(choice.pk)}) == {str(choice.pk): "Ola chosen for child 900123"}  # fmt: skip
    restrict_record(by=desk.mo, child=desk.robin, reason="Known here", people=[desk.mo])
    assert tells(desk.sam, {str(choice.pk)}) == {str(choice.pk): "A restricted record"}


def in_post(town, name, role, fte="1", team=None, **told):
    """Somebody in a post of a role, whom the case system does not name."""
    post = Post.objects.create(number=name, title=name, role=role)
    PostChange.objects.create(
        post=post, kind="create", planned_on=date(2025, 1, 1), team=team or town.north,
        effective_on=date(2025, 1, 1), fte=Decimal(fte), recorded_by=town.hal,
    )  # fmt: skip
    who = told.get("staff") or StaffMember.objects.create(name=name)
    Holding.objects.create(
        staff=who, post=post, basis="substantive", fte=Decimal(fte),
        since=date(2025, 1, 1),
    )  # fmt: skip


def test_who_is_in_post_and_holds_no_case_known_here_is_told_beside(client, desk):
    """North: 1.5 FTE known; 0.8 in a role whose holders hold cases, and a whole agency
    worker. A manager's role holds none; who is in post in the South is not in sight."""
    worker = PostRole.objects.create(name="Social worker", registered=True)
    manager = PostRole.objects.create(name="Team manager", registered=True)
    clerk = PostRole.objects.create(name="Clerk")
    in_post(desk, "A1", worker, staff=StaffMember.objects.get(name="Wes"))
    in_post(desk, "A2", worker, "0.8")
    in_post(desk, "M1", manager)
    in_post(desk, "C1", clerk)
    in_post(desk, "S1", worker, team=desk.south)
    AgencyEngagement.objects.create(
        staff=StaffMember.objects.create(name="Ina", engaged="agency"), agency="An agency",
        team=desk.north, reason="vacancy", role="social_worker", region="East Midlands",
        hours_a_week=Decimal(37), starts_on=date(2026, 3, 2),
    )  # fmt: skip
    page = opened(client, desk.mo, "/caseloads/")
    # Mo may not know of one child: 22 + 12 + 1 cases by 1.5 FTE, and by 3.3.
    assert "35 cases / 1.5 FTE = 23.3" in page
    assert "35 cases / 3.3 FTE = 10.6 with all in post" in page
    assert "1.80 FTE more (2 people) are in post" in page
    for address in ("/caseloads/what-if/", "/caseloads/ahead/"):
        assert "35 cases / 3.3 FTE = 10.6" in opened(client, desk.mo, address), address
    AgencyEngagement.objects.update(planned_end_on=date(2026, 3, 6))
    assert "0.80 FTE more (1 person) is in post" in opened(
        client, desk.mo, "/caseloads/"
    )
