"""Shares and their intervals, against answers that others published."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.indicators.rates import interval, percentage
from alongside.reckon.intervals import wilson_interval


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_newcombes_table_of_1998(numerator, denominator, low, high):
    """Stat. Med. 17, 857-872, table I, method 3 (Wilson without correction)."""
    found = wilson_interval(numerator, denominator)
    assert [round(limit, 4) for limit in found] == [low, high]


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [
        (555_820, 648_830, "85.7"),  # assessments, England, year to March 2025
        (58_670, 72_090, "81.4"),  # conferences, England, year to March 2025
        (1, 800, "0.1"),
        (1, 2000, "0.1"),  # 0.05 rounds up
        (3, 2000, "0.2"),  # 0.15 rounds up, where binary fractions would say 0.1
        (0, 3, "0.0"),
        (3, 3, "100.0"),
    ],
)
def test_a_share_is_rounded_half_up(numerator, denominator, said):
    assert percentage(numerator, denominator) == Decimal(said)


@pytest.mark.parametrize("ask", [percentage, wilson_interval, interval])
def test_what_is_no_share_is_refused(ask):
    with pytest.raises(ValueError, match="No rate: nothing was counted"):
        ask(0, 0)
    for numerator in (-1, 4):
        with pytest.raises(ValueError, match=f"^{numerator} of 3 is not a share"):
            ask(numerator, 3)


@given(st.data(), st.integers(1, 5000))
def test_the_limits_enclose_the_share_and_mirror_each_other(data, denominator):
    numerator = data.draw(st.integers(0, denominator))
    low, high = wilson_interval(numerator, denominator)
    assert 0 <= low <= numerator / denominator <= high <= 1
    other = wilson_interval(denominator - numerator, denominator)
    assert (low, high) == pytest.approx((1 - other[1], 1 - other[0]))


def test_of_all_or_none_the_limit_is_the_share_itself():
    assert wilson_interval(14, 14)[1] == 1
    assert wilson_interval(0, 14)[0] == 0
    assert interval(14, 14) == (Decimal("78.5"), Decimal("100.0"))
