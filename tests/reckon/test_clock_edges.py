"""The clock at its edges and in its words: what planted faults showed to be untested.

All days are worked by hand from a calendar. In March 2026 the 2nd is a Monday; Good
Friday is 3 April and Easter Monday 6 April.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime

import pytest

from alongside.reckon.clock import (
    LONDON,
    Clock,
    Limit,
    OutsideCalendar,
    _whole_years,
    arithmetic,
    days_announced,
    days_apart,
    days_between,
    months_from,
    reach_rows,
)
from alongside.reckon.rulebook import as_toml

MONDAY = date(2026, 3, 2)


def march(day: int) -> date:
    return date(2026, 3, day)


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (Limit(1, "weeks"), "1 week"),
        (Limit(2, "weeks"), "2 weeks"),
        (Limit(1, "working_days"), "1 working day"),
        (
            Limit(10, "working_days", "beginning_with"),
            "10 working days, the first day counted",
        ),
        (Limit(5, "working_days", "before"), "5 working days before"),
    ],
)
def test_a_limit_in_words(limit, said):
    assert str(limit) == said


def test_three_holidays_are_listed_as_people_list_them(clock):
    # Three weeks from Friday 20 December would be 10 January; three days more.
    assert arithmetic(Limit(15, "working_days"), date(2024, 12, 20), clock) == (
        "15 working days from Friday 20 December 2024 is Wednesday 15 January 2025. "
        "Christmas Day (25 December), Boxing Day (26 December) and New Year's Day "
        "(1 January) do not count."
    )


def test_hours_need_a_time_zone():
    with pytest.raises(ValueError) as refused:
        Limit(72, "hours").last_moment(datetime(2026, 3, 2, 9))
    said = "Hours are counted from a time with a time zone."
    assert str(refused.value) == said


def test_a_moment_given_to_a_rule_in_days_counts_from_its_day(rulebook, clock):
    moment = datetime(2026, 3, 2, 16, 45, tzinfo=LONDON)
    due = rulebook["S47_ICPC"].due(moment, clock)
    assert due == date(2026, 3, 23) and not isinstance(due, datetime)


def test_a_calendar_counts_to_its_last_day_and_not_beyond():
    small = Clock({}, date(2026, 1, 1), date(2026, 1, 8))  # Thursday to Thursday
    assert small.working_days(date(2026, 1, 7), 1) == date(2026, 1, 8)
    with pytest.raises(OutsideCalendar):
        small.working_days(date(2026, 1, 8), 1)
    assert small.working_days(date(2026, 1, 2), 1, "before") == date(2026, 1, 1)
    with pytest.raises(OutsideCalendar):
        small.working_days(date(2026, 1, 1), 1, "before")


def test_the_years_that_are_known(clock):
    assert (clock.first, clock.last) == (date(2000, 1, 1), date(2028, 12, 31))
    uk = clock.of("uk_any")
    assert (uk.first, uk.last) == (date(2012, 1, 1), date(2028, 12, 31))


def test_a_list_of_holidays_covers_its_years_from_end_to_end():
    days = [date(2003, 12, 25), date(2001, 5, 7), date(2002, 4, 1)]
    assert _whole_years(days) == (date(2001, 1, 1), date(2003, 12, 31))


def test_a_holiday_on_the_last_day_is_between_and_one_on_the_first_is_not(clock):
    friday, monday = date(2026, 4, 3), date(2026, 4, 6)
    before, after = (clock.holidays_between(*span) for span in (
        (date(2026, 3, 30), friday), (friday, monday),
    ))  # fmt: skip
    assert before == [(friday, "Good Friday")]
    assert after == [(monday, "Easter Monday")]


@pytest.mark.parametrize(
    ("limit", "stopped", "last", "why"),
    [
        (Limit(10, "working_days"), [], 16, "Two plain weeks"),
        (Limit(10, "working_days"), [4, 5], 18, "Two working days lost: 17, 18"),
        (Limit(10, "working_days"), [4, 4], 17, "One day told twice is lost once"),
        (Limit(10, "working_days"), [7, 8], 16, "A weekend is no working day to lose"),
        (Limit(10, "working_days"), [2], 16, "The first day is day 0: nothing is lost"),
        (Limit(10, "working_days"), [16], 17, "Nothing can be done on a last day lost"),
        (Limit(10, "working_days"), [4, 17], 18, "To the 17th, which is lost as well"),
        (Limit(10, "working_days"), [17], 16, "Over before the clock was stopped"),
        (Limit(10, "working_days"), [13], 17, "Friday lost: the 16th was day 9"),
        (Limit(9, "working_days"), [4], 16, "Friday the 13th, and the day after it"),
        (Limit(11, "calendar_days"), [4], 14, "Friday the 13th, and on to a Saturday"),
        (Limit(2, "weeks"), [7, 8], 18, "In weeks a weekend is lost like any day"),
        (Limit(2, "weeks"), [2], 16, "Day 0 again"),
        (Limit(2, "weeks"), [7, 17], 18, "To the 17th, and on to the 18th"),
        (Limit(8, "calendar_days", "beginning_with"), [2], 10, "Here the 2nd is day 1"),
        (Limit(8, "calendar_days", "beginning_with"), [1], 9, "The day before is not"),
        (Limit(72, "hours"), [3], 6, "Three days to the 5th, and one more"),
    ],
)
def test_days_on_which_a_clock_stood_still_are_not_counted(
    clock, limit, stopped, last, why
):
    days = [march(day) for day in stopped]
    assert limit.last_day(MONDAY, clock, days) == march(last), why


def test_months_run_to_the_first_year_and_the_last_and_no_further():
    assert months_from(date(1, 2, 3), -1) == date(1, 1, 3)
    assert months_from(date(9999, 11, 30), 1) == date(9999, 12, 30)
    for start, months, year in ((date(1, 1, 1), -1, 0), (date(9999, 12, 1), 1, 10000)):
        with pytest.raises(OverflowError) as refused:
            months_from(start, months)
        assert str(refused.value) == f"There is no year {year}."


def test_days_between_and_apart():
    assert list(days_between(march(2), march(4))) == [march(2), march(3), march(4)]
    assert list(days_between(march(2), march(2))) == [march(2)]
    assert (days_apart(march(2), march(5)), days_apart(march(5), march(2))) == (3, -3)


def test_a_start_that_cannot_be_counted_leaves_the_others_reached():
    # Thursday to Wednesday: two working days back from the first two are not known.
    week = Clock({}, date(2026, 1, 1), date(2026, 1, 7))
    reached = list(reach_rows({"back": Limit(2, "working_days", "before")}, week))
    thursday, friday = date(2026, 1, 1), date(2026, 1, 2)
    assert reached == [
        ("back", date(2026, 1, 3), thursday),
        ("back", date(2026, 1, 4), thursday),
        ("back", date(2026, 1, 5), thursday),
        ("back", date(2026, 1, 6), friday),
        ("back", date(2026, 1, 7), date(2026, 1, 5)),
    ]


def test_what_is_counted_back_is_not_put_off(clock):
    limit = Limit(5, "working_days", "before")
    assert limit.last_day(march(16), clock, [march(11)]) == march(9)


def test_a_last_day_put_off_rolls_as_any(clock):
    # A month to Thursday 2 April; a day lost: Good Friday; the next working day is 7 April.
    limit = Limit(1, "months", roll="next")
    assert limit.last_day(MONDAY, clock) == date(2026, 4, 2)
    assert limit.last_day(MONDAY, clock, [march(10)]) == date(2026, 4, 7)


def test_a_holiday_announced_late_counts_in_every_calendar(clock):
    # Monday 22 June 2026, after Friday the 19th.
    day, friday = date(2026, 6, 22), date(2026, 6, 19)
    later = clock.changed({day: "A day of thanks"})
    for known in (later, later.of("uk_any")):
        assert not known.is_working(day)
        assert known.working_days(friday, 1) == date(2026, 6, 23)
    assert clock.is_working(day) and clock.of("uk_any").is_working(day)
    assert (later.first, later.last) == (clock.first, clock.last)
    assert dict(later.holidays) == {**clock.holidays, day: "A day of thanks"}


def test_a_holiday_taken_back_is_a_working_day_again(clock):
    # Boxing Day 2026 is a Saturday: Monday 28 December stands in for it.
    day = date(2026, 12, 28)
    later = clock.changed({day: None})
    assert not clock.is_working(day)
    assert later.is_working(day) and later.of("uk_any").is_working(day)


def test_a_day_that_only_england_knows_changes_england_alone(clock):
    day = date(2005, 7, 8)  # a Friday, before the other calendar begins
    later = clock.changed({day: "A day of mourning"})
    assert not later.is_working(day)
    assert later.of("uk_any").holidays == clock.of("uk_any").holidays


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2028, 12, 31)])
def test_the_other_calendar_is_changed_to_its_very_edges(clock, day):
    assert day in clock.changed({day: "A day"}).of("uk_any").holidays


def test_a_day_beyond_the_calendar_cannot_be_made_a_holiday(clock):
    with pytest.raises(OutsideCalendar, match="01 January 2029 is outside"):
        clock.changed({date(2029, 1, 1): "Too late"})


def test_a_list_of_holidays_announced_is_read_as_people_write_it():
    text = "name,day,note\n A day of thanks , 2026-06-22 ,x\nWorking Day,2026-12-28\n"
    assert days_announced(text, "since.csv") == {
        date(2026, 6, 22): "A day of thanks",
        date(2026, 12, 28): None,
    }
    assert days_announced("day,name\n", "since.csv") == {}


def test_a_holiday_of_another_part_of_the_kingdom_can_be_taken_back():
    text = "day,name\n2026-11-30,Working day\n"  # St Andrew's Day, in Scotland alone
    assert days_announced(text, "since.csv") == {date(2026, 11, 30): None}


def test_a_kept_list_may_take_back_a_day_that_has_gone_since():
    text = "day,name\n2026-06-26,Working day\n"
    found = days_announced(text, "since.csv", forgiving=True)
    assert found == {date(2026, 6, 26): None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "since.csv needs the columns day and name."),
        ("day,what\n", "since.csv needs the columns day and name."),
        (
            "day,name\n2026-06-22,A day\nsoon,B\n",
            "since.csv, line 3: 'soon' is not a date. Write it as 2026-03-02.",
        ),
        (
            "name,day\nA day\n",
            "since.csv, line 2: '' is not a date. Write it as 2026-03-02.",
        ),
        (
            "day,name\n2026-06-22, \n",
            "since.csv, line 2: the day has no name. Name the bank holiday, or write "
            "working day for one that was taken back.",
        ),
        (
            "day,name\n2026-06-22\n",
            "since.csv, line 2: the day has no name. Name the bank holiday, or write "
            "working day for one that was taken back.",
        ),
        (
            "day,name\n2026-05-04,working day\n2026-06-26,Working Day\n",
            "since.csv, line 3: 2026-06-26 is no bank holiday that is known, so it cannot "
            "be taken back. Correct the day, or take the line out.",
        ),
        (
            "day,name\n2026-12-28,working day\n2026-06-27,working day\n",
            "since.csv, line 3: 2026-06-27 is no bank holiday that is known, so it cannot "
            "be taken back. Correct the day, or take the line out.",
        ),
    ],
)
def test_a_list_of_holidays_that_is_none_is_refused_with_its_line(text, said):
    with pytest.raises(ValueError) as refused:
        days_announced(text, "since.csv")
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("day", "lifted"),
    [
        ("2020-04-23", False),
        ("2020-04-24", True),
        ("2020-09-25", True),
        ("2020-09-26", False),
    ],
)
def test_a_limit_that_the_law_lifted_is_lifted_from_its_first_day_to_its_last(
    rulebook, day, lifted
):
    begun = date.fromisoformat(day)
    assert rulebook["PF_FIRST_VISIT"].is_lifted(begun) is lifted
    assert rulebook["S47_ICPC"].is_lifted(begun) is False


ENTRIES = {
    "ONE": {
        "within": {"working_days": 5, "count": "before"},
        "enabled": False,
        "repeats": True,
        "title": 'She said "no" \\ twice\nover: é \x7f',
        "starts": ["a", "b"],
        "in_force": {"from": date(2020, 4, 24)},
        "changes": [{"within": {"weeks": 1}, "source": "s"}],
    },
    "TWO": {},
}


def test_entries_written_as_toml_read_back_as_they_were():
    assert tomllib.loads(as_toml(ENTRIES)) == ENTRIES


def test_entries_are_written_a_table_a_rule_and_a_line_a_key():
    text = as_toml({"ONE": {"within": {"weeks": 4}, "who": "é"}, "TWO": {"on": True}})
    assert text == ('[ONE]\nwithin = { weeks = 4 }\nwho = "é"\n\n[TWO]\non = true\n')
