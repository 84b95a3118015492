"""A week of three officers counted by hand; and who may be told of whose time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from alongside.desk.access.models import AuditEntry, Role, User
from alongside.desk.decisions.models import Body
from alongside.desk.support.models import HourCost, Task, TaskVersion, TimeNote, Timing
from alongside.desk.support.proposal_actions import make_change, propose
from alongside.desk.support.reference_times import reference_times
from alongside.desk.support.time_actions import note_time
from alongside.desk.support.time_measures import Measures
from alongside.desk.workforce.models import StaffMember, Worker

TODAY = date(2026, 3, 10)
PAGE = "/support/measures/"

# Officer, day of March 2026, team, task, times, minutes said. The reference of each task
# stands in the catalogue: a meeting 35, minutes 120, transport 15, a bundle 90 (of which a
# social worker would have done half), calls 10, lists 20 (none), reports 15, payments 25.
WEEK = [
    ("asha", 2, "north", "arrange-meeting", 2, None),  # 70
    ("asha", 2, "north", "create-chronology", 1, 60),  # 60 upward
    ("ben", 2, "south", "take-minutes", 1, None),  # 120
    ("asha", 3, "north", "arrange-meeting", 1, 50),  # 50, as she said
    ("asha", 3, "south", "book-transport", 2, None),  # 30
    ("ben", 3, "south", "order-stationery", 1, 30),  # 30 sideways
    ("ben", 3, "south", "copy-bundle", 1, None),  # 90, 45 of it released
    ("cleo", 4, "north", "take-calls", 6, None),  # 60
    ("cleo", 4, "north", "compile-lists", 1, None),  # 20, none of it released
    ("ben", 4, "south", "handle-post", 1, 15),  # 15 sideways
    ("cleo", 5, "north", "write-assessment", 1, 120),  # 120 upward
    ("asha", 5, "north", "chase-reports", 4, None),  # 60
    ("ben", 6, "south", "answer-payment-query", 3, None),  # 75
]
# North: 70 + 60 + 50 + 60 + 20 + 120 + 60 = 440 minutes, 180 of them upward, on 5
#   officer-days (Asha Monday, Tuesday, Thursday; Cleo Wednesday, Thursday).
#   Released: 70 + 50 + 60 + 0 + 60 = 240 minutes, 4 hours.
# South: 120 + 30 + 30 + 90 + 15 + 75 = 360 minutes, 45 of them sideways, on 5
#   officer-days (Ben on four, Asha on Tuesday). Released: 120 + 30 + 45 + 75 = 270.
# All: 800 minutes, 225 outside; 9 officer-days, for Asha's Tuesday in both is one. 510.


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


def officer(name: str, full_name: str) -> User:
    role = Role.objects.get(code="support_officer")
    return User.objects.create(
        username=f"{name}@town.example", full_name=full_name, role=role
    )


@pytest.fixture
def week(town):
    town.cleo = officer("cleo", "Cleo Marsh")
    for who, day, team, code, times, minutes in WEEK:
        note_time(
            by=getattr(town, who), on=date(2026, 3, day), team=getattr(town, team),
            task=Task.objects.get(code=code), times=times, minutes=minutes,
        )  # fmt: skip
    return town


@pytest.fixture
def managed(week):
    """The senior manages Asha and Cleo; nobody here manages Ben."""
    sef = StaffMember.objects.create(name="Sefton Price", user=week.sef)
    for name in ("asha", "cleo"):
        user = getattr(week, name)
        StaffMember.objects.create(name=user.full_name, user=user, line_manager=sef)
    return week


@pytest.fixture
def seen(week):
    """Sam is line manager of all three, and so is told all of their time."""
    sam = StaffMember.objects.create(name="Sam Whitlock", user=week.sam)
    for name in ("asha", "ben", "cleo"):
        user = getattr(week, name)
        StaffMember.objects.create(name=user.full_name, user=user, line_manager=sam)
    return week


def lines(user) -> dict:
    found = Measures(user, TODAY)
    march = found.months[-1:]
    told = {name: found.line(team, march) for team, name in found.shown.items()}
    return told | {"all": found.whole(march)}


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_the_week_as_counted_by_hand_outside(seen):
    found = {name: line.spent for name, line in lines(seen.sam).items()}
    counted = {
        name: (each.outside.outside, each.outside.noted, each.outside.days, each.times_outside)
        for name, each in found.items()
    }  # fmt: skip
    assert counted == {
        "North": (180, 440, 5, 2),
        "South": (45, 360, 5, 2),
        "all": (225, 800, 9, 4),
    }
    assert (found["North"].upward, found["North"].sideways) == (3, 0)
    assert (found["South"].upward, found["South"].sideways) == (0, 0.75)


def test_the_week_as_counted_by_hand_released(seen):
    found = {name: line.spent.released for name, line in lines(seen.sam).items()}
    assert {name: each.hours * 60 for name, each in found.items()} == pytest.approx(
        {"North": 240, "South": 270, "all": 510}
    )
    assert found["all"].low is None, "nothing was timed yet"
    # By reference alone: all but the 50 minutes that Asha said.
    assert found["all"].by_reference * 60 == pytest.approx(460)


def test_each_fte_who_is_there_and_the_cost_of_an_hour(seen):
    """North: one of 37 hours and one of 18.5, so 1.5 FTE; four hours are 2.67 each."""
    for n, (team, hours) in enumerate(
        ((seen.north, "37"), (seen.north, "18.5"), (seen.south, "37"))
    ):
        worker = Worker.objects.create(source_id=f"w{n}", team=team)
        StaffMember.objects.create(
            name=f"Worker {n}", worker=worker, contracted_hours=Decimal(hours)
        )
    HourCost.objects.create(
        from_on=date(2026, 1, 1), pounds=Decimal("40"), source="Finance", typed_by=seen.sam
    )  # fmt: skip
    found = lines(seen.sam)
    assert found["North"].fte == 1.5
    assert found["North"].each == pytest.approx(4 / 1.5)
    assert found["North"].pounds == (160, None, None)
    assert found["all"].pounds[0] == pytest.approx(8.5 * 40)


def test_a_cost_from_later_on_is_none_for_the_month(seen):
    HourCost.objects.create(
        from_on=date(2026, 3, 2), pounds=Decimal("40"), source="Finance", typed_by=seen.sam
    )  # fmt: skip
    assert lines(seen.sam)["North"].pounds is None


def time_meetings(town, minutes) -> None:
    """Older meetings, of another month, that were drawn and timed."""
    for n, each in enumerate(minutes):
        note = note_time(
            by=town.asha, on=date(2025, 11, n + 3), team=town.north,
            task=Task.objects.get(code="arrange-meeting"),
        )  # fmt: skip
        Timing.objects.create(
            note=note, week=date(2025, 11, 3), asked_on=TODAY, minutes=each, answered_on=TODAY
        )  # fmt: skip


def test_what_was_timed_stands_for_the_reference(seen):
    """Ten meetings took 40 on average: two unsaid ones are 80, not 70; the said one is 50."""
    time_meetings(seen, [30, 50] * 5)
    found = lines(seen.sam)["North"].spent
    assert found.outside.noted == pytest.approx(450)
    assert found.released.hours * 60 == pytest.approx(250)
    assert found.released.by_reference * 60 == pytest.approx(120)
    # The mean's error: squares of ten times 10 are 1000, over 9 and 10, root: 3.333; twice
    # that for two meetings, by 2.262: 15.1 minutes either way.
    assert found.released.high * 60 == pytest.approx(265.08, abs=0.05)


def test_nine_answers_are_not_enough(seen):
    time_meetings(seen, [40] * 9)
    assert lines(seen.sam)["North"].spent.outside.noted == 440


def test_reference_and_timed_stand_side_by_side(client, week):
    time_meetings(week, [45, 55] * 5)
    meeting = next(r for r in reference_times(TODAY) if r.version.task.code == "arrange-meeting")  # fmt: skip
    assert (meeting.asked, meeting.found.minutes, meeting.off) == (10, 50, True)
    assert meeting.sampled == "50.0 (46.2 to 53.8)"
    client.force_login(week.wes)
    assert "The reference is off" in text(client.get("/support/measures/reference-times/"))  # fmt: skip


def test_a_proposal_takes_what_was_timed_with_it_and_what_a_task_releases(week):
    time_meetings(week, [45, 55] * 5)
    task = Task.objects.get(code="arrange-meeting")
    body = Body.objects.create(name="Steering group", kind="steering_group", quorum=1)
    made = propose(
        by=week.sef, body=body, what="change", task=task, why="It was timed.",
        effective_on=TODAY, name="Arrange a meeting", kind="support", example="One.",
        boundary="The line.", reference_minutes=50, releases=80,
    )  # fmt: skip
    assert (made.evidence["timed"], made.evidence["minutes"]) == (10, "50.0 (46.2 to 53.8)")  # fmt: skip
    assert "would otherwise have spent 80%" in made.decision.what
    made.decision.decided_on = TODAY
    make_change(by=week.sam, proposal=made)
    version = TaskVersion.objects.in_force(TODAY).get(task=task)
    assert (version.reference_minutes, version.releases) == (50, 80)


def test_the_page_tells_who_manages_them_all_of_it(client, seen):
    client.force_login(seen.sam)
    page = text(client.get(PAGE + "?month=2026-03-01"))
    assert "3.0 of 7.3 hours: 41%" in page
    assert "0.8 of 6.0 hours: 12%" in page
    assert "3.8 of 13.3 hours: 28%" in page
    assert "Cannot tell from 5 days" in page and "Not shown" not in page
    assert "time, not cash" in page
    assert not any(each in page for each in ("Asha", "Ben Carter", "Cleo"))


@pytest.mark.parametrize(
    ("reader", "left"),
    [("mo", "North"), ("sam", "North, South"), ("ana", "North, South")],
)
def test_nobody_else_is_told_of_two_officers(client, week, reader, left):
    """Nor who answers for the service: Asha and Cleo in the North, Asha and Ben in the South.

    All three together may be told, since nobody's hours can be taken from them.
    """
    user = getattr(week, reader)
    client.force_login(user)
    for address in (PAGE, f"{PAGE}?month=2026-03-01"):
        page = text(client.get(address))
        assert (
            f"Not shown: {left}." in page and "fewer than 3 officers noted time" in page
        )
        assert "7.3 hours" not in page and "6.0 hours" not in page
        assert ("South" in page) == (reader != "mo")
        assert ("3.8 of 13.3 hours: 28%" in page) == (reader != "mo")
    found = lines(user)
    assert all(found[name].spent is None for name in left.split(", "))
    assert (found["all"].spent is None) == (reader == "mo")


def test_two_small_teams_of_the_same_two_hide_the_whole(week):
    """Without Cleo the month is Asha's and Ben's: then all teams together tell of two."""
    TimeNote.objects.filter(officer=week.cleo).delete()
    assert lines(week.sam)["all"].spent is None
    assert Measures(week.sam, TODAY).tasks(Measures(week.sam, TODAY).months) == []


def test_with_a_third_officer_the_team_is_told(week):
    note_time(
        by=officer("dee", "Dee Holt"), on=date(2026, 3, 6), team=week.north, minutes=30,
        task=Task.objects.get(code="take-calls"),
    )  # fmt: skip
    assert lines(week.mo)["North"].spent.outside.noted == 470
    assert len(lines(week.mo)["North"].spent.officers) == 3


def test_a_task_may_be_one_officers_and_is_told_to_who_manages_them_all(managed):
    """Of three officers in the North only Cleo made lists: her manager reads that, Mo not."""
    dee = officer("dee", "Dee Holt")
    sef = StaffMember.objects.get(user=managed.sef)
    StaffMember.objects.create(name="Dee Holt", user=dee, line_manager=sef)
    calls = Task.objects.get(code="take-calls")
    note_time(by=dee, on=date(2026, 3, 6), team=managed.north, task=calls)
    for name in ("asha", "cleo", "dee"):
        by = dee if name == "dee" else getattr(managed, name)
        task = Task.objects.get(code="file-papers")
        note_time(by=by, on=date(2026, 3, 9), team=managed.north, task=task)
    for reader, told in ((managed.mo, False), (managed.sef, True)):
        found = Measures(reader, TODAY)
        assert found.whole(found.months[-1:]).spent
        tasks = {each.task: each.times for each in found.tasks(found.months[-1:])}
        assert ("compile-lists" in tasks) == told
        assert tasks["file-papers"] == 3, "three did it"


def test_no_month_is_told_by_taking_the_others_from_the_year(week):
    """March has three officers and February one: neither February nor the year is told."""
    for who, day in ((officer("dee", "Dee Holt"), date(2026, 3, 6)), (week.asha, date(2026, 2, 6))):  # fmt: skip
        task = Task.objects.get(code="take-calls")
        note_time(by=who, on=day, team=week.north, task=task)
    found = Measures(week.mo, TODAY)
    assert found.line(week.north.pk, found.months[-1:]).spent
    assert found.line(week.north.pk, found.months[-2:-1]).spent is None
    assert found.line(week.north.pk, found.months).spent is None


@pytest.mark.parametrize("reader", ["mo", "ana", "sam"])
def test_nobody_but_the_manager_sees_an_officer(client, managed, reader):
    user = getattr(managed, reader)
    client.force_login(user)
    page = text(client.get("/support/measures/officers/"))
    assert "Nobody you manage has noted time" in page
    assert "Asha" not in page
    assert not TimeNote.objects.visible_to(user).exists()


def test_the_senior_sees_those_she_manages_one_by_one(client, managed):
    """Asha: 70 + 60 + 50 + 30 + 60 = 270 minutes, 60 of them outside; Cleo 120 of 200."""
    client.force_login(managed.sef)
    page = text(client.get("/support/measures/officers/?month=2026-03-01"))
    assert "1.0 of 4.5 hours: 22%" in page
    assert "2.0 of 3.3 hours: 60%" in page
    # March up to the 10th has seven working days, so 7/5 of 37 hours.
    assert "4 of 52 hours" in page or "5 of 52 hours" in page
    assert "Ben" not in page
    assert AuditEntry.objects.get(action="read officers' time").detail == {"rows": 2}


def test_who_manages_all_of_them_is_told_the_team(managed):
    assert lines(managed.sef)["North"].spent.outside.noted == 440


def test_one_who_is_not_managed_hides_the_team_again(managed):
    note_time(
        by=managed.ben, on=date(2026, 3, 6), team=managed.north,
        task=Task.objects.get(code="take-calls"),
    )  # fmt: skip
    assert lines(managed.sef)["North"].spent is None


def test_the_workbook_has_numerators_and_denominators(client, seen):
    client.force_login(seen.sam)
    book = load_workbook(BytesIO(client.get(PAGE + "export/").content)).active
    rows = [[cell.value for cell in row] for row in book.iter_rows()]
    assert "as at 10 March 2026" in rows[0][0]
    north = next(row for row in rows if row[:2] == ["North", "2026-03"])
    assert north[2:7] == [2, 5, 180, 440, 0.409]
    assert north[9:13] == [180, 0, 2, 4]


@pytest.mark.parametrize(
    ("reader", "left"),
    [("mo", "North"), ("sam", "North, South"), ("ana", "North, South")],
)
def test_the_workbook_hides_what_the_page_hides_and_says_why(
    client, week, reader, left
):
    client.force_login(getattr(week, reader))
    book = load_workbook(BytesIO(client.get(PAGE + "export/").content)).active
    told = [cell.value for row in book.iter_rows() for cell in row]
    assert "Not shown" in told
    assert 440 not in told and 360 not in told
    assert any(
        f"“Not shown” are months of {left}: fewer than 3 officers" in str(each)
        for each in told
    )


def test_the_cost_of_an_hour_is_set_and_set_again(client, week):
    client.force_login(week.sam)
    for pounds in ("41.50", "42.00"):
        sent = {"from_on": "1 4 2025", "pounds": pounds, "source": "Finance"}
        client.post("/support/measures/hour-cost/", sent)
    cost = HourCost.objects.get()
    assert (cost.pounds, cost.typed_by) == (Decimal("42.00"), week.sam)


def test_the_page_takes_the_same_queries_however_much_was_noted(
    client, week, django_assert_max_num_queries
):
    client.force_login(week.sam)
    for n in range(40):
        note_time(
            by=week.asha, on=date(2026, 2, n % 20 + 1), team=week.north,
            task=Task.objects.get(code="take-calls"),
        )  # fmt: skip
    with django_assert_max_num_queries(90):
        client.get(PAGE)
