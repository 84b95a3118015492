"""Meetings as people use them: found, booked, moved, called off, held, and hidden."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Meeting, Resource
from alongside.desk.diary.wall import at_wall
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
