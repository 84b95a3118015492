"""When all whose week is shown can be met, and the strip that each day is drawn as."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from alongside.desk.diary.models import Busy, CalendarSource, Resource
from alongside.desk.diary.strips import strip
from alongside.desk.diary.together import free_together
from alongside.desk.diary.week import Day, Entry, Row

LONDON = ZoneInfo("Europe/London")
TUESDAY = date(2026, 3, 3)
LONG_AGO = datetime(2026, 1, 1, tzinfo=LONDON)
OFFICE = [(time(9), time(17))]


def at(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


def entry(since: float, until: float, status: str = "busy") -> Entry:
    starts, ends = (at(int(each), round(each % 1 * 60)) for each in (since, until))
    return Entry(starts, ends, status, status=status)


def row(*entries: Entry, hours=OFFICE, away: bool = False) -> Row:
    return Row(Resource(), [Day(TUESDAY, hours, away, list(entries))], False)


def said(rows: list[Row], now: datetime = LONG_AGO) -> list[str]:
    [day] = free_together(rows, now)
    return [f"{starts:%H:%M}-{ends:%H:%M}" for starts, ends in day]


def test_all_can_be_met_where_nobody_is_taken():
    wes = row(entry(9, 10.5), entry(13, 14))
    ben = row(entry(12, 13.25), entry(16, 18))
    assert said([wes, ben]) == ["10:30-12:00", "14:00-16:00"]


def test_hours_of_each_count_and_half_an_hour_is_the_least():
    part_time = row(hours=[(time(8), time(9, 30)), (time(12), time(12, 29))])
    assert said([part_time, row()]) == ["09:00-09:30"]


def test_what_overlaps_is_taken_once_and_what_is_taken_outside_hours_bars_nothing():
    assert said([row(entry(7, 9), entry(10, 12), entry(11, 15)), row()]) == [
        "09:00-10:00",
        "15:00-17:00",
    ]


@pytest.mark.parametrize(
    ("status", "free"),
    [
        ("busy", ["09:00-10:00", "11:00-17:00"]),
        ("tentative", ["09:00-10:00", "11:00-17:00"]),
        ("away", ["09:00-10:00", "11:00-17:00"]),
        ("elsewhere", ["09:00-17:00"]),
    ],
)
def test_only_who_works_elsewhere_can_be_met_meanwhile(status, free):
    assert said([row(entry(10, 11, status)), row()]) == free


def test_with_somebody_away_or_without_hours_there_is_no_time():
    assert said([row(away=True), row()]) == []
    assert said([row(hours=[]), row()]) == []


def test_what_is_past_is_not_free_and_what_is_left_of_now_is():
    assert said([row(entry(12, 13)), row()], now=at(11, 45)) == ["13:00-17:00"]
    assert said([row(entry(12, 13)), row()], now=at(11, 20)) == [
        "11:20-12:00",
        "13:00-17:00",
    ]


def test_a_strip_runs_from_eight_to_six_and_cuts_what_lies_outside():
    drawn = strip(row(entry(7, 8.5), entry(10, 11, "tentative")).days[0])
    assert drawn == [(60, 480, "hours"), (0, 30, "busy"), (120, 60, "tentative")]
    assert strip(row(entry(18, 19), away=True).days[0]) == []


@pytest.mark.parametrize(
    ("status", "drawn"),
    [("busy", "busy"), ("away", "busy"), ("elsewhere", "elsewhere")],
)
def test_a_strip_tells_who_works_elsewhere_from_who_is_taken(status, drawn):
    [piece] = strip(row(entry(9, 10, status), hours=[]).days[0])
    assert piece == (60, 60, drawn)


def test_the_clocks_going_forward_break_no_strip():
    sunday = date(2026, 3, 29)
    early = Day(sunday, [(time(1, 30), time(9))], False, [])
    assert strip(early) == [(0, 60, "hours")]


@pytest.fixture
def two(town, monkeypatch):
    """Wes of the North and a room: he is taken from 9 to 10, it from 10 to 11."""
    wes = Resource.objects.create(kind="person", name="Diary W", user=town.wes)
    room = Resource.objects.create(kind="room", name="Diary R", capacity=8)
    monkeypatch.setattr(timezone, "now", lambda: LONG_AGO)
    town.monday = date(2026, 3, 2)
    for hour, each in enumerate((wes, room), start=9):
        source = CalendarSource.objects.create(
            resource=each, kind="file", added_by=town.sef
        )
        Busy.objects.create(
            resource=each, source=source, status="busy", fetched_at=timezone.now(),
            starts_at=at(hour, day=town.monday), ends_at=at(hour + 1, day=town.monday),
        )  # fmt: skip
    return town


def week(client, town, *whose: str) -> str:
    client.force_login(town.asha)
    asked = {"week": f"{town.monday:%-d %-m %Y}", "whose": whose}
    return client.get("/diary/", asked).content.decode()


def test_the_week_says_when_all_shown_are_free(client, two):
    shown = week(client, two, f"team-{two.north.pk}", "room")
    assert "All 2 free" in shown
    line = shown.partition("All 2 free")[2]
    first = re.findall(r"<strong>(.*?)</strong>", line)[:2]
    assert first[0].endswith("9:00am") and first[1].startswith("11:00am to")
    assert shown.count('<rect class="busy"') == 2
    assert '<rect class="busy" x="60" width="60"' in shown


def test_of_one_diary_nothing_is_said_of_all(client, two):
    shown = week(client, two, "room")
    assert "Diary R" in shown and "All 1 free" not in shown
