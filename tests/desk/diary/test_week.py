"""The week as somebody opens it: whose times are shown, and what is said of them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.diary.diary_actions import set_hours
from alongside.desk.diary.hours import family_bars, hours_of
from alongside.desk.diary.models import (
    Availability,
    Busy,
    CalendarSource,
    FamilyConstraint,
    Meeting,
    Occupancy,
    Resource,
    Term,
)
from alongside.desk.workforce.models import Absence, StaffMember

MONDAY = date(2026, 3, 2)
EARLY = date(2020, 1, 1)
WEEK = "/diary/?week=2+3+2026"


@pytest.fixture
def week(town):
    """Wes of the North, Ben of the South, a room; each with an hour that is taken."""
    town.diaries = {
        "wes": Resource.objects.create(kind="person", name="Diary W", user=town.wes),
        "ben": Resource.objects.create(kind="person", name="Diary B", user=town.ben),
        "room": Resource.objects.create(kind="room", name="Diary R", capacity=8),
    }
    for number, each in enumerate(town.diaries.values()):
        busy(each, town, 9 + number)
    return town


def busy(resource, town, hour, status="busy", day=2, length=1):
    source = CalendarSource(resource=resource, kind="file", added_by=town.sef)
    source.save()
    starts = datetime(2026, 3, day, hour, 7, tzinfo=UTC)
    return Busy.objects.create(
        resource=resource, source=source, status=status, fetched_at=starts,
        starts_at=starts, ends_at=starts + timedelta(hours=length),
    )  # fmt: skip


def page(client, user, address=WEEK) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/diary/", WEEK])
def test_whose_week_is_shown_is_ticked_so_that_more_can_be_added(client, week, address):
    Resource.objects.create(kind="person", name="Diary A", user=week.asha)
    shown = page(client, week.asha, address)
    assert "Diary A" in shown
    ticked = re.findall(r'name="whose" value="([^"]+)"[^>]* checked', shown)
    assert ticked == ["own"]
    both = page(client, week.asha, f"{WEEK}&whose=own&whose=room")
    assert "Diary A" in both and "Diary R" in both


def test_a_week_shows_those_of_ones_teams_alone(client, week):
    shown = page(client, week.asha)
    assert "Diary W" in shown and "9:07am to 10:07am <strong>Busy</strong>" in shown
    assert "Diary B" not in shown and "10:07" not in shown.replace("to 10:07am", "")
    asked = f"{WEEK}&whose=team-{week.south.pk}&whose=room"
    shown = page(client, week.asha, asked)
    assert "Diary B" not in shown and "10:07am to 11:07am" not in shown
    assert (
        "11:07am to 12:07pm" not in shown
    )  # a choice that is none of hers shows the usual
    shown = page(client, week.asha, f"{WEEK}&whose=room&whose=team-{week.north.pk}")
    assert "11:07am to 12:07pm" in shown and "Diary W" in shown


def test_a_diary_out_of_reach_is_as_if_not_there(client, week):
    client.force_login(week.asha)
    ben = week.diaries["ben"].pk
    for address in ("", "hours/", "edit/"):
        answer = client.get(f"/diary/diaries/{ben}/{address}")
        assert answer.status_code == (403 if address == "edit/" else 404)
    assert "Diary B" not in page(client, week.asha, "/diary/diaries/")


def test_clocks_are_london_s_in_summer(client, week):
    starts = datetime(2026, 3, 30, 8, 30, tzinfo=UTC)
    Busy.objects.filter(resource=week.diaries["wes"]).update(
        starts_at=starts, ends_at=starts + timedelta(hours=1)
    )
    assert "9:30am to 10:30am" in page(client, week.asha, "/diary/?week=30+3+2026")


def test_what_touches_is_said_once_and_what_runs_on_is_cut_at_midnight(client, week):
    busy(week.diaries["wes"], week, 10)
    busy(week.diaries["wes"], week, 22, day=4, length=4)
    shown = page(client, week.asha)
    assert "9:07am to 11:07am" in shown
    assert "10:07pm to midnight" in shown and "midnight to 2:07am" in shown


@pytest.mark.parametrize(
    "status, said",
    [("tentative", "Perhaps busy"), ("away", "Away"), ("elsewhere", "Works elsewhere")],
)
def test_how_somebody_is_busy_is_said_in_words(client, week, status, said):
    Busy.objects.update(status=status)
    assert f"<strong>{said}</strong>" in page(client, week.asha)


def a_meeting(town, child) -> Meeting:
    starts = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
    meeting = Meeting.objects.create(
        kind="core_group", child=child, length=60, state="booked", asked_by=town.sam,
        starts_at=starts, ends_at=starts + timedelta(hours=1),
    )  # fmt: skip
    Occupancy.objects.create(
        meeting=meeting, resource=town.diaries["wes"], state="confirmed",
        starts_at=starts, ends_at=meeting.ends_at,
    )  # fmt: skip
    return meeting


def test_a_meeting_is_named_by_its_number_to_whom_it_may_be_shown(client, week):
    meeting = a_meeting(week, week.robin)
    shown = page(client, week.asha)
    assert f"<strong>Meeting {meeting.reference}</strong></a>" in shown
    assert "Hale" not in shown


def test_of_a_restricted_child_s_meeting_the_hour_alone_is_told(client, week):
    meeting = a_meeting(week, week.hidden)
    shown = page(client, week.asha)
    assert "1:00pm to 2:00pm <strong>Taken</strong>" in shown
    assert meeting.reference not in shown
    assert meeting.reference in page(
        client, week.sam, f"{WEEK}&whose=team-{week.north.pk}"
    )


def test_away_is_what_was_noted_here_and_never_why_nor_what_hr_told(client, week):
    Absence.objects.create(
        user=week.wes,
        kind="sickness",
        first_on=MONDAY,
        last_on=MONDAY,
        noted_by=week.mo,
    )
    wes = StaffMember.objects.create(name="Wes", user=week.wes)
    Absence.objects.create(
        staff=wes, came="hr", kind="sickness", reason="Marker7391", noted_by=week.hal,
        first_on=MONDAY + timedelta(days=2),
    )  # fmt: skip
    shown = page(client, week.asha)
    assert shown.count(">Away</strong>") == 1
    assert "Sickness" not in shown and "Marker7391" not in shown


def test_an_unread_calendar_is_said_in_words(client, week):
    CalendarSource.objects.filter(resource=week.diaries["wes"]).update(problem="Broken")
    assert "Calendar not read" in page(client, week.asha)


def test_it_takes_the_same_questions_however_many(client, week):
    room = f"{WEEK}&whose=room"
    page(client, week.sam, room)  # the council's holidays are read once
    with CaptureQueriesContext(connection) as one:
        page(client, week.sam, room)
    for number in range(20):
        Resource.objects.create(kind="room", name=f"Room {number}", capacity=4)
    with CaptureQueriesContext(connection) as many:
        assert "Room 19" in page(client, week.sam, room)
    assert len(many) == len(one)


def test_a_week_that_is_no_day_is_said_and_the_usual_shown(client, week):
    shown = page(client, week.asha, "/diary/?week=31+2+2026")
    assert "must be a real date" in shown and "Diary W" in shown


def hours(resource, day) -> list:
    return hours_of([resource], day, day)[resource.pk, day]


OFFICE = [(time(8, 30), time(17))]


def test_who_has_no_hours_keeps_the_office_s(week):
    wes = week.diaries["wes"]
    assert hours(wes, MONDAY) == OFFICE
    assert hours(wes, date(2026, 3, 7)) == []  # a Saturday
    assert hours(wes, date(2026, 4, 3)) == []  # Good Friday


def test_weekly_hours_begin_and_end_on_their_day(client, week):
    wes, nine, one = week.diaries["wes"], time(9), time(13)
    set_hours(by=week.sef, resource=wes, hours={0: (nine, one)}, since=EARLY)
    set_hours(by=week.sef, resource=wes, hours={1: (nine, one)}, since=MONDAY)
    assert hours(wes, MONDAY - timedelta(days=7)) == [(nine, one)]
    assert hours(wes, MONDAY) == []
    assert hours(wes, MONDAY + timedelta(days=1)) == [(nine, one)]
    set_hours(by=week.sef, resource=wes, hours={}, since=MONDAY)
    assert hours(wes, MONDAY) == OFFICE
    assert Availability.objects.get().until == MONDAY - timedelta(days=1)
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert set(actions) == {"set hours"}


def test_hours_are_set_on_the_page_by_those_who_arrange_and_by_oneself(client, week):
    wes = week.diaries["wes"]
    typed = {
        "since": "2 3 2026",
        "said_by": "Wes",
        "from_0": "9:30",
        "until_0": "15.00",
    }
    client.force_login(week.wes)
    client.post(f"/diary/diaries/{wes.pk}/hours/", typed)
    assert hours(wes, MONDAY) == [(time(9, 30), time(15))]
    shown = client.get(f"/diary/diaries/{wes.pk}/hours/").content.decode()
    assert 'value="9:30am"' in shown and 'value="3:00pm"' in shown
    half = typed | {"until_0": ""}
    shown = client.post(f"/diary/diaries/{wes.pk}/hours/", half).content.decode()
    assert "Monday needs a time from which" in shown
    room = f"/diary/diaries/{week.diaries['room'].pk}/hours/"
    assert client.post(room, typed).status_code == 403


def test_a_teacher_is_met_in_term_time(week):
    teacher = Resource.objects.create(kind="outside", name="T", term_only=True)
    assert hours(teacher, MONDAY) == OFFICE  # no term is noted
    Term.objects.create(
        name="Spring", first_on=date(2026, 1, 5), last_on=date(2026, 3, 2)
    )
    assert hours(teacher, MONDAY) == OFFICE
    assert hours(teacher, MONDAY + timedelta(days=1)) == []
    assert hours(week.diaries["wes"], MONDAY + timedelta(days=1)) == OFFICE


def test_a_family_s_words_become_stretches_of_london_s_days(week):
    said = {
        "child": week.robin,
        "said_by": "Mother",
        "said_on": MONDAY,
        "noted_by": week.asha,
    }
    FamilyConstraint.objects.create(weekday=1, since=MONDAY, **said)
    FamilyConstraint.objects.create(
        ends=time(9, 30), since=date(2026, 3, 30), until=date(2026, 3, 30), **said
    )
    found = [
        (f"{bar.starts_at:%d %H:%M}", f"{bar.ends_at:%d %H:%M}")
        for bar in family_bars(week.robin, MONDAY, MONDAY + timedelta(days=6))
    ]
    assert found == [("03 00:00", "04 00:00")]
    (summer,) = family_bars(week.robin, date(2026, 3, 30), date(2026, 3, 30))
    assert summer.ends_at.astimezone(UTC) == datetime(2026, 3, 30, 8, 30, tzinfo=UTC)
    assert family_bars(week.skye, MONDAY, MONDAY + timedelta(days=6)) == []


def test_a_room_is_added_once_and_changed(client, week):
    client.force_login(week.sef)
    typed = {"kind": "room", "name": "Rowan room", "capacity": "12", "hybrid": "on"}
    client.post("/diary/diaries/add/", typed)
    rowan = Resource.objects.get(name="Rowan room")
    assert (rowan.capacity, rowan.hybrid, rowan.active) == (12, True, True)
    changed = {"name": "Rowan room", "capacity": "10"}
    client.post(f"/diary/diaries/{rowan.pk}/edit/", changed)
    rowan.refresh_from_db()
    assert (rowan.capacity, rowan.active) == (10, False)
    shown = client.post(
        "/diary/diaries/add/", typed | {"capacity": ""}
    ).content.decode()
    assert "Enter how many seats a room has" in shown


def test_what_was_chosen_and_is_not_there_any_longer_is_told_plainly(client, week):
    """As a kept address of a team that was left: the usual is shown below."""
    shown = page(client, week.asha, "/diary/?whose=team-999999")
    assert "Choose from the list again" in shown and "team-999999 is not" not in shown
    assert "Diary W" in shown


def test_ones_own_diary_says_where_leave_is_noted_and_that_it_counts(client, week):
    today = timezone.localdate()
    spell = {"kind": "leave", "first_on": today, "last_on": today, "noted_by": week.wes}
    Absence.objects.create(user=week.wes, **spell)
    own = f"/diary/diaries/{week.diaries['wes'].pk}/"
    shown = page(client, week.wes, own)
    assert "Leave and other time away" in shown
    assert f"Annual leave: {today.day} {today:%B %Y}" in shown
    assert "on those days no meeting is offered with you" in shown
    assert reverse("workforce:note-absence") in shown
    shown = page(client, week.asha, own)
    assert "no meeting is offered with them" in shown and "Annual leave" not in shown
    assert "Leave and" not in page(
        client, week.asha, f"/diary/diaries/{week.diaries['room'].pk}/"
    )
