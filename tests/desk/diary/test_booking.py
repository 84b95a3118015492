"""Booking: an hour is given away once, whoever asks, and the loser is told why."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework.models import Due, Extract, Mark
from alongside.desk.diary import booking_actions as booking
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Meeting, MeetingChange, Occupancy, Resource
from alongside.desk.diary.no_double_booking import OFF, ON
from alongside.desk.diary.taken import Stretch, Taken
from alongside.desk.diary.wall import at_wall
from alongside.reckon.clock import Clock

MONDAY = date(2031, 3, 3)
TEN = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def room(town):
    return Resource.objects.create(kind="room", name="Elm Room", capacity=8)


@pytest.fixture
def wes(town):
    return Resource.objects.create(kind="person", name="Wes Okafor", user=town.wes)


def meeting(town, *resources, child=None, by=None, **given):
    roles = {"room": "room", "person": "social_worker", "outside": "parent"}
    people = [Wanted(each, roles[each.kind]) for each in resources]
    return ask_for_meeting(
        by=by or town.asha, kind="core_group", child=child or town.robin,
        people=people, **given,
    )  # fmt: skip


def book(town, *resources, at=TEN, **given):
    asked = meeting(town, *resources, **given)
    return booking.book_meeting(by=given.get("by") or town.asha, meeting=asked, starts_at=at)  # fmt: skip


def test_a_booked_meeting_takes_everybodys_time(town, room, wes):
    booked = book(town, room, wes)
    assert booked.state == "booked" and booked.wall_start == "2031-03-03T10:00"
    taken = booked.occupancies.order_by("resource").values_list(
        "resource", "starts_at", "ends_at", "state"
    )
    hour = (TEN, TEN + timedelta(hours=1), "confirmed")
    assert list(taken) == [(room.pk, *hour), (wes.pk, *hour)]
    assert AuditEntry.objects.latest("sequence").action == "book meeting"


def test_the_second_is_refused_and_takes_nothing(town, room, wes):
    first = book(town, room)
    second = meeting(town, room, wes)
    with pytest.raises(Taken) as refused:
        booking.book_meeting(by=town.asha, meeting=second, starts_at=TEN + timedelta(minutes=30))  # fmt: skip
    [said] = refused.value.messages
    assert said == (
        "Elm Room was taken from 10:00am to 11:00am on 3 March 2031, "
        f"for Meeting {first.reference} by Asha Patel."
    )
    second.refresh_from_db()
    assert second.state == "asked" and not second.occupancies.exists()


def a_coming(weekday: int) -> date:
    """The next such day of the week that is no bank holiday, a week from now or more."""
    day = timezone.localdate() + timedelta(days=7)
    while day.weekday() != weekday or not Clock.england().is_working(day):
        day += timedelta(days=1)
    return day


def test_the_loser_is_offered_the_next_three_times(town, room, wes):
    day = a_coming(2)
    ten = at_wall(day, time(10))
    book(town, room, at=ten)
    book(town, wes, at=at_wall(day, time(11, 30)))
    with pytest.raises(Taken) as refused:
        book(town, room, wes, at=ten)
    # The room is taken from 10:00 to 11:00 and the worker from 11:30 to 12:30; it takes an
    # hour, so that the next beginnings are at 12:30 and each quarter of an hour from there.
    half_past = at_wall(day, time(12, 30))
    quarter = timedelta(minutes=15)
    assert refused.value.slots == [
        half_past,
        half_past + quarter,
        half_past + 2 * quarter,
    ]


def test_of_a_child_out_of_reach_nothing_is_told(town, room):
    hidden = book(town, room, child=town.hidden, by=town.sam)
    with pytest.raises(Taken) as refused:
        book(town, room)
    said = " ".join(refused.value.messages)
    assert "Elm Room is taken" in said and "for another meeting" in said
    assert hidden.reference not in said and "Sam" not in said


def test_one_may_begin_as_another_ends(town, room):
    book(town, room)
    assert book(town, room, at=TEN + timedelta(hours=1)).state == "booked"
    assert book(town, room, at=TEN - timedelta(hours=1)).state == "booked"


def test_the_database_itself_refuses_by_insert_and_by_update(town, room):
    booked = book(town, room)
    other = meeting(town, room)
    row = {"meeting": other, "resource": room, "state": "confirmed"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Occupancy.objects.create(starts_at=TEN, ends_at=TEN + timedelta(minutes=5), **row)  # fmt: skip
    later = TEN + timedelta(days=1)
    Occupancy.objects.create(starts_at=later, ends_at=later + timedelta(hours=1), **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.occupancies.update(starts_at=TEN, ends_at=TEN + timedelta(hours=1))
    booked.occupancies.update(state="released")
    other.occupancies.update(starts_at=TEN, ends_at=TEN + timedelta(hours=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        booked.occupancies.update(state="confirmed")


def test_what_forbids_it_can_be_taken_off_and_put_on(town, room):
    with connection.cursor() as cursor:
        for statement in OFF[connection.vendor]:
            cursor.execute(statement)
        book(town, room)
        twice = Occupancy.objects.get()
        twice.pk = None
        twice.save()
        twice.delete()
        for statement in ON[connection.vendor]:
            cursor.execute(statement)
    with pytest.raises(Taken):
        book(town, room)


def test_a_hold_takes_the_time_until_it_is_over(town, room):
    held = booking.hold_meeting(by=town.asha, meeting=meeting(town, room), starts_at=TEN)  # fmt: skip
    with pytest.raises(Taken, match="Elm Room is on hold"):
        book(town, room)
    held.occupancies.update(until=timezone.now() - timedelta(seconds=1))
    assert book(town, room).state == "booked"
    held.refresh_from_db()
    assert held.state == "asked" and held.starts_at is None
    assert AuditEntry.objects.latest("sequence").detail == {"holds_let_go": 1}


def test_a_hold_becomes_a_booking_or_is_let_go(town, room):
    held = booking.hold_meeting(by=town.asha, meeting=meeting(town, room), starts_at=TEN)  # fmt: skip
    booked = booking.book_meeting(by=town.asha, meeting=held, starts_at=TEN)
    assert booked.occupancies.live().get().state == "confirmed"
    other = booking.hold_meeting(
        by=town.asha, meeting=meeting(town, room), starts_at=TEN + timedelta(days=1)
    )
    freed = booking.release_meeting(by=town.asha, meeting=other)
    assert freed.state == "asked" and not freed.occupancies.live().exists()


def test_moving_keeps_the_old_time_where_the_new_is_taken(town, room, wes):
    first, second = book(town, room, wes), book(town, room, at=TEN + timedelta(hours=2))
    with pytest.raises(Taken):
        booking.move_meeting(by=town.asha, meeting=first, starts_at=TEN + timedelta(hours=2), why="room")  # fmt: skip
    first.refresh_from_db()
    assert first.starts_at == TEN and first.occupancies.live().count() == 2
    assert not MeetingChange.objects.exists()
    moved = booking.move_meeting(
        by=town.asha, meeting=first, starts_at=TEN + timedelta(minutes=30), why="family"
    )
    assert {o.starts_at for o in moved.occupancies.live()} == {moved.starts_at}
    change = MeetingChange.objects.get()
    assert (change.what, change.why, change.was_at, change.now_at) == (
        "moved", "family", TEN, TEN + timedelta(minutes=30)
    )  # fmt: skip
    assert second.occupancies.live().count() == 1


def test_who_looked_at_an_older_page_changes_nothing(town, room):
    booked = book(town, room)
    seen = booked.revision
    booking.move_meeting(by=town.asha, meeting=booked, starts_at=TEN + timedelta(hours=1), why="room")  # fmt: skip
    with pytest.raises(ValidationError, match="Somebody changed this meeting"):
        booking.move_meeting(
            by=town.asha, meeting=booked, starts_at=TEN + timedelta(hours=3),
            why="room", revision=seen,
        )  # fmt: skip


def test_a_cancelled_meeting_gives_the_time_back_with_its_reason(town, room):
    booked = book(town, room)
    booking.cancel_meeting(by=town.asha, meeting=booked, why="not_needed")
    assert MeetingChange.objects.get().what == "cancelled"
    assert book(town, room).state == "booked"
    with pytest.raises(ValidationError, match="cancelled"):
        booking.cancel_meeting(by=town.asha, meeting=booked, why="room")


def test_another_reason_is_said(town, room):
    booked = book(town, room)
    with pytest.raises(ValidationError, match="Say the reason"):
        booking.cancel_meeting(by=town.asha, meeting=booked, why="other")
    booked.refresh_from_db()
    assert booked.state == "booked" and booked.occupancies.live().exists()


def test_travel_is_taken_as_well(town, wes):
    asked = meeting(town, wes)
    way = Stretch(wes.pk, TEN - timedelta(minutes=30), TEN, "travel")
    booking.book_meeting(by=town.asha, meeting=asked, starts_at=TEN, travel=[way])
    with pytest.raises(Taken):
        book(town, wes, at=TEN - timedelta(hours=1))


def test_parents_who_must_not_meet_take_their_own_part_alone(town):
    mother, father = (
        Resource.objects.create(kind="outside", name=name) for name in ("Ada", "Bo")
    )
    asked = ask_for_meeting(
        by=town.asha, kind="icpc", child=town.robin,
        people=[Wanted(mother, "parent", True, 0, 60), Wanted(father, "parent", True, 60, 120)],
    )  # fmt: skip
    booked = booking.book_meeting(by=town.asha, meeting=asked, starts_at=TEN)
    hour = timedelta(hours=1)
    taken = dict(booked.occupancies.values_list("resource", "starts_at"))
    assert taken == {mother.pk: TEN, father.pk: TEN + hour}


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (date(2031, 3, 3), time(10), datetime(2031, 3, 3, 10, tzinfo=UTC)),
        (date(2031, 7, 1), time(10), datetime(2031, 7, 1, 9, tzinfo=UTC)),
        # 26 October 2031: 01:30 comes twice; the earlier is of summer time.
        (date(2031, 10, 26), time(1, 30), datetime(2031, 10, 26, 0, 30, tzinfo=UTC)),
    ],
)
def test_the_wall_tells_the_moment(day, at, utc):
    assert at_wall(day, at) == utc


def test_the_missing_hour_is_refused():
    with pytest.raises(ValidationError, match="There is no 1:30am on 30 March 2031"):
        at_wall(date(2031, 3, 30), time(1, 30))


def test_what_has_passed_or_has_nobody_is_refused(town, room):
    with pytest.raises(ValidationError, match="has passed"):
        book(town, room, at=timezone.now() - timedelta(hours=1))
    with pytest.raises(ValidationError, match="Nobody takes part"):
        book(town)


def test_a_place_that_names_the_family_is_refused(town, room):
    with pytest.raises(ValidationError, match="must not name the family"):
        meeting(town, room, place="Home of Robin Hale")


def test_its_clock_is_marked_as_arranged_and_the_mark_taken_off(town, room):
    soon = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
    extract = Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=date(2026, 1, 5),
        uploaded_by=town.sef, state="refused",
    )  # fmt: skip
    due = Due.objects.create(
        child=town.robin, rule="CORE_GROUP_N", started_on=date(2026, 1, 5),
        due_on=timezone.localdate(soon), status="open", first_in=extract,
    )  # fmt: skip
    booked = book(town, room, due=due, at=soon)
    due.refresh_from_db()
    assert booked.due_on == due.due_on and booked.in_time
    assert (due.mark.kind, due.mark.arranged_for) == (Mark.Kind.ARRANGED, booked.day)
    booking.cancel_meeting(by=town.asha, meeting=booked, why="family")
    due.refresh_from_db()
    assert due.mark is None


def test_who_may_see_a_meeting(town, room):
    robins = book(town, room)
    hidden = book(town, room, child=town.hidden, by=town.sam, at=TEN + timedelta(hours=2))  # fmt: skip
    seen = {
        name: set(Meeting.objects.visible_to(getattr(town, name)))
        for name in ("asha", "ben", "sam", "hal")
    }
    assert seen == {
        "asha": {robins}, "ben": set(), "sam": {robins, hidden}, "hal": set()
    }  # fmt: skip
