"""What a post costs: figures others published, and sums done by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.figures import rounded
from alongside.reckon.money.post import (
    Person,
    at_later_pay,
    budget,
    cost,
    part_year,
)
from alongside.reckon.money.rates import NoRate, held

IN_2019, IN_2024, IN_2025 = date(2019, 4, 6), date(2024, 6, 1), date(2025, 4, 6)


@pytest.mark.parametrize("day, due", [(IN_2024, "1504.20"), (IN_2025, "2250.00")])
def test_the_employers_contribution_on_20_000_as_accountants_publish_it(day, due):
    assert cost(Person(D(20_000)), day).employers_ni == D(due)


def test_the_last_day_of_a_tax_year_is_still_the_old_rate():
    assert cost(Person(D(20_000)), date(2025, 4, 5)).employers_ni == D("1504.20")


def test_two_people_at_half_time_cost_less_of_it_than_one():
    """In 2025/26: 15% of 35,000 is 5,250; of 15,000, twice, 4,500."""
    whole = cost(Person(D(40_000)), IN_2025)
    half = cost(Person(D(40_000), fte=D("0.5")), IN_2025)
    assert whole.employers_ni == 5250 and 2 * half.employers_ni == 4500


def test_one_person_in_two_posts_has_one_threshold():
    """In 2025/26: 15% of 45,000 is 6,750, of which 30,000 of 50,000 bears 4,050."""
    large = cost(Person(D(30_000), beside=D(20_000)), IN_2025).employers_ni
    small = cost(Person(D(40_000), D("0.5"), beside=D(30_000)), IN_2025).employers_ni
    assert (large, small) == (4050, 2700)
    assert large + small == cost(Person(D(50_000)), IN_2025).employers_ni
    nobody = cost(Person(D(0)), IN_2025)
    assert nobody.employers_ni == 0


def test_pay_below_the_threshold_has_none():
    assert cost(Person(D(4_999)), IN_2025).employers_ni == 0


def test_every_part_of_a_year_by_hand():
    """21,166 and 500 of allowances: NI 13.8% of 13,034 is 1,798.692; pension 18% of 21,666
    is 3,899.88; levy 108.33. In all 27,472.902."""
    found = cost(Person(D(21_166), pension=D("0.18"), allowances=D(500)), IN_2019)
    assert (found.employers_ni, found.pension) == (D("1798.692"), D("3899.88"))
    assert found.levy == D("108.330")
    assert found.full_year == D("27472.902") and rounded(found.full_year, 0) == 27_473


def test_no_levy_before_there_was_one():
    assert cost(Person(D(20_000)), date(2015, 5, 1)).levy == 0


def test_a_cost_says_whether_its_rates_were_read_at_their_source():
    assert not cost(Person(D(20_000)), IN_2019).verified
    assert len(cost(Person(D(20_000)), IN_2019).sources) == 2


def test_seven_months_of_two_posts_as_report_000_has_them():
    """£30,794 x 7/12 = £17,963.17, and two of them £35,926.33: rounded once, at the end."""
    made = cost(Person(D(30_794)), IN_2024)
    plain = made.fixed_term(7) - (made.employers_ni + made.levy) * 7 / 12
    assert rounded(plain, 2) == D("17963.17") and rounded(2 * plain, 0) == 35_926


def test_the_spine_of_april_2019():
    """Points 1, 4 and 11: £17,364 as agreed, and steps of 2.0%."""
    spine = held().spine_on("NJC", date(2019, 4, 1))
    assert [spine.at(point) for point in (1, 4, 11)] == [17_364, 18_426, 21_166]
    for point in range(1, 22):
        assert abs(spine.at(point) * D("1.02") - spine.at(point + 1)) < 1, point


def test_what_is_not_held_is_refused_in_words():
    with pytest.raises(NoRate, match="National Insurance on 1 May 2012"):
        cost(Person(D(20_000)), date(2012, 5, 1))
    with pytest.raises(NoRate, match="no point 23"):
        held().spine_on("NJC", IN_2019).at(23)
    with pytest.raises(NoRate, match="the JNC spine"):
        held().spine_on("JNC", IN_2019)


@pytest.mark.parametrize(
    "first, last, months",
    [
        (date(2015, 4, 20), date(2015, 11, 30), 8),  # April to November
        (date(2015, 9, 1), None, 7),
        (date(2014, 1, 1), None, 12),
        (date(2016, 4, 1), None, 0),
        (date(2014, 1, 1), date(2015, 3, 31), 0),
        (date(2016, 3, 31), date(2016, 4, 1), 1),
    ],
)
def test_what_falls_into_the_year_from_april_2015(first, last, months):
    assert part_year(D(1200), first, last, 2015) == 100 * months


@given(
    st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    st.dates(date(2010, 1, 1), date(2030, 1, 1)),
)
def test_the_years_of_a_post_come_to_all_its_months(one, two):
    first, last = min(one, two), max(one, two)
    years = range(2008, 2032)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    in_all = sum(part_year(D(12), first, last, year) for year in years)
    assert in_all == months


def test_a_budget_with_some_posts_expected_empty_and_pay_rising():
    assert budget([D(30_000), D(20_000)], D("0.05")) == 47_500
    assert at_later_pay(D(30_000), D("0.02"), 2) == D("31212.0000")


def test_an_hour_worked():
    made = cost(Person(D(20_000)), IN_2024)
    assert rounded(made.an_hour(D(1_500)), 2) == D("14.40")  # 21,604.20 / 1,500
    with pytest.raises(ValueError, match="no cost"):
        made.an_hour(D(0))
