"""By when who is told of a concern, worked by hand, and the office's own edges.

The office opens from 8:30 to 17:00, Monday to Friday. Of March 2026 the 2nd is a Monday;
clocks go forward on Sunday 29 March and back on Sunday 25 October; Good Friday is 3 April
and Easter Monday 6 April. Christmas Day 2026 is a Friday, Boxing Day's holiday Monday 28.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from alongside.desk.contacts.concern_clock import Step, Waits, Watch
from alongside.desk.workforce.office import Office
from alongside.reckon.clock import LONDON, Clock

HOURS = {day: (time(8, 30), time(17)) for day in range(5)}
WATCH = Watch(Office(HOURS, Clock.england()), Waits(15, 30))


def at(said: str) -> datetime:
    """A moment of London, as in `2026-03-03 16:50`, in universal time as the store has it."""
    return datetime.fromisoformat(said).replace(tzinfo=LONDON).astimezone(UTC)


def steps(raised: str, now: str) -> dict[str, str]:
    found = WATCH.steps_reached(at(raised), at(now))
    return {str(step): f"{day:%m-%d}" for step, day in found.items()}


ONE, TWO, ALL = ("duty",), ("duty", "duty_manager"), tuple(Step)
TOLD = [
    ("2026-03-03 10:00", "2026-03-03 10:00", ONE, "at once"),
    ("2026-03-03 10:00", "2026-03-03 10:14", ONE, "not before its minutes are over"),
    ("2026-03-03 10:00", "2026-03-03 10:15", TWO, "at the minute itself"),
    ("2026-03-03 10:00", "2026-03-03 10:30", ALL, "then everybody"),
    ("2026-03-03 16:50", "2026-03-03 17:10", ONE, "closing time comes before 17:05"),
    ("2026-03-03 16:45", "2026-03-03 18:00", ONE, "17:00 is closed: the manager is not told then"),
    ("2026-03-03 16:44", "2026-03-03 18:00", TWO, "16:59 is open"),
    ("2026-03-03 17:00", "2026-03-03 23:00", (), "raised at closing time: nobody is there"),
    ("2026-03-03 07:00", "2026-03-03 08:29", (), "before the office opens"),
    ("2026-03-03 07:00", "2026-03-03 08:30", ONE, "as it opens"),
    ("2026-03-03 07:00", "2026-03-03 08:45", TWO, "minutes count from the opening"),
    ("2026-03-06 18:00", "2026-03-08 12:00", (), "the weekend"),
    ("2026-04-02 18:00", "2026-04-06 12:00", (), "Good Friday to Easter Monday"),
    ("2026-12-24 18:00", "2026-12-28 12:00", (), "Christmas Day, the weekend and the 28th"),
]  # fmt: skip


@pytest.mark.parametrize(("raised", "now", "told", "why"), TOLD)
def test_who_is_told_by_now(raised, now, told, why):
    assert set(steps(raised, now)) == set(told), why


def test_the_next_morning_it_begins_again_with_the_duty_worker():
    # Friday 16:20: 16:35 and 16:50 pass unanswered; on Monday the duty worker is first again.
    assert steps("2026-03-06 16:20", "2026-03-09 08:31") == {
        "duty": "03-09", "duty_manager": "03-06", "managers": "03-06",
    }  # fmt: skip


def test_a_worker_that_slept_for_days_finds_each_step_once_with_its_latest_day():
    assert steps("2026-03-02 09:00", "2026-03-05 08:50") == {
        "duty": "03-05", "duty_manager": "03-05", "managers": "03-04",
    }  # fmt: skip


HANDED = [
    ("2026-03-03 16:50", "2026-03-03 16:59", None, "the office is open"),
    ("2026-03-03 16:50", "2026-03-03 17:00", "2026-03-03 17:00", "at closing time itself"),
    ("2026-03-03 17:20", "2026-03-03 20:00", "2026-03-03 17:20", "raised after closing"),
    ("2026-03-03 17:20", "2026-03-04 08:29", "2026-03-03 17:20", "until it opens"),
    ("2026-03-03 17:20", "2026-03-04 08:30", None, "the duty worker has it again"),
    ("2026-03-06 12:00", "2026-03-08 12:00", "2026-03-06 17:00", "all weekend, from Friday"),
    ("2026-03-27 17:30", "2026-03-30 08:29", "2026-03-27 17:30", "the night the clocks go forward"),
    ("2026-03-03 17:20", "2026-03-05 19:00", "2026-03-05 17:00", "each closing anew"),
    ("2026-12-24 16:00", "2026-12-28 12:00", "2026-12-24 17:00", "over Christmas"),
]  # fmt: skip


@pytest.mark.parametrize(("raised", "now", "since", "why"), HANDED)
def test_since_when_it_is_the_out_of_hours_teams(raised, now, since, why):
    assert WATCH.handed_since(at(raised), at(now)) == (since and at(since)), why


NEXT = [
    ("2026-03-03 10:00", "2026-03-03 10:00", "2026-03-03 10:15"),
    ("2026-03-03 10:00", "2026-03-03 10:15", "2026-03-03 10:30"),
    ("2026-03-03 10:00", "2026-03-03 10:30", "2026-03-03 17:00"),
    ("2026-03-03 16:50", "2026-03-03 16:51", "2026-03-03 17:00"),
    ("2026-03-06 16:50", "2026-03-06 17:00", "2026-03-09 08:30"),
    ("2026-04-02 16:50", "2026-04-02 17:00", "2026-04-07 08:30"),
]


@pytest.mark.parametrize(("raised", "now", "coming"), NEXT)
def test_when_to_look_again(raised, now, coming):
    assert WATCH.next_step_at(at(raised), at(now)) == at(coming)


@pytest.mark.parametrize(("day", "opens"), [
    (date(2026, 3, 27), "08:30+00:00"), (date(2026, 3, 30), "07:30+00:00"),
    (date(2026, 10, 23), "07:30+00:00"), (date(2026, 10, 26), "08:30+00:00"),
])  # fmt: skip
def test_the_office_opens_by_londons_clock_before_and_after_it_changes(day, opens):
    assert WATCH.office.on(day).opens.isoformat()[11:].replace(":00+", "+") == opens


def test_minutes_are_minutes_in_the_night_the_clocks_change():
    """An office open all night: from 0:50, half an hour later it is 2:20 by the clock."""
    always = {day: (time(0), time(23, 59)) for day in range(7)}
    watch = Watch(Office(always, Clock.england()), Waits(15, 30))
    raised = at("2026-03-29 00:50")
    told = watch.steps_reached(raised, raised + timedelta(minutes=29))
    assert set(told) == {Step.DUTY, Step.DUTY_MANAGER}
    assert at("2026-03-29 02:20") == raised + timedelta(minutes=30)


def test_past_the_known_holidays_a_weekday_is_a_working_day():
    day = date(2031, 1, 1)
    assert day.weekday() == 2 and WATCH.office.on(day).opens.hour == 8


def test_an_office_that_never_opens_leaves_it_out_of_hours():
    watch = Watch(Office({}, Clock.england()), Waits(15, 30))
    raised, now = at("2026-03-03 10:00"), at("2026-03-03 11:00")
    assert watch.handed_since(raised, now) == raised
    assert watch.next_step_at(raised, now) is None
