"""The year of a newly qualified social worker. All days are counted by hand on a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.newly_qualified import (
    Pause,
    development_time,
    ends_on,
    paused_days,
    programme_for,
    programmes,
    reviews,
    sessions,
    share_of_caseload,
)

NQSW, ASYE = programmes()["NQSW"], programmes()["ASYE"]
START = date(2025, 9, 1)  # a Monday
AUTUMN = Pause(date(2025, 11, 3), date(2025, 11, 30))  # four weeks


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (date(2008, 8, 31), None),
        (date(2008, 9, 1), "NQSW"),
        (date(2012, 8, 31), "NQSW"),
        (date(2012, 9, 1), "ASYE"),
        (date(2027, 3, 31), "ASYE"),
        (date(2027, 4, 1), None),
    ],
)
def test_the_day_decides_the_programme(start, code):
    found = programme_for(start)
    assert (found.code if found else None) == code


def test_money_a_head():
    """Bromley 2010, 3.13: £4,000 each; six of them and £15,000 make £39,000."""
    assert NQSW.pounds == 4000 and 6 * NQSW.pounds + 15000 == 39000
    assert [(claim.when, claim.pounds) for claim in ASYE.claims] == [
        ("registration", 1000),
        ("completion", 1000),
    ]


def test_the_year_ends_the_day_before_its_anniversary():
    assert ends_on(ASYE, START) == date(2026, 8, 31)
    assert ends_on(ASYE, date(2024, 2, 29)) == date(2025, 2, 27)


def test_a_pause_moves_the_end_by_its_length():
    assert ends_on(ASYE, START, [AUTUMN]) == date(2026, 9, 28)


def test_a_pause_in_the_time_that_another_added_counts_too():
    late = Pause(
        date(2026, 9, 7), date(2026, 9, 13)
    )  # after 31 August, before the 28th
    assert ends_on(ASYE, START, [late, AUTUMN]) == date(2026, 10, 5)
    assert ends_on(ASYE, START, [late]) == date(2026, 8, 31)


def test_twenty_two_supervisions_six_ten_and_six():
    due = [session.due_on for session in sessions(ASYE, START)]
    assert len(due) == 22
    assert due[:7] == [
        date(2025, 9, 7), date(2025, 9, 14), date(2025, 9, 21), date(2025, 9, 28),
        date(2025, 10, 5), date(2025, 10, 12), date(2025, 10, 26),
    ]  # fmt: skip
    assert due[15] == date(2026, 3, 1)  # the end of week 26
    assert due[16:] == [
        date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30),
        date(2026, 7, 31), date(2026, 8, 31),
    ]  # fmt: skip


def test_the_older_programme_asks_every_fortnight():
    due = [session.due_on for session in sessions(NQSW, date(2010, 9, 6))]
    assert len(due) == 26 and due[0] == date(2010, 9, 19)


def test_supervision_is_put_off_by_a_pause():
    due = [session.due_on for session in sessions(ASYE, START, pauses=[AUTUMN])]
    assert due[6] == date(2025, 10, 26)  # before the pause
    assert due[7] == date(2025, 12, 7)  # 9 November, and four weeks


def test_two_in_one_week_do_not_make_up_for_none_in_the_next():
    held = [date(2025, 9, 2), date(2025, 9, 5), date(2025, 9, 21)]
    first, second, third = sessions(ASYE, START, held)[:3]
    assert first.held_on == date(2025, 9, 2)
    assert second.held_on is None and third.held_on == date(2025, 9, 21)
    assert second.missed(date(2025, 9, 15)) and not second.missed(date(2025, 9, 14))


def test_reviews_on_their_days():
    assert reviews(ASYE, date(2025, 11, 30)) == [
        date(2026, 2, 27),
        date(2026, 5, 29),
        date(2026, 8, 29),
        date(2026, 11, 29),
    ]
    assert reviews(ASYE, START, [AUTUMN])[0] == date(2025, 12, 28)


@pytest.mark.parametrize(
    ("on", "share"),
    [
        (date(2025, 8, 31), None),
        (date(2025, 9, 1), "0.25"),
        (date(2025, 11, 30), "0.25"),
        (date(2025, 12, 1), "0.50"),
        (date(2026, 2, 28), "0.50"),
        (date(2026, 3, 1), "0.70"),
        (date(2026, 6, 1), "0.90"),
        (date(2026, 8, 31), "0.90"),
        (date(2026, 9, 1), None),
    ],
)
def test_the_protected_caseload_grows(on, share):
    assert share_of_caseload(ASYE, START, on) == (share and Decimal(share))


def test_a_pause_holds_the_caseload_back():
    assert share_of_caseload(ASYE, START, date(2025, 12, 28), [AUTUMN]) == Decimal(
        "0.25"
    )
    assert share_of_caseload(ASYE, START, date(2025, 12, 29), [AUTUMN]) == Decimal(
        "0.50"
    )


def test_a_tenth_of_37_hours_is_3_7_a_week():
    """Ten weeks of 37 hours: 370 worked, 37 due; 30 kept are 8.1 in the hundred."""
    told = development_time(
        ASYE, START, weekly_hours=Decimal(37), kept=Decimal(30), as_at=date(2025, 11, 9)
    )
    assert (told.worked, told.due) == (370, 37)
    assert round(told.share, 4) == Decimal("0.0811")


def test_half_a_post_and_a_pause_owe_less():
    """To 30 November are 13 weeks, four of them still: nine of 18.5 hours, a tenth."""
    told = development_time(
        ASYE, START, weekly_hours=Decimal("18.5"), kept=Decimal(0),
        as_at=date(2025, 11, 30), pauses=[AUTUMN],
    )  # fmt: skip
    assert told.due == Decimal("16.65")


def test_nothing_is_due_before_the_start_nor_after_the_end():
    before = development_time(
        ASYE, START, weekly_hours=Decimal(37), kept=Decimal(0), as_at=date(2025, 8, 1)
    )
    after = development_time(
        ASYE, START, weekly_hours=Decimal(7), kept=Decimal(0), as_at=date(2030, 1, 1)
    )
    assert before.due == 0 and before.share is None
    assert after.worked == 365  # an hour a day, for the days of the year


def test_days_of_a_pause_within_a_stretch():
    assert paused_days([AUTUMN], date(2025, 11, 29), date(2026, 1, 1)) == 2
    assert paused_days([AUTUMN], date(2025, 12, 1), date(2026, 1, 1)) == 0


@st.composite
def years_with_pauses(draw):
    start = draw(st.dates(date(2012, 9, 1), date(2027, 3, 31)))
    gaps = draw(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 60)), max_size=3))
    pauses, day = [], start
    for wait, length in gaps:
        first = day + timedelta(wait)
        pauses.append(Pause(first, first + timedelta(length - 1)))
        day = pauses[-1].last + timedelta(1)
    return start, pauses


@given(years_with_pauses())
def test_counted_day_by_day_the_year_is_as_long(told):
    """The plain way: walk the days, count those that do not stand still."""
    start, pauses = told
    plain_end = ends_on(ASYE, start)
    wanted, day, lived = (plain_end - start).days + 1, start - timedelta(1), 0
    while lived < wanted:
        day += timedelta(1)
        lived += not any(pause.first <= day <= pause.last for pause in pauses)
    assert ends_on(ASYE, start, pauses) == day
    due = [session.due_on for session in sessions(ASYE, start, pauses=pauses)]
    assert len(due) == 22 and due == sorted(set(due)) and due[-1] == day


def test_held_on_the_last_day_counts_for_that_session_and_not_for_the_next():
    first, second = sessions(ASYE, START, [date(2025, 9, 7)])[:2]
    assert first.held_on == date(2025, 9, 7) and second.held_on is None


def test_a_pause_that_begins_on_a_last_day_moves_it():
    week = Pause(date(2025, 9, 7), date(2025, 9, 13))
    assert sessions(ASYE, START, pauses=[week])[0].due_on == date(2025, 9, 14)
