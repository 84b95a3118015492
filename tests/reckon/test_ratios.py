"""Ratios over units, and the intervals of clustered shares, worked by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from alongside.reckon.intervals import clustered_share, ratio, student, wilson_interval

# Student's t, two-sided 5%, as every table prints it.
PRINTED = [
    (4, 2.776), (5, 2.571), (6, 2.447), (9, 2.262), (12, 2.179), (19, 2.093), (29, 2.045),
    (60, 2.000), (120, 1.980),
]  # fmt: skip


@pytest.mark.parametrize(("freedom", "printed"), PRINTED)
def test_students_t_as_it_is_printed(freedom, printed):
    assert student(freedom) == pytest.approx(printed, abs=0.0011)


def test_too_few_units_tell_no_interval():
    with pytest.raises(ValueError, match="four units"):
        student(2)
    with pytest.raises(ValueError, match="two are needed"):
        ratio([(3, 10)])
    with pytest.raises(ValueError, match="No rate"):
        ratio([(0, 0), (0, 0)])


def test_a_ratio_by_hand():
    """12 of 30; each whole would bring 4, so the parts miss by -1, 1 and 0: spread 2."""
    found = ratio([(3, 10), (5, 10), (4, 10)])
    assert (found.value, found.freedom) == (0.4, 2)
    assert found.error == pytest.approx(sqrt(3 / 2 * 2) / 30)


def test_with_wholes_of_one_it_is_the_mean():
    """10, 14, 12, 16: mean 13, squares 20, variance 20/3, so an error of sqrt(20/3/4)."""
    found = ratio([(10, 1), (14, 1), (12, 1), (16, 1)])
    assert found.value == 13
    assert found.error == pytest.approx(sqrt(20 / 12))
    assert found.limits == pytest.approx((13 - 4.108, 13 + 4.108), abs=0.006)


def test_days_that_are_all_or_nothing_are_worth_one_answer_each():
    """4 of 10 such days: worth 9 by the error, 6.756 by Student's t; Wilson of those."""
    found = clustered_share([(60, 60)] * 4 + [(0, 60)] * 6)
    assert found == pytest.approx((0.4, 0.1391, 0.7334), abs=2e-4)


def test_minutes_of_one_day_do_not_count_as_so_many_answers():
    """Taken as 600 independent minutes, the interval would be 8 points wide, not 59."""
    low, high = wilson_interval(240, 600)
    found = clustered_share([(60, 60)] * 4 + [(0, 60)] * 6)
    assert high - low < 0.08 < 0.5 < found.high - found.low


def test_days_alike_tell_the_share_closely():
    found = clustered_share([(20, 100), (21, 100), (19, 100)] * 5)
    assert found.value == pytest.approx(0.2)
    assert found.high - found.low < 0.02


@pytest.mark.parametrize(("part", "share"), [(0, 0.0), (50, 1.0)])
def test_of_none_and_of_all_each_day_is_one_answer(part, share):
    found = clustered_share([(part, 50)] * 20)
    assert found.value == share
    assert 0.15 < found.high - found.low < 0.25


def test_a_part_is_of_its_whole():
    with pytest.raises(ValueError, match="between 0 and its whole"):
        clustered_share([(3, 2), (1, 2), (1, 2), (1, 2)])
