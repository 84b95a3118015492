"""Days lost and time off in lieu, by sums worked by hand; the Department's basis by its file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.absence import (
    Spell,
    balances,
    days_available,
    days_lost,
    departments_basis,
    departments_year,
    teams_shown,
    total_shown,
    within,
)

FULL, HALF = Decimal(1), Decimal("0.5")
AS_AT = date(2026, 5, 31)


def lost(clock, *spells, fte=FULL, as_at=AS_AT):
    return days_lost(spells, fte, as_at, clock)


def total(days):
    return sum(days.values(), Decimal(0))


def test_weekends_and_bank_holidays_lose_nothing(clock):
    # Thursday 2 to Tuesday 7 April 2026: Easter leaves Thursday and Tuesday.
    days = lost(clock, Spell(date(2026, 4, 2), date(2026, 4, 7)))
    assert days == {date(2026, 4, 2): 1, date(2026, 4, 7): 1}


def test_overlapping_spells_are_counted_once(clock):
    one = Spell(date(2026, 3, 2), date(2026, 3, 6))
    other = Spell(date(2026, 3, 5), date(2026, 3, 10))
    assert total(lost(clock, one, other)) == 7  # 2 to 6, 9 and 10 March


def test_what_the_employer_told_is_spread_and_half_days_stand(clock):
    # A half day: 0.5. Three days told of a week of five: 0.6 a day, across the month's end.
    assert total(lost(clock, Spell(date(2026, 3, 3), date(2026, 3, 3), HALF))) == HALF
    week = Spell(date(2026, 3, 30), date(2026, 4, 2), Decimal(2))
    days = lost(clock, week)
    assert within(days, date(2026, 3, 1), date(2026, 3, 31)) == 1
    assert within(days, date(2026, 4, 1), date(2026, 4, 30)) == 1


def test_days_told_of_a_weekend_are_not_dropped(clock):
    weekend = Spell(date(2026, 3, 7), date(2026, 3, 8), Decimal(1))
    assert total(lost(clock, weekend)) == 1


def test_part_time_loses_its_part(clock):
    spell = Spell(date(2026, 3, 2), date(2026, 3, 6))
    assert total(lost(clock, spell, fte=HALF)) == Decimal("2.5")


def test_an_open_spell_runs_to_the_day_asked_of_and_no_further(clock):
    spell = Spell(date(2026, 3, 2), None)
    assert total(lost(clock, spell, as_at=date(2026, 3, 4))) == 3
    ends_later = Spell(date(2026, 3, 2), date(2026, 3, 13))
    assert total(lost(clock, ends_later, as_at=date(2026, 3, 4))) == 3
    assert lost(clock, spell, as_at=date(2026, 3, 1)) == {}


def test_a_spell_cannot_end_before_it_begins(clock):
    with pytest.raises(ValueError, match="cannot end on"):
        lost(clock, Spell(date(2026, 3, 2), date(2026, 3, 1)))


def test_days_available_are_working_days_times_fte_while_in_post(clock):
    april = (date(2026, 4, 1), date(2026, 4, 30))  # 22 weekdays less two of Easter: 20
    assert days_available(FULL, *april, clock) == 20
    assert days_available(HALF, *april, clock) == 10
    assert days_available(FULL, *april, clock, joined=date(2026, 4, 27)) == 4
    assert days_available(FULL, *april, clock, left=date(2026, 4, 1)) == 1
    assert days_available(FULL, *april, clock, left=date(2026, 3, 31)) == 0


def test_the_departments_basis_and_the_notes_worked_example():
    # 10.21 to 12.52 days a month of 8 FTE: 12.52 x 12 / (8 x 253) = 7.4%.
    found = departments_basis(Decimal("12.52") * 12, Decimal(8), 2017)
    assert found.fraction == "150.2 of 2,024.0 days = 7.4%"
    assert departments_basis(FULL, FULL, 2020).available == 254
    assert departments_basis(FULL, FULL, 2024).available == 254
    assert departments_basis(FULL, FULL, 2025).available == 253
    assert departments_basis(FULL, Decimal(0), 2025).value is None
    assert departments_year(date(2025, 9, 30)) == 2025
    assert departments_year(date(2025, 10, 1)) == 2026


@pytest.mark.parametrize(
    ("people", "shown", "total"),
    [
        ({"a": 8, "b": 9}, {"a", "b"}, True),
        ({"a": 4, "b": 9, "c": 7}, {"b"}, True),  # c goes too, or a is the difference
        ({"a": 2, "b": 2, "c": 6, "d": 7}, {"d"}, True),  # a and b alone are only four
        ({"a": 3, "b": 2, "c": 6}, {"c"}, True),  # five people in two teams
        ({"a": 4}, set(), False),
        ({"a": 4, "b": 6}, set(), True),
        ({"a": 0, "b": 6}, {"a", "b"}, True),
        ({"a": 5}, {"a"}, True),
    ],
)
def test_a_small_team_is_not_shown_nor_told_by_the_difference(people, shown, total):
    assert teams_shown(people) == shown
    assert total_shown(people) is total


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)))
def test_what_a_reader_can_work_out_is_of_five_people_at_least(people):
    shown = teams_shown(people)
    hidden = [n for team, n in people.items() if team not in shown]
    assert all(not people[team] or people[team] >= 5 for team in shown)
    if hidden and total_shown(people):
        assert len(hidden) > 1
        assert sum(hidden) >= 5


def test_balances_carry_from_month_to_month():
    entries = [
        (date(2026, 1, 8), Decimal(4)),
        (date(2026, 1, 20), Decimal("-1.5")),
        (date(2026, 3, 2), Decimal(-3)),
        (date(2026, 6, 1), Decimal(9)),  # later than asked of
    ]
    told = [(h.month.month, h.before, h.earned, h.taken, h.after)
            for h in balances(entries, date(2026, 3, 31))]  # fmt: skip
    assert told == [
        (1, 0, 4, Decimal("1.5"), Decimal("2.5")),
        (2, Decimal("2.5"), 0, 0, Decimal("2.5")),
        (3, Decimal("2.5"), 0, 3, Decimal("-0.5")),
    ]
    assert balances([], date(2026, 3, 31)) == []
