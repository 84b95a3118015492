"""Bursaries tied to work: by hand, and by walking the months."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.bursaries import months_worked, tie
from alongside.reckon.clock import months_from

TEN_THOUSAND = Decimal(10000)  # £30,000 for three students, Bromley 2010, 3.11


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2011, 9, 1), date(2011, 9, 29), 0),
        (date(2011, 9, 1), date(2011, 9, 30), 1),
        (date(2012, 1, 31), date(2012, 2, 27), 0),
        (date(2012, 1, 31), date(2012, 2, 28), 1),
        (date(2012, 2, 29), date(2013, 2, 27), 12),
        (date(2012, 2, 29), date(2012, 3, 28), 1),
        (date(2011, 9, 1), date(2011, 8, 1), 0),
    ],
)
def test_complete_months(first, last, months):
    assert months_worked(first, last) == months


def test_what_is_not_worked_off_is_owed():
    """Nine of 24 months: 15/24 of £10,000."""
    told = tie(TEN_THOUSAND, 24, date(2011, 9, 1), date(2012, 5, 31))
    assert (told.worked, told.until) == (9, date(2013, 8, 31))
    assert told.owed == Decimal("6250.00")


def test_all_is_owed_before_any_work_and_nothing_after_the_tie():
    assert tie(TEN_THOUSAND, 24, None, date(2012, 1, 1)).owed == TEN_THOUSAND
    assert tie(TEN_THOUSAND, 24, date(2011, 9, 1), date(2013, 8, 31)).owed == 0
    assert tie(TEN_THOUSAND, 24, date(2011, 9, 1), date(2020, 1, 1)).worked == 24


def test_pennies_are_rounded_once_halves_up():
    assert tie(
        Decimal("100.01"), 2, date(2020, 1, 1), date(2020, 1, 31)
    ).owed == Decimal("50.01")


@given(st.dates(date(2000, 1, 1), date(2028, 1, 1)), st.integers(0, 1200))
def test_walked_month_by_month(first, days):
    last = first + timedelta(days)
    walked = 0
    while months_from(first, walked + 1) - timedelta(1) <= last:
        walked += 1
    assert months_worked(first, last) == walked
