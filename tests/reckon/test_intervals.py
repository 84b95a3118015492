"""Intervals of counts, against what others published."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.intervals import (
    binomial_at_most,
    poisson_at_most,
    poisson_interval,
)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0.000, 3.689),
        (1, 0.025, 5.572),
        (2, 0.242, 7.225),
        (5, 1.623, 11.668),
        (10, 4.795, 18.390),
        (20, 12.217, 30.888),
        (50, 37.111, 65.918),
        (100, 81.364, 121.627),
    ],
)
def test_the_exact_limits_of_a_count(count, low, high):
    """Garwood (1936), as in Ulm (1990), Am. J. Epidemiol. 131, 373-375."""
    found = poisson_interval(count)
    assert found == pytest.approx((low, high), abs=0.001)


def test_no_count_is_below_0():
    with pytest.raises(ValueError, match="^-1 is not a count"):
        poisson_interval(-1)


@given(st.integers(0, 300))
def test_the_limits_enclose_the_count_and_rise_with_it(count):
    low, high = poisson_interval(count)
    after = poisson_interval(count + 1)
    assert low <= count < high
    assert low < after[0] and high < after[1]


def test_chances_of_counts_by_hand():
    """e^-2 (1 + 2 + 2); and by Pascal's triangle, (1 + 4 + 6) of 16 and 1 of 81."""
    assert poisson_at_most(2, 2.0) == pytest.approx(5 * 0.1353352832)
    assert binomial_at_most(2, 4, 0.5) == pytest.approx(11 / 16)
    assert binomial_at_most(0, 4, 2 / 3) == pytest.approx(1 / 81)


@pytest.mark.parametrize(
    ("count", "of", "share", "chance"), [(0, 9, 0, 1), (8, 9, 1, 0), (9, 9, 1, 1)]
)
def test_chances_where_all_or_none_are_in(count, of, share, chance):
    assert binomial_at_most(count, of, share) == chance


@given(st.integers(1, 60), st.floats(0.01, 0.99), st.data())
def test_chances_of_a_share_are_the_sum_of_the_ways(of, share, data):
    count = data.draw(st.integers(0, of))
    ways = sum(
        comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(count + 1)
    )
    assert binomial_at_most(count, of, share) == pytest.approx(ways, rel=1e-9)
