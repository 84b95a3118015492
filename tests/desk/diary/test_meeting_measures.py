"""A March of meetings, counted by hand, and counted again by the desk."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.utils import timezone

from alongside.desk.diary.load import chairs, weeks
from alongside.desk.diary.measures import Line, Month
from alongside.desk.diary.models import Meeting, Minutes, Resource
from alongside.desk.shares import Fraction
from alongside.desk.workforce.models import Worker

MARCH = date(2026, 3, 1)
NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)
ROLES = ("chair", "social_worker", "health", "school")


def at(day: int, hour: int = 10, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def meets(town):
    """Make a meeting: a review conference of North, asked for on 20 February."""

    def make(day=None, due=None, state="held", quorate=True, child=None, **told):
        starts = at(day) if day else None
        given = {
            "kind": "rcpc", "child": child or town.robin, "team": town.north, "due_on": due,
            "state": state, "starts_at": starts, "length": 90,
            "ends_at": starts and starts + timedelta(minutes=90), "asked_by": town.asha,
            "asked_at": at(20, month=2), "arranged_at": starts and at(24, month=2),
        }  # fmt: skip
        meeting = Meeting.objects.create(**given | told)
        if state == "held":
            Minutes.objects.create(meeting=meeting, quorate=quorate, written_by=town.asha)  # fmt: skip
        return meeting

    return make


def changed(town, meeting, what, why):
    meeting.changes.create(what=what, why=why, was_at=at(1), by=town.asha)


def month(town, user=None, now=NOW, **told):
    return Month(user or town.sam, MARCH, now, **told)


def clock(number: int) -> dict:
    return {"rule": "RCPC_1", "rule_started_on": date(2025, 12, number)}


def test_held_in_time_by_hand(town, meets):
    """Clocks whose last day came in March:

    the 9th, held on it                                        in time
    the 10th, held the day after                               late
    the 12th, held in time but not quorate                     late: it completes no clock
    the 13th, called off for the chair, held again by then     in time: one clock
    the 16th, not held, and nothing after                      late
    the 17th, called off as not needed                         not counted
    the 18th, asked for and called off before it had a time    not counted
    the 19th, booked in time, and nobody said what became      cannot be told
    the 20th, booked for the day after                         late
    and of February, held in March                             not of March
    """
    meets(9, date(2026, 3, 9), **clock(1))
    meets(11, date(2026, 3, 10), **clock(2))
    meets(11, date(2026, 3, 12), quorate=False, **clock(3))
    off = meets(5, date(2026, 3, 13), "cancelled", **clock(4))
    changed(town, off, "cancelled", "chair")
    meets(13, date(2026, 3, 13), **clock(4))
    meets(6, date(2026, 3, 16), "not_held", **clock(5))
    spared = meets(6, date(2026, 3, 17), "cancelled", **clock(6))
    changed(town, spared, "cancelled", "not_needed")
    meets(None, date(2026, 3, 18), "cancelled", **clock(7))
    meets(18, date(2026, 3, 19), "booked", **clock(8))
    meets(21, date(2026, 3, 20), "booked", **clock(9))
    meets(2, date(2026, 2, 27), **clock(10))
    assert month(town).whole.in_time == Fraction(2, 6, 1)


def test_one_whose_last_day_is_not_over_cannot_be_told(town, meets):
    meets(9, date(2026, 3, 20))
    meets(None, date(2026, 3, 21), "asked")
    assert month(town, now=at(20, 23)).whole.in_time == Fraction(0, 0, 2)
    assert month(town, now=at(21, 1)).whole.in_time == Fraction(1, 1, 1)
    assert month(town, now=at(22, 1)).whole.in_time == Fraction(1, 2, 0)


def test_what_became_of_those_booked_for_a_day_of_march(town, meets):
    """Five stood last for a day of March: one was moved twice, one called off, one not held.

    Of the two held, one was quorate. The one of 1 April is April's.
    """
    moved = meets(9)
    changed(town, moved, "moved", "family")
    changed(town, moved, "moved", "family")
    changed(town, meets(10, state="cancelled"), "cancelled", "chair")
    changed(town, meets(11, state="not_held"), "not_held", "quorum")
    meets(12, quorate=False)
    meets(13, state="booked")
    meets(None, state="held", starts_at=at(1, month=4), ends_at=at(1, 11, 4))
    found = month(town)
    line = found.whole
    assert (line.moved, line.cancelled, line.not_held) == (Fraction(1, 5),) * 3
    assert line.quorate == Fraction(1, 2)
    assert found.reasons() == [
        ("The chair could not come", {"moved": 0, "cancelled": 1, "not_held": 0}),
        ("The family asked for it", {"moved": 2, "cancelled": 0, "not_held": 0}),
        ("Too few would be there", {"moved": 0, "cancelled": 0, "not_held": 1}),
    ]
    assert month(town, now=at(10, 9)).whole.moved == Fraction(1, 1)  # the 9th's alone


def test_days_from_request_to_invitation(town, meets):
    """Asked on 27 February at 11 at night; booked on 2, 5 and 31 March, and on 1 April."""
    for day, number in ((2, 3), (5, 3), (31, 3), (1, 4)):
        meets(9, asked_at=at(27, 23, 2), arranged_at=at(day, 8, number))
    line = month(town).whole
    assert sorted(line.days) == [3, 6, 32]
    assert line.days_said == "Median 6 days, longest 32, of 3 invited"
    assert Line().days_said == "None invited"


def test_minutes_late_are_those_sent_after_their_day_or_never(town, meets):
    outs = (date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 10), None)
    for out in outs:
        Minutes.objects.filter(meeting=meets(2)).update(
            due_on=date(2026, 3, 9), circulated_on=out
        )
    assert month(town).whole.late == Fraction(2, 4)
    assert month(town, now=at(9)).whole.late == Fraction(0, 0)


def test_by_kind_and_team_in_their_order(client, town, meets):
    meets(9, date(2026, 3, 9))
    meets(9, date(2026, 3, 9), kind="core_group", team=town.south)
    meets(10, date(2026, 3, 9), kind="supervision", team=None, child=None)
    found = month(town)
    kinds = [(name, line.in_time.said.partition(":")[0]) for name, line in found.by_kind()]  # fmt: skip
    assert kinds == [
        ("Review child protection conference", "1 of 1"), ("Core group", "1 of 1"),
        ("Supervision", "0 of 1"),
    ]  # fmt: skip
    assert [name for name, _ in found.by_team()] == ["North", "South", "No team"]


def test_nobody_counts_a_child_out_of_their_reach(client, town, meets, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    for child, team in ((town.robin, town.north), (town.hidden, town.north), (town.skye, town.south)):  # fmt: skip
        meets(9, date(2026, 3, 9), child=child, team=team)
    invited = Resource.objects.create(kind="person", name="Mo", user=town.mo)
    Meeting.objects.get(child=town.skye).attendances.create(
        resource=invited, role="other", uid="mo"
    )
    for user, number in ((town.mo, 1), (town.ana, 2), (town.sam, 3), (town.wes, 0)):
        assert month(town, user).whole.in_time.denominator == number, user
        client.force_login(user)
        page = client.get("/diary/measures/?month=2026-03-01")
        assert page.status_code == (200 if number else 403)
        if number:
            assert page.context["whole"].in_time.denominator == number


def attends(meeting, resource, role, **told):
    meeting.attendances.create(
        resource=resource, role=role, uid=str(uuid4()), presence="present", **told
    )


def test_what_each_chaired(town, meets):
    """Ida chaired 90 minutes and the first 60 of another; Osric one that was called off."""
    ida, osric = (Resource.objects.create(kind="chair", name=n) for n in ("Ida", "Osric"))  # fmt: skip
    attends(meets(9), ida, "chair")
    attends(meets(10), ida, "chair", after=0, until=60)
    attends(meets(11, state="cancelled"), osric, "chair")
    assert chairs(month(town)) == [("Ida", 2, 2.5)]
    assert chairs(month(town, town.ana)) == [("Chair 1", 2, 2.5)]


def workers(town, team, *names):
    made = [Worker.objects.create(source_id=n, name=n, team=team) for n in names]
    return [Resource.objects.create(kind="person", name=w.name, worker=w) for w in made]


def test_hours_of_social_workers_by_week(town, meets):
    """Three were at 90 minutes on Monday 9 March, two of them again on Sunday the 15th.

    Seven and a half hours in that week, none in the others; a fourth who sent apologies
    was not there. The last whole week of March ends on Sunday the 29th.
    """
    four = workers(town, town.north, "Ann", "Bea", "Cal", "Dov")
    first, second = meets(9), meets(15)
    for each in four[:3]:
        attends(first, each, "social_worker")
    for each in four[:2]:
        attends(second, each, "other")
    first.attendances.create(resource=four[3], role="other", uid="d", presence="apologies")  # fmt: skip
    found = weeks(month(town))
    assert (found[0].monday, found[-1].monday) == (date(2025, 12, 29), date(2026, 3, 23))  # fmt: skip
    assert {each.monday: each.hours for each in found if each.hours} == {date(2026, 3, 9): 7.5}  # fmt: skip
    there = found[-1].fte
    assert there >= 4 and found[-3].each == 7.5 / there


def test_the_hours_of_few_are_not_told_nor_worked_out(town, meets):
    """Two of North and four of South: North is hidden, and South with it, which else were
    what is left of all; all six together are told."""
    meeting = meets(9)
    for each in (*workers(town, town.north, "Ann", "Bea"), *workers(town, town.south, "Cal", "Dov", "Eli", "Flo")):  # fmt: skip
        attends(meeting, each, "social_worker")
    for teams in ([town.north.pk], [town.south.pk]):
        assert weeks(month(town, teams=teams)) is None
    assert weeks(month(town))[-3].hours == 9
    meeting.attendances.filter(resource__worker__team=town.south).delete()
    assert weeks(month(town)) is None


def test_the_file_has_what_each_share_is_made_of(client, town, meets):
    now = datetime.now(UTC)
    asked = now - timedelta(days=3)
    meets(None, asked.date(), asked_at=asked, arranged_at=now - timedelta(days=2), starts_at=now - timedelta(hours=5), ends_at=now - timedelta(hours=4))  # fmt: skip
    client.force_login(town.mo)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get("/diary/measures/export/").content)
    )
    rows = [[cell.value for cell in row] for row in book.active]
    assert [row[:3] for row in rows[4:]] and all(row[1] == "North" for row in rows[4:])
    late = next(row for row in rows[4:] if row[4])
    assert late[2:6] == ["Review child protection conference", 0, 1, 0]


def test_the_file_has_who_chaired_and_hours_by_week(client, town, meets):
    """On 16 March, North of three and South of two were at 90 minutes that Ida chaired.

    All five are told, four and a half hours of North and three of South; North and South
    are not: South is of two, and would be what North leaves of all.
    """
    starts = datetime.now(UTC) - timedelta(days=14)
    held = meets(None, state="held", starts_at=starts, ends_at=starts + timedelta(minutes=90))  # fmt: skip
    attends(held, Resource.objects.create(kind="chair", name="=Ida"), "chair")
    for each in (*workers(town, town.north, "Ann", "Bea", "Cal"), *workers(town, town.south, "Dov", "Eli")):  # fmt: skip
        attends(held, each, "social_worker")
    client.force_login(town.sam)
    answer = client.get("/diary/measures/export/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Meetings", "Chairs", "Hours by week"]
    chaired = [[cell.value for cell in row] for row in book["Chairs"]][2:]
    assert chaired == [[f"{starts:%Y-%m}", "=Ida", 1, 1.5]]
    hours = [[cell.value for cell in row] for row in book["Hours by week"]][3:]
    whole = [row for row in hours if row[0] == "All within your reach"]
    monday = starts.date() - timedelta(days=starts.weekday())
    assert {row[1].date(): row[2] for row in whole if row[2]} == {monday: 7.5}
    assert len(whole) == 13 and all(
        row[4] == round(row[2] / row[3], 2) for row in whole
    )
    assert {row[0]: row[1] for row in hours[13:]} == {"North": "Not shown", "South": "Not shown"}  # fmt: skip


def test_one_without_a_child_counts_for_its_team_alone(town):
    Meeting.objects.create(
        kind="supervision", team=town.south, state="asked", length=60,
        due_on=date(2026, 3, 9), asked_by=town.mo,
    )  # fmt: skip
    assert month(town, town.mo).whole.in_time == Fraction(0, 0)
    assert month(town).whole.in_time == Fraction(0, 1)
