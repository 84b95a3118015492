"""The clock: properties that hold for every day, and its behaviour at its edges."""

import doctest
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alongside.reckon import clock as clock_module
from alongside.reckon.clock import (
    LONDON,
    UNITS,
    Clock,
    Limit,
    OutsideCalendar,
    arithmetic,
    calendar_rows,
    months_from,
    reach_rows,
)

ENGLAND = Clock.england()
ONE = timedelta(days=1)

# Mistakes live beside holidays, weekends and month ends, so days are drawn close to them.
near_holidays = st.builds(
    lambda holiday, nudge: holiday + timedelta(nudge),
    st.sampled_from([day for day in ENGLAND.holidays if 2001 <= day.year <= 2027]),
    st.integers(-4, 4),
)
near_month_ends = st.builds(
    lambda year, month, nudge: date(year, month, 1) + timedelta(nudge),
    st.integers(2001, 2027),
    st.integers(1, 12),
    st.integers(-3, 2),
)
days = near_holidays | near_month_ends | st.dates(date(2001, 1, 1), date(2027, 6, 30))
amounts = st.integers(1, 65)
counts = st.sampled_from(["after", "beginning_with", "before"])


def walked(start: date, amount: int, step: int = 1) -> date:
    """The slow count: a day at a time, working days numbered as they come."""
    while amount:
        start += step * ONE
        if start.isoweekday() <= 5 and start not in ENGLAND.holidays:
            amount -= 1
    return start


@given(days, amounts, amounts)
def test_counting_a_then_b_working_days_is_counting_both(start, a, b):
    first = ENGLAND.working_days(start, a)
    assert ENGLAND.working_days(first, b) == ENGLAND.working_days(start, a + b)


@given(days, amounts)
def test_the_fast_count_equals_walking_day_by_day(start, amount):
    assert ENGLAND.working_days(start, amount) == walked(start, amount)
    assert ENGLAND.working_days(start, amount, "before") == walked(start, amount, -1)


@given(days, amounts)
def test_beginning_with_is_counting_after_the_day_before(start, amount):
    inclusive = ENGLAND.working_days(start, amount, "beginning_with")
    assert inclusive == ENGLAND.working_days(start - ONE, amount)


@given(days, amounts)
def test_counting_back_from_where_one_counted_to_is_coming_home(start, amount):
    assume(ENGLAND.is_working(start))
    due = ENGLAND.working_days(start, amount)
    assert ENGLAND.working_days(due, amount, "before") == start


@given(
    days,
    st.integers(0, 40),
    st.integers(1, 26),
    st.sampled_from([unit for unit in UNITS if unit not in ("hours", "birthdays")]),
    counts,
    st.sampled_from(["none", "next", "previous"]),
)
def test_starting_later_is_never_due_sooner(start, gap, amount, unit, count, roll):
    assume(not (unit == "years" and amount > 1))
    limit = Limit(amount, unit, count, roll)
    assume(date(2003, 4, 1) < start < date(2025, 1, 1))
    later = start + timedelta(gap)
    assert limit.last_day(start, ENGLAND) <= limit.last_day(later, ENGLAND)


@given(days, amounts)
def test_the_working_days_up_to_a_last_day_are_the_amount(start, amount):
    due = ENGLAND.working_days(start, amount)
    assert ENGLAND.number(due) - ENGLAND.number(start) == amount
    assert ENGLAND.is_working(due)


@given(days, amounts)
def test_weeks_and_calendar_days_count_every_day(start, amount):
    after = start + timedelta(weeks=amount)
    assert Limit(amount, "weeks").last_day(start, ENGLAND) == after
    assert Limit(7 * amount, "calendar_days").last_day(start, ENGLAND) == after
    inclusive = Limit(amount, "weeks", "beginning_with")
    assert inclusive.last_day(start, ENGLAND) == after - ONE
    back = Limit(amount, "weeks", "before")
    assert back.last_day(after, ENGLAND) == start


@given(days, st.integers(-30, 30))
def test_months_run_to_the_corresponding_date_or_the_last_of_the_month(start, months):
    found = months_from(start, months)
    assert (found.year - start.year) * 12 + found.month - start.month == months
    last_of_month = (found + ONE).day == 1
    assert found.day == start.day or (found.day < start.day and last_of_month)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("1978-09-30", 4, "1979-01-30"),  # the facts of Dodds v Walker
        ("2023-11-30", 3, "2024-02-29"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2023-02-28", 6, "2023-08-28"),  # a month end does not stick
        ("2024-12-31", 2, "2025-02-28"),
        ("2024-01-15", -2, "2023-11-15"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-12-01", 1, "2025-01-01"),
        ("2024-01-01", -1, "2023-12-01"),
    ],
)
def test_months_worked_by_hand(start, months, expected):
    assert months_from(date.fromisoformat(start), months).isoformat() == expected


@pytest.mark.parametrize(
    ("start", "months", "last", "why"),
    [
        ("2024-03-01", 6, "2024-08-31", "March to August, six whole months"),
        ("2024-02-15", 1, "2024-03-14", "the day before the corresponding date"),
        ("2024-08-31", 1, "2024-09-30", "no 31 September, so September's own last day"),
        ("2023-08-31", 6, "2024-02-29", "no 31 February, so February's own last day"),
        ("2024-02-29", 12, "2025-02-28", "the last day of a year that began on a leap day"),
        ("2024-01-01", 12, "2024-12-31", "a calendar year"),
    ],
)  # fmt: skip
def test_months_beginning_with_a_day_worked_by_hand(start, months, last, why):
    limit = Limit(months, "months", "beginning_with")
    due = limit.last_day(date.fromisoformat(start), ENGLAND)
    assert due.isoformat() == last, why


@pytest.mark.parametrize(
    ("limit", "start", "expected", "why"),
    [
        (Limit(26, "weeks", "beginning_with"), "2026-11-23", "2027-05-23",
         "care proceedings: the day of issue is day 1, so the 182nd day is a Sunday"),
        (Limit(8, "calendar_days", "beginning_with"), "2026-11-23", "2026-11-30",
         "an emergency protection order: 23 November is day 1, 30 November day 8"),
        (Limit(15, "calendar_days", "beginning_with"), "2026-11-23", "2026-12-07",
         "comments on a draft plan: the day of service is day 1"),
        (Limit(10, "working_days", "beginning_with"), "2026-11-23", "2026-12-04",
         "a local rule that counts the day of the visit"),
        (Limit(2, "working_days", "before"), "2027-01-05", "2026-12-31",
         "a report before a conference: Mon 4 Jan, then Thu 31 Dec (1 Jan holiday)"),
        (Limit(5, "working_days", "before"), "2026-04-14", "2026-04-07",
         "13, 10, 9, 8, 7 April: Easter Monday was the 6th"),
        (Limit(1, "working_days", "before"), "2026-11-22", "2026-11-20",
         "before a Sunday is the Friday"),
        (Limit(6, "weeks", "before"), "2027-01-04", "2026-11-23",
         "notice six weeks before a private fostering arrangement"),
        (Limit(1, "months", roll="next"), "2026-09-03", "2026-10-05",
         "subject access: 3 October is a Saturday, so Monday 5"),
        (Limit(1, "months", roll="next"), "2026-11-25", "2026-12-29",
         "25 Dec, the weekend and the substitute on the 28th are passed over"),
        (Limit(1, "months", roll="next"), "2026-09-02", "2026-10-02",
         "a Friday stands"),
        (Limit(1, "months", roll="previous"), "2026-11-25", "2026-12-24",
         "rolled back, Christmas Day gives Christmas Eve"),
        (Limit(1, "months"), "2026-11-25", "2026-12-25",
         "without a roll, Christmas Day stands"),
        (Limit(72, "hours"), "2026-12-24", "2026-12-27",
         "72 hours where only the day is known are three calendar days"),
        (Limit(73, "hours"), "2026-12-24", "2026-12-28",
         "a part of a day runs on through that day"),
    ],
)  # fmt: skip
def test_counted_each_way_worked_by_hand(limit, start, expected, why):
    due = limit.last_day(date.fromisoformat(start), ENGLAND)
    assert due.isoformat() == expected, why


@given(days, st.sampled_from(["next", "previous"]))
def test_a_roll_moves_only_days_that_are_not_working_days(day, roll):
    rolled = ENGLAND.rolled(day, roll)
    assert ENGLAND.is_working(rolled)
    assert rolled >= day if roll == "next" else rolled <= day
    passed = [d for d in ENGLAND.days() if min(day, rolled) < d < max(day, rolled)]
    assert not any(map(ENGLAND.is_working, passed))
    assert (rolled == day) == ENGLAND.is_working(day)
    assert ENGLAND.rolled(day, "none") == day


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        ("2026-12-24T16:00+00:00", "2026-12-27T16:00+00:00", "Christmas does not stop it"),
        ("2026-11-21T23:30+00:00", "2026-11-24T23:30+00:00", "over a weekend"),
        ("2025-03-29T12:00+00:00", "2025-04-01T13:00+01:00", "an hour lost: clocks forward"),
        ("2025-10-25T12:00+01:00", "2025-10-28T11:00+00:00", "an hour gained: clocks back"),
        ("2025-10-26T01:30+01:00", "2025-10-29T00:30+00:00", "01:30 the first time"),
        ("2025-10-26T01:30+00:00", "2025-10-29T01:30+00:00", "01:30 the second time"),
    ],
)  # fmt: skip
def test_hours_are_elapsed_time(start, end, why):
    began = datetime.fromisoformat(start)
    for told in (began, began.astimezone(LONDON), began.astimezone(UTC)):
        ends = Limit(72, "hours").last_moment(told)
        assert ends.isoformat(timespec="minutes") == end, why
        assert ends.tzinfo is LONDON


@given(st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1)), st.integers(1, 200))
def test_hours_run_out_exactly_so_many_hours_later(start, hours):
    start = start.replace(tzinfo=UTC)
    ends = Limit(hours, "hours").last_moment(start)
    assert ends.astimezone(UTC) - start == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Limit(0, "weeks"), "A limit is at least 1, not 0."),
        (lambda: Limit(-3, "months"), "A limit is at least 1, not -3."),
        (lambda: Limit(1, "fortnights"), "'fortnights' is not one of working_days, "),
        (lambda: Limit(1, "weeks", "from"), "'from' is not one of after, "),
        (lambda: Limit(1, "weeks", roll="up"), "'up' is not one of none, "),
        (lambda: Limit(1, "hours", "before"), "Hours are only counted forward"),
        (lambda: Limit(1, "hours", roll="next"), "Hours are only counted forward"),
        (lambda: Limit(1, "weeks").last_moment(datetime.now(UTC)),
         "1 week is not counted in hours"),
        (lambda: Limit(1, "hours").last_moment(datetime(2026, 1, 1)), "a time zone"),
    ],
)  # fmt: skip
def test_a_limit_that_cannot_be_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    ("limit", "start"),
    [
        (Limit(1, "working_days"), ENGLAND.last),
        (Limit(15, "working_days"), ENGLAND.last - timedelta(15)),
        (Limit(1, "working_days", "before"), ENGLAND.first),
        (Limit(1, "working_days"), ENGLAND.last + ONE),
        (Limit(1, "working_days"), ENGLAND.first - ONE),
        (Limit(1, "weeks", roll="next"), ENGLAND.last),
        (Limit(3, "months"), date(9999, 11, 1)),
        (Limit(6, "weeks"), date(9999, 12, 1)),
        (Limit(1, "years", "before"), date(1, 3, 1)),
    ],
)
def test_a_count_past_the_edge_is_refused_and_says_the_edge(limit, start):
    with pytest.raises(OutsideCalendar, match="known from 01 January|no calendar has"):
        limit.last_day(start, ENGLAND)


def test_the_last_count_inside_the_edge_is_answered():
    last_working = max(day for day in ENGLAND.days() if ENGLAND.is_working(day))
    before = ENGLAND.working_days(last_working, 1, "before")
    assert ENGLAND.working_days(before, 1) == last_working
    with pytest.raises(OutsideCalendar):
        ENGLAND.working_days(last_working, 1)
    assert ENGLAND.is_working(ENGLAND.first) is False  # New Year's Day, by either edge
    with pytest.raises(OutsideCalendar, match="31 December 1999 is outside"):
        ENGLAND.is_working(date(1999, 12, 31))


def test_months_need_no_bank_holidays_past_the_edge():
    assert Limit(6, "months").last_day(ENGLAND.last, ENGLAND) == date(2029, 6, 30)


# Typed from gov.uk's list, England and Wales; substitutes and one-off days as given there.
WEEKDAY_HOLIDAYS = """
2018 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
2019 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
2020 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
2021 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
2022 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27
2023 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
2028 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26
"""


def test_the_bank_holidays_are_those_typed_by_hand():
    typed = {
        date.fromisoformat(f"{year}-{day}")
        for year, *listed in map(str.split, WEEKDAY_HOLIDAYS.strip().splitlines())
        for day in listed
    }
    held = {day for day in ENGLAND.holidays if day >= date(2018, 1, 1)}
    assert {day for day in held if day.isoweekday() <= 5} == typed


def test_a_weekend_holiday_takes_no_working_day_away():
    saturday = date(2026, 12, 26)
    with_it = Clock(ENGLAND.holidays | {saturday: "Boxing Day"}, *edges())
    assert with_it.working_days(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert with_it.holidays_between(date(2026, 12, 25), saturday) == []


def edges() -> tuple[date, date]:
    return ENGLAND.first, ENGLAND.last


def test_the_calendar_table_numbers_working_days_without_a_gap():
    rows = list(calendar_rows(ENGLAND))
    assert [row[0] for row in rows] == list(ENGLAND.days())
    number = 0
    for day, working, counted, month_on in rows:
        number += working
        assert counted == number
        assert (month_on.year, month_on.month, month_on.day) == (day.year, day.month, 1)


def test_the_reach_table_is_the_last_day_of_each_start_and_nothing_past_the_edge():
    limits = {"a": Limit(20, "working_days"), "b": Limit(3, "months")}
    rows = {(key, day): due for key, day, due in reach_rows(limits, ENGLAND)}
    assert all(
        due == limits[key].last_day(day, ENGLAND) for (key, day), due in rows.items()
    )
    answered = {day for key, day in rows if key == "a"}
    assert max(answered) == ENGLAND.working_days(ENGLAND.last, 21, "before")
    assert {day for key, day in rows if key == "b"} == set(ENGLAND.days())


@pytest.mark.parametrize(
    ("limit", "start", "said"),
    [
        (Limit(1, "weeks"), "2026-12-18",
         "1 week from Friday 18 December 2026 is Friday 25 December 2026."),
        (Limit(1, "working_days"), "2023-05-05",
         "1 working day from Friday 5 May 2023 is Tuesday 9 May 2023. Bank holiday for "
         "the coronation of King Charles III (8 May) does not count."),
        (Limit(2, "working_days", "before"), "2027-01-05",
         "2 working days before Tuesday 5 January 2027 is Thursday 31 December "
         "2026. New Year's Day (1 January) does not count."),
        (Limit(2, "working_days"), "2024-02-05",
         "2 working days from Monday 5 February 2024 is Wednesday 7 February 2024."),
    ],
)  # fmt: skip
def test_the_arithmetic_is_said_in_a_sentence(limit, start, said):
    assert arithmetic(limit, date.fromisoformat(start), ENGLAND) == said


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(clock_module).failed == 0
