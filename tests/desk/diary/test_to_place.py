"""What stands in the desk's diaries is what a meeting is placed around. Days by hand.

Today is Monday 1 March 2027; the days looked at begin on Tuesday 2 March. Good Friday is
26 March; the clocks go forward on Sunday 28 March, and Monday 29 March is a bank holiday.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from alongside.desk.diary.booking_actions import book_meeting
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting, attend
from alongside.desk.diary.models import (
    Availability,
    Busy,
    CalendarSource,
    FamilyConstraint,
    Resource,
    Term,
    Travel,
)
from alongside.desk.diary.to_place import ToPlace, days_to_look_at, problem_of
from alongside.desk.diary.week import monday_of, week_of
from alongside.desk.workforce.models import Absence, StaffMember
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.slots import ranked

TODAY, TUESDAY, WEDNESDAY = date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 3)
FRIDAY = date(2027, 3, 5)


@pytest.fixture(autouse=True)
def nine_in_the_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at(TODAY, 9))


@pytest.fixture
def wes(town):
    return Resource.objects.create(kind="person", name="Wes Okafor", user=town.wes)


@pytest.fixture
def mother(town):
    return Resource.objects.create(kind="outside", name="A mother")


@pytest.fixture
def room(town):
    return Resource.objects.create(kind="room", name="Elm", capacity=8, place="Elm House")  # fmt: skip


def asked(town, *people, **given):
    given = {"due_on": FRIDAY, "mode": "online"} | given
    people = [each if isinstance(each, Wanted) else wanted(each) for each in people]
    return ask_for_meeting(
        by=town.asha, kind=given.pop("kind", "core_group"), child=town.robin,
        people=people, **given,
    )  # fmt: skip


def wanted(resource, **given):
    role = {"person": "social_worker", "outside": "parent"}[resource.kind]
    return Wanted(resource, role, **given)


def starts(meeting, *shared, day=None):
    to_place = ToPlace.of(meeting, shared)
    problem = problem_of([to_place], TODAY)
    found = ranked(Diaries(problem), problem.meetings[str(meeting.pk)], limit=None)
    on = [each.starts for each in found if day in (None, each.starts.date())]
    return sorted(on)


def busy(resource, starts, ends, status="busy"):
    source = CalendarSource.objects.get_or_create(
        resource=resource, kind="file", defaults={"added_by": resource.user}
    )[0]
    Busy.objects.create(
        resource=resource, source=source, status=status, starts_at=starts, ends_at=ends,
        fetched_at=timezone.now(),
    )  # fmt: skip


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), UTC)


def test_the_days_looked_at_end_a_week_after_the_last_day_in_time(town, wes):
    days = days_to_look_at([asked(town, wes)], TODAY)
    assert days[0] == TUESDAY and days[-1] == date(2027, 3, 12) and len(days) == 9


def test_the_office_is_met_from_nine_to_five(town, wes):
    found = starts(asked(town, wes), day=TUESDAY)
    assert found[0].time() == time(9) and found[-1].time() == time(16)


def test_what_a_calendar_takes_is_taken_and_working_elsewhere_is_not(town, wes):
    busy(wes, at(TUESDAY, 9), at(TUESDAY, 16))
    busy(wes, at(WEDNESDAY, 9), at(WEDNESDAY, 17), status="elsewhere")
    meeting = asked(town, wes)
    assert [each.time() for each in starts(meeting, day=TUESDAY)] == [time(16)]
    assert len(starts(meeting, day=WEDNESDAY)) == 29


def test_a_minute_of_a_quarter_takes_it_whole(town, wes):
    busy(wes, at(TUESDAY, 9), at(TUESDAY, 15, 46))
    assert [each.time() for each in starts(asked(town, wes), day=TUESDAY)] == [time(16)]


def test_the_wall_clock_counts_after_the_clocks_went_forward(town, wes):
    """Tuesday 30 March 2027: 09:00 in London is 08:00 in UTC."""
    day = date(2027, 3, 30)
    busy(wes, at(day, 8), at(day, 15))
    meeting = asked(town, wes, earliest_on=day, due_on=day)
    assert [each.time() for each in starts(meeting, day=day)] == [time(16)]


def test_own_hours_stand_in_place_of_the_offices(town, wes):
    Availability.objects.create(
        resource=wes, weekday=1, starts=time(10), ends=time(12), noted_by=town.asha,
        since=date(2027, 1, 1), until=TUESDAY,
    )  # fmt: skip
    found = starts(asked(town, wes))
    assert found[0] == datetime.combine(TUESDAY, time(10))
    on_tuesday = [each for each in found if each.date() == TUESDAY]
    assert on_tuesday[-1] == datetime.combine(TUESDAY, time(11))
    # After their last day the office's hold again, as the week of a diary says.
    assert datetime.combine(WEDNESDAY, time(9)) in found


def test_whoever_is_away_is_not_met(town, wes):
    Absence.objects.create(
        user=town.wes, kind="leave", first_on=TUESDAY, last_on=WEDNESDAY,
        noted_by=town.wes,
    )  # fmt: skip
    assert {each.date() for each in starts(asked(town, wes))}.isdisjoint(
        {TUESDAY, WEDNESDAY}
    )


def test_the_week_has_no_hours_on_a_day_that_hr_told_of(town, wes):
    """What arranging counts the week shows: that he is not there, and neither whence nor why."""
    staff = StaffMember.objects.create(name="Wes", user=town.wes)
    Absence.objects.create(
        staff=staff, came="hr", kind="sickness", first_on=TUESDAY, noted_by=town.hal
    )
    [row] = week_of(town.sam, [wes], monday_of(TUESDAY))
    there = {each.day: each.hours for each in row.days}
    assert there[TUESDAY] == there[WEDNESDAY] == [] != there[monday_of(TUESDAY)]
    assert not any(each.away for each in row.days)
    assert starts(asked(town, wes)) == []


def test_a_school_is_met_in_term_time_alone(town, wes):
    head = Resource.objects.create(kind="outside", name="A school", term_only=True)
    Term.objects.create(name="Spring", first_on=date(2027, 1, 4), last_on=TUESDAY)
    meeting = asked(town, wes, Wanted(head, "school"))
    assert {each.date() for each in starts(meeting)} == {TUESDAY}


def test_in_a_window_wholly_out_of_term_a_school_is_not_met(town, wes):
    """As the week of a diary says it: terms of the half year around decide, not of the days."""
    head = Resource.objects.create(kind="outside", name="A school", term_only=True)
    Term.objects.create(name="Spring", first_on=date(2027, 1, 4), last_on=TODAY)
    assert starts(asked(town, wes, Wanted(head, "school"))) == []


def test_what_the_family_said_binds_the_family(town, wes, mother):
    FamilyConstraint.objects.create(
        child=town.robin, weekday=1, since=TODAY, said_by="The mother", said_on=TODAY,
        noted_by=town.asha,
    )  # fmt: skip
    FamilyConstraint.objects.create(
        child=town.robin, ends=time(9, 30), since=TODAY, said_by="The mother",
        said_on=TODAY, noted_by=town.asha,
    )  # fmt: skip
    with_her = starts(asked(town, wes, mother))
    assert TUESDAY not in {each.date() for each in with_her}
    assert with_her[0] == datetime.combine(WEDNESDAY, time(9, 30))
    assert starts(asked(town, wes))[0] == datetime.combine(TUESDAY, time(9))


def test_what_is_booked_is_taken_even_for_a_child_out_of_reach(town, wes, room):
    hidden = ask_for_meeting(
        by=town.sam, kind="core_group", child=town.hidden, people=[wanted(wes)]
    )
    book_meeting(by=town.sam, meeting=hidden, starts_at=at(TUESDAY, 10))
    found = [each.time() for each in starts(asked(town, wes), day=TUESDAY)]
    assert time(9) in found and time(9, 15) not in found and time(11) in found


def test_a_meetings_own_time_does_not_stand_in_its_way(town, wes):
    meeting = asked(town, wes)
    book_meeting(by=town.asha, meeting=meeting, starts_at=at(TUESDAY, 10))
    assert datetime.combine(TUESDAY, time(10)) in starts(meeting)


def test_the_smallest_room_that_holds_all_is_taken(town, wes, mother, room):
    small = Resource.objects.create(kind="room", name="Ash", capacity=2, place="Elm House")  # fmt: skip
    cupboard = Resource.objects.create(kind="room", name="Oak", capacity=1)
    meeting = asked(town, wes, mother, mode="in_person")
    problem = problem_of([ToPlace.of(meeting, [room, small, cupboard])], TODAY)
    first = ranked(Diaries(problem), problem.meetings[str(meeting.pk)], limit=1)[0]
    assert first.place.room == str(small.pk)


def test_the_way_from_one_building_to_another_is_kept_free(town, wes, room):
    Travel.objects.create(one="Elm House", other="Far House", minutes=45)
    before = asked(town, wes, mode="in_person", place="Far House")
    book_meeting(by=town.asha, meeting=before, starts_at=at(TUESDAY, 9))
    found = starts(asked(town, wes, mode="in_person"), room, day=TUESDAY)
    assert found[0].time() == time(10, 45)


def test_a_conference_takes_a_chair_who_is_free(town, wes):
    chairs = [Resource.objects.create(kind="chair", name=each) for each in ("A", "B")]
    taken = ask_for_meeting(
        by=town.asha, kind="panel", child=town.robin,
        people=[Wanted(chairs[0], "chair")], length=480,
    )  # fmt: skip
    book_meeting(by=town.asha, meeting=taken, starts_at=at(TUESDAY, 9))
    meeting = asked(town, wes, kind="icpc", due_on=TUESDAY)
    problem = problem_of([ToPlace.of(meeting, chairs)], TODAY)
    first = ranked(Diaries(problem), problem.meetings[str(meeting.pk)], limit=1)[0]
    assert first.place.chair == str(chairs[1].pk)
    assert (
        not problem_of([ToPlace.of(asked(town, wes), chairs)], TODAY)
        .meetings[str(meeting.pk + 1)]
        .chairs
    )


def test_an_interpreter_of_the_language_is_chosen(town, wes):
    polish, urdu = (
        Resource.objects.create(kind="interpreter", name=each, language=each)
        for each in ("Polish", "Urdu")
    )
    meeting = asked(town, wes, language="urdu")
    assert ToPlace.of(meeting, [polish, urdu]).interpreters == (urdu,)
    attend(meeting, Wanted(polish, "interpreter"))
    assert ToPlace.of(meeting, [polish, urdu]).interpreters == ()


def test_parents_who_must_not_meet_have_each_their_part(town, wes, mother):
    """The father works until 10:00; his part begins half an hour in."""
    father = Resource.objects.create(kind="outside", name="A father")
    Availability.objects.create(
        resource=father, weekday=1, starts=time(10), ends=time(17), since=TODAY,
        noted_by=town.asha,
    )  # fmt: skip
    meeting = asked(
        town, wes, Wanted(mother, "parent", after=0, until=30),
        Wanted(father, "parent", after=30, until=60),
    )  # fmt: skip
    problem = problem_of([ToPlace.of(meeting, [])], TODAY)
    assert problem.apart == ((str(mother.pk), str(father.pk)),)
    assert starts(meeting, day=TUESDAY)[0].time() == time(9, 30)


def test_what_is_late_already_is_to_be_held_at_once(town, wes):
    meeting = asked(town, wes, due_on=TODAY - timedelta(days=9))
    assert starts(meeting)[0] == datetime.combine(TUESDAY, time(9))
    problem = problem_of([ToPlace.of(meeting, ())], TODAY)
    found = ranked(Diaries(problem), problem.meetings[str(meeting.pk)], limit=1)
    assert found[0].reasons == (
        "its due day has passed already",
        "4 working days short of a week’s notice",
    )
