"""What a post costs in each financial year: worked by hand, and two ways that agree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.figures import rounded
from alongside.reckon.money.post import Person, cost, part_year
from alongside.reckon.money.rates import held
from alongside.reckon.money.years import financial_year, in_year, pay_days


def always(person: Person, first=date.min, last=date.max):
    return lambda day: [person] if first <= day <= last else []


def test_the_financial_year_begins_on_1_april():
    assert financial_year(date(2025, 3, 31)) == 2024
    assert financial_year(date(2025, 4, 1)) == 2025
    assert pay_days(2025)[0] == date(2025, 4, 15)
    assert pay_days(2025)[-1] == date(2026, 3, 15)


def test_a_rate_that_changed_in_november_counts_for_its_months():
    """2022/23 on 20,000: 15.05% of 10,900 is 1,640.45, for seven months (April to October);
    13.8% is 1,504.20, for five. 956.929... + 626.75 = 1,583.679...; levy 100."""
    found = in_year(always(Person(D(20_000))), 2022)
    assert rounded(found.pounds, 2) == D("21683.68")
    assert found.full_year == D("21604.20") and found.months == 12
    assert not found.verified


def test_a_start_in_september_is_seven_months_and_a_whole_year_after():
    """20,000 in 2025/26: NI 2,250 and levy 100, so 22,350 a year; seven twelfths 13,037.50."""
    found = in_year(always(Person(D(20_000)), first=date(2025, 9, 1)), 2025)
    assert (found.months, found.pounds) == (7, D("13037.50"))
    assert found.full_year == D(22_350)


def test_nobody_paid_costs_nothing():
    found = in_year(lambda day: [], 2025)
    assert (found.pounds, found.months, found.full_year) == (0, 0, 0)


@given(st.integers(0, 11), st.integers(0, 11), st.integers(10_000, 60_000))
def test_at_one_rate_all_year_it_is_so_many_twelfths(first, length, salary):
    """The sum over months agrees with twelfths of a full year, in a year of one rate."""
    days = pay_days(2024)
    last = min(first + length, 11)
    person, begins, ends = Person(D(salary)), days[first], days[last]
    twelfths = part_year(cost(person, begins).full_year, begins, ends, 2024)
    found = in_year(always(person, begins, ends), 2024)
    assert rounded(found.pounds, 6) == rounded(twelfths, 6)


def test_what_is_not_known_yet_is_taken_to_go_on_and_says_so():
    goes_on = held().carried_on()
    found = in_year(always(Person(D(20_000))), 2030, goes_on)
    assert found.pounds == D(22_350) and not found.verified
    assert goes_on.ni_on(date(2030, 5, 1)).source.startswith("Taken to stay")
    assert goes_on.ni_on(date(2026, 5, 1)).verified
