"""Meetings as people use them: found, booked, moved, called off, held, and hidden."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from alongside.desk.access.models import AuditEntry
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting, attend
from alongside.desk.diary.models import (
    Busy,
    CalendarSource,
    Meeting,
    Occupancy,
    Resource,
)
from alongside.desk.diary.wall import at_wall
from alongside.desk.messages.models import Message
from alongside.reckon.clock import Clock


@pytest.fixture
def room(town):
    return Resource.objects.create(kind="room", name="Elm Room", capacity=8)


@pytest.fixture
def asked(town, room):
    school = Resource.objects.create(kind="outside", name="Ms Vale")
    return ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin,
        people=[Wanted(room, "room"), Wanted(school, "school")],
    )  # fmt: skip


def a_coming_day():
    return Clock.england().working_days(timezone.localdate(), 10)


def given(meeting, at="10:00", **others):
    day = a_coming_day()
    said = {"on_day": day.day, "on_month": day.month, "on_year": day.year, "at": at}
    return said | {"revision": meeting.revision} | others


def text(client, address):
    return client.get(address).content.decode()


def test_a_meeting_is_booked_moved_and_called_off(client, town, asked):
    client.force_login(town.asha)
    page = f"/diary/meetings/{asked.pk}/"
    client.post(f"{page}book/", given(asked))
    asked.refresh_from_db()
    assert asked.starts_at == at_wall(a_coming_day(), time(10))
    assert "Booked" in text(client, page) and "Ms Vale" in text(client, page)
    client.post(f"{page}move/", given(asked, "14:00", why="family"))
    asked.refresh_from_db()
    assert "The family asked for it." in text(client, page)
    client.post(f"{page}cancel/", {"why": "not_needed", "revision": asked.revision})
    assert "It is not needed any more." in text(client, page)
    lines = AuditEntry.objects.filter(subject_type="diary.Meeting", by=town.asha)
    done = set(lines.values_list("action", flat=True))
    assert {"book meeting", "move meeting", "cancel meeting"} <= done


def test_who_comes_too_late_is_told_and_offered_other_times(client, town, asked, room):
    client.force_login(town.asha)
    client.post(f"/diary/meetings/{asked.pk}/book/", given(asked))
    other = ask_for_meeting(by=town.asha, kind="core_group", child=town.robin, people=[Wanted(room, "room")])  # fmt: skip
    page = client.post(f"/diary/meetings/{other.pk}/book/", given(other)).content.decode()  # fmt: skip
    assert "Elm Room was taken from 10:00am to 11:00am" in page
    assert page.count("?at=") == 3
    first = page.partition("?at=")[2][:16]
    offered = text(client, f"/diary/meetings/{other.pk}/book/?at={first}")
    assert 'value="11:00"' in offered


def test_an_older_page_changes_nothing(client, town, asked):
    client.force_login(town.asha)
    client.post(f"/diary/meetings/{asked.pk}/book/", given(asked))
    late = client.post(f"/diary/meetings/{asked.pk}/move/", given(asked, "15:00", why="room"))  # fmt: skip
    assert "Somebody changed this meeting" in late.content.decode()


@pytest.mark.parametrize("at", ["", "25:00", "noon"])
def test_a_time_that_is_none_is_told(client, town, asked, at):
    client.force_login(town.asha)
    page = client.post(f"/diary/meetings/{asked.pk}/book/", given(asked, at))
    assert "time it begins" in page.content.decode().lower()
    asked.refresh_from_db()
    assert asked.state == "asked"


def over(meeting):
    meeting.state = "booked"
    meeting.starts_at = datetime(2026, 3, 9, 10, tzinfo=UTC)
    meeting.ends_at = meeting.starts_at + timedelta(hours=1)
    meeting.save()
    return meeting


def test_one_that_is_over_is_noted_as_held_with_its_minutes(client, town, asked):
    client.force_login(town.asha)
    over(asked)
    page, school = f"/diary/meetings/{asked.pk}/", asked.attendances.get(role="school")
    assert str(asked.reference) in text(client, "/diary/meetings/?show=past")
    said = {f"presence_{school.pk}": "present", "revision": asked.revision}
    client.post(f"{page}held/", said | {"decisions": "It goes on."})
    shown = text(client, page)
    assert "Not quorate" in shown and "social worker" in shown
    client.post(
        f"{page}minutes/", {"decisions": "It goes on.", "text": "Ms Vale came."}
    )
    agreed = {"what": "Ring the nurse", "owner": school.pk, "due_on": "20 3 2026"}
    client.post(f"{page}actions/add/", agreed)
    shown = text(client, page)
    assert "Ring the nurse" in shown and "Overdue" in shown
    client.post(f"{page}minutes/circulate/", {"on": "30 4 2026"})
    assert "late: they were due on 16 March 2026" in text(client, page)
    assert "Present: Ms Vale (school)" in text(client, f"{page}note/")


def test_nobody_is_left_out_of_who_was_there(client, town, asked):
    client.force_login(town.asha)
    over(asked)
    page = client.post(
        f"/diary/meetings/{asked.pk}/held/", {"revision": asked.revision}
    )
    assert "Say whether Ms Vale was there" in page.content.decode()
    asked.refresh_from_db()
    assert asked.state == "booked"


@pytest.mark.parametrize("show", ["", "asked", "past", "done"])
def test_a_restricted_child_is_in_no_list_and_no_count(client, town, room, show):
    made = ask_for_meeting(by=town.sam, kind="icpc", child=town.hidden, people=[Wanted(room, "room")])  # fmt: skip
    client.force_login(town.asha)
    page = text(client, f"/diary/meetings/?show={show}")
    assert made.reference not in page and "Jo Farrow" not in page
    assert "No meeting is like that" in page
    client.force_login(town.sam)
    if show == "asked":
        assert made.reference in text(client, f"/diary/meetings/?show={show}")


def test_the_list_takes_the_same_questions_however_long(
    client, town, room, django_assert_max_num_queries
):
    for _ in range(20):
        ask_for_meeting(by=town.asha, kind="icpc", child=town.robin, people=[Wanted(room, "room")])  # fmt: skip
    assert Meeting.objects.count() == 20
    client.force_login(town.asha)
    client.get("/diary/meetings/?show=asked")
    with django_assert_max_num_queries(20):
        client.get("/diary/meetings/?show=asked")


def plain(answer) -> str:
    return " ".join(strip_tags(answer.content.decode()).split())


def test_whom_no_email_reaches_is_said_when_booked_moved_and_called_off(client, town, asked):  # fmt: skip
    client.force_login(town.asha)
    page, ring = f"/diary/meetings/{asked.pk}/", "Ring or write to Ms Vale"
    told = client.post(f"{page}book/", given(asked), follow=True)
    assert ring in plain(told)
    asked.refresh_from_db()
    moved = given(asked, "14:00", why="family")
    assert ring in plain(client.post(f"{page}move/", moved, follow=True))
    asked.refresh_from_db()
    off = {"why": "not_needed", "revision": asked.revision}
    assert ring in plain(client.post(f"{page}cancel/", off, follow=True))


def test_who_is_told_when_somebody_is_taken_off(client, town, asked, room, settings):
    settings.EMAIL_HOST = ""
    client.force_login(town.asha)
    gran = Resource.objects.create(kind="outside", name="Gran", email="gran@example.org")  # fmt: skip
    attend(asked, Wanted(gran, "family"))
    pages = {
        each.role: f"/diary/meetings/{asked.pk}/people/{each.pk}/remove/"
        for each in asked.attendances.all()
    }
    told = "Nobody is told: the meeting has no time yet."
    assert {told in text(client, page) for page in pages.values()} == {True}
    client.post(f"/diary/meetings/{asked.pk}/book/", given(asked))
    assert "Nobody is told. The room is free again." in text(client, pages["room"])
    assert "Ring or write to them" in text(client, pages["school"])
    done = client.post(pages["family"], follow=True)
    assert "Gran takes part no more. They alone are told." in plain(done)


def test_a_meeting_that_somebody_who_must_come_declined_is_found(client, town, asked):
    client.force_login(town.asha)
    client.post(f"/diary/meetings/{asked.pk}/book/", given(asked))
    assert "cannot come" not in text(client, "/diary/meetings/")
    asked.attendances.filter(role="school").update(reply="declined")
    assert "1 booked meeting</a>: somebody who must be there" in text(client, "/diary/meetings/")  # fmt: skip
    assert asked.reference in text(client, "/diary/meetings/?show=refused")
    asked.attendances.filter(role="school").update(required=False)
    assert "No meeting is like that" in text(client, "/diary/meetings/?show=refused")


def test_a_meeting_whose_minutes_are_owed_is_found_until_they_go_out(client, town, asked):  # fmt: skip
    client.force_login(town.asha)
    owed = "/diary/meetings/?show=minutes"
    assert asked.reference not in text(client, owed)
    held_with_minutes(client, asked)
    assert asked.reference in text(client, owed)
    client.post(f"/diary/meetings/{asked.pk}/minutes/circulate/", {"on": "10 3 2026"})
    assert asked.reference not in text(client, owed)


def held_with_minutes(client, asked):
    over(asked)
    page, school = f"/diary/meetings/{asked.pk}/", asked.attendances.get(role="school")
    said = {f"presence_{school.pk}": "present", "revision": asked.revision}
    client.post(f"{page}held/", said)
    client.post(f"{page}minutes/", {"decisions": "", "text": "Ms Vale came."})
    return school


def test_actions_are_listed_with_owner_and_day_until_done(client, town, asked, another):
    wes = Resource.objects.create(kind="person", name="Wes Okafor", user=town.wes)
    attend(asked, Wanted(wes, "other", required=False))
    client.force_login(town.asha)
    over(asked)
    people = asked.attendances.exclude(role="room")
    there = {f"presence_{each.pk}": "present" for each in people}
    page = f"/diary/meetings/{asked.pk}/"
    client.post(f"{page}held/", there | {"revision": asked.revision})
    for what, role in (("Ring the nurse", "school"), ("Write the plan", "other")):
        owner = asked.attendances.get(role=role).pk
        client.post(f"{page}actions/add/", {"what": what, "owner": owner, "due_on": "20 3 2026"})  # fmt: skip
    assert "Actions agreed at meetings</a>: 2 overdue" in text(client, "/diary/meetings/")  # fmt: skip
    listed = plain(client.get("/diary/meetings/actions/"))
    assert "Ring the nurse Ms Vale 20 March 2026 ▲ Overdue" in listed
    another.force_login(town.wes)
    own = plain(another.get("/diary/meetings/actions/?whose=own"))
    assert "Write the plan" in own and "Ring the nurse" not in own
    done = asked.actions.get(what="Ring the nurse").pk
    client.post(f"{page}actions/{done}/finish/")
    assert "Ring the nurse" not in plain(client.get("/diary/meetings/actions/"))


def test_actions_about_a_restricted_child_are_in_no_list_and_no_count(client, town, room):  # fmt: skip
    made = over(
        ask_for_meeting(
            by=town.sam, kind="icpc", child=town.hidden, people=[Wanted(room, "room")]
        )  # fmt: skip
    )
    made.actions.create(
        what="Ring the ward",
        owner=made.attendances.get(),
        due_on=made.day,
        added_by=town.sam,
    )
    for user, seen in ((town.asha, False), (town.sam, True)):
        client.force_login(user)
        assert ("Ring the ward" in text(client, "/diary/meetings/actions/")) is seen
        assert ("1 overdue" in text(client, "/diary/meetings/")) is seen


def test_of_a_kind_without_a_quorum_none_is_told(client, town, room):
    school = Resource.objects.create(kind="outside", name="Ms Vale")
    made = over(
        ask_for_meeting(
            by=town.asha,
            kind="other",
            child=town.robin,
            people=[Wanted(school, "school")],
        )  # fmt: skip
    )
    client.force_login(town.asha)
    page = f"/diary/meetings/{made.pk}/"
    assert "awaiting recording" not in text(client, f"{page}held/")
    there = {f"presence_{made.attendances.get().pk}": "present"}
    client.post(f"{page}held/", there | {"revision": made.revision})
    assert "quorate" not in text(client, page)
    note = text(client, f"{page}note/")
    assert "No quorum is laid down for it." in note and "quorate" not in note


def test_somebody_is_added_before_it_is_booked_and_times_count_them(
    client, town, asked
):
    client.force_login(town.asha)
    page = f"/diary/meetings/{asked.pk}/"
    assert "Add somebody" in text(client, page)
    nurse = Resource.objects.create(kind="outside", name="Nurse Reid")
    add = f"{page}people/add/"
    assert "It has no time yet." in text(client, add)
    told = {"resource": nurse.pk, "role": "health", "revision": asked.revision}
    done = client.post(add, told, follow=True).content.decode()
    ring = "They take part. Ring or write to them once it is booked: no e-mail goes to them."
    assert f"Nurse Reid: {ring}" in done
    assert not Message.objects.exists()
    older = client.post(add, told).content.decode()
    assert "Somebody changed this meeting while you looked at it" in older
    asked.refresh_from_db()
    again = client.post(add, told | {"revision": asked.revision}).content.decode()
    assert "They take part already." in again
    client.post(f"{page}book/", given(asked))
    taken = Occupancy.objects.filter(meeting=asked, resource=nurse)
    assert taken.get().state == "confirmed"
    assert "Ask somebody else" in text(client, page)


def test_it_is_said_who_is_invited_who_is_rung_and_what_is_kept(client, town, asked):
    client.force_login(town.asha)
    page = f"/diary/meetings/{asked.pk}/"

    def added(name, role, **told):
        asked.refresh_from_db()
        new = Resource.objects.create(name=name, **told)
        given = {"resource": new.pk, "role": role, "revision": asked.revision}
        return client.post(f"{page}people/add/", given, follow=True).content.decode()

    school = {"kind": "outside", "email": "office@elm.example"}
    done = added("Elm School", "school", **school)
    assert "Elm School: They take part, and are invited once it is booked." in done
    asked.refresh_from_db()
    client.post(f"{page}book/", given(asked))
    done = added("Ash School", "school", **school)
    assert "Ash School: They take part, and are invited." in done
    done = added("Nurse Reid", "health", kind="outside")
    assert "Nurse Reid: They take part. Ring or write to them: no e-mail" in done
    done = added("Oak Room", "room", kind="room", capacity=20)
    assert "Oak Room: It is kept for the meeting." in done


def test_where_it_is_names_the_room(client, town, asked, room):
    client.force_login(town.asha)
    page = f"/diary/meetings/{asked.pk}/"
    assert "<dd>In person: Elm Room</dd>" in text(client, page)
    room.place = "Civic Centre"
    room.save()
    assert "<dd>In person: Elm Room, Civic Centre</dd>" in text(client, page)
    asked.attendances.filter(role="room").update(removed_at=timezone.now())
    assert "In person: no room or place is noted yet" in text(client, page)


def test_ones_own_meetings_alone(client, town, asked):
    own = Resource.objects.create(kind="person", name="Wes Okafor", user=town.wes)
    mine = ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin,
        people=[Wanted(own, "social_worker")],
    )  # fmt: skip
    client.force_login(town.wes)
    both = text(client, "/diary/meetings/?show=asked")
    assert mine.reference in both and asked.reference in both
    alone = text(client, "/diary/meetings/?show=asked&mine=me")
    assert mine.reference in alone and asked.reference not in alone
    mine.attendances.update(removed_at=timezone.now())
    assert mine.reference not in text(client, "/diary/meetings/?show=asked&mine=me")


@pytest.mark.parametrize("typed", ["14:00", "14.00", "14", "2pm", "2:00pm", "2.00pm"])
def test_a_time_is_typed_by_either_clock(client, town, asked, typed):
    client.force_login(town.asha)
    client.post(f"/diary/meetings/{asked.pk}/book/", given(asked, typed))
    asked.refresh_from_db()
    assert asked.starts_at == at_wall(a_coming_day(), time(14))


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("3:00pm", 15),
        ("3 pm", 15),
        ("15.00", 15),
        ("7", 7),
        ("3:00 AM", 3),
        ("12am", 0),
    ],
)
def test_a_time_is_typed_as_people_say_it(client, town, asked, typed, hour):
    client.force_login(town.asha)
    client.post(f"/diary/meetings/{asked.pk}/book/", given(asked, typed))
    asked.refresh_from_db()
    assert asked.starts_at == at_wall(a_coming_day(), time(hour))


@pytest.mark.parametrize("typed", ["3:00", "3", "06.59", "0:30"])
def test_a_time_at_night_is_asked_about_before_anybody_is_told(client, town, asked, typed):  # fmt: skip
    """Who types 3:00 means the afternoon; for the night, they say so."""
    client.force_login(town.asha)
    page = client.post(f"/diary/meetings/{asked.pk}/book/", given(asked, typed))
    told = plain(page)
    assert "is at night" in told
    if typed == "3:00":
        assert "For the afternoon enter 15:00; for the night, 3:00am" in told
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_whom_a_time_does_not_suit_by_their_diary_is_said(client, town, asked):
    """Booked by hand at 10:00: the school is busy then by its calendar, and not at 14:00."""
    school = asked.attendances.get(role="school").resource
    source = CalendarSource.objects.create(resource=school, kind="file", added_by=town.sef)  # fmt: skip
    ten = at_wall(a_coming_day(), time(10))
    Busy.objects.create(
        resource=school, source=source, status="busy", fetched_at=ten, starts_at=ten,
        ends_at=ten + timedelta(hours=2),
    )  # fmt: skip
    client.force_login(town.asha)
    page, none = f"/diary/meetings/{asked.pk}/", "By their diary it is no time for"
    told = plain(client.post(f"{page}book/", given(asked), follow=True))
    assert f"{none} Ms Vale." in told
    asked.refresh_from_db()
    moved = given(asked, "14:00", why="agency")
    assert none not in plain(client.post(f"{page}move/", moved, follow=True))
    asked.refresh_from_db()
    late = given(asked, "19:00", why="agency")
    told = plain(client.post(f"{page}move/", late, follow=True))
    assert f"{none} Elm Room, Ms Vale." in told or f"{none} Ms Vale, Elm Room." in told
