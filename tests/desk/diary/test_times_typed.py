"""The time of a meeting as people type it, and whom it does not suit."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from alongside.desk.diary.models import Busy, CalendarSource
from alongside.desk.diary.wall import at_wall
from tests.desk.diary.meeting_steps import a_coming_day, given, plain


@pytest.mark.parametrize("at", ["", "25:00", "noon"])
def test_a_time_that_is_none_is_told(client, town, asked, at):
    client.force_login(town.asha)
    page = client.post(f"/diary/meetings/{asked.pk}/book/", given(asked, at))
    assert "time it begins" in page.content.decode().lower()
    asked.refresh_from_db()
    assert asked.state == "asked"


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
        assert "For the afternoon enter 3:00pm; for the night, 3:00am" in told
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
