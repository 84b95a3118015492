"""The event picture and trends before the start, worked by hand and in simulation."""

import numpy as np
import pytest

from alongside.reckon.pilots.trends import (
    picture,
    placebo_dates,
    said,
    trends,
    why_none,
)

FOUR = np.arange(8) < 4
AFTER = np.arange(12) >= 8


def noise(seed=1, periods=12):
    return np.random.default_rng(seed).standard_normal((8, periods))


def test_the_picture_by_hand():
    values = np.array([[1.0, 3, 7], [2, 4, 9], [5, 5, 5], [0, 2, np.nan]])
    pilot, after = np.array([True, True, False, False]), np.array([False, False, True])
    found = picture(values, pilot, after)
    assert found.arms[0] == pytest.approx([1.5, 3.5, 8])
    assert found.arms[1] == pytest.approx([2.5, 3.5, 5])
    # Over each team's own level before (2, 3, 5 and 1): 5 and 6 against 0 in the third.
    assert [each.gap for each in found.gaps] == pytest.approx([-0.5, 0.5, 5.5])
    assert np.isnan(found.gaps[2].interval).all(), "one team has no spread"
    # -1, -1 against 0, -1: error 0.5, and t(2) at 97.5% is 4.303.
    assert found.gaps[0].interval == pytest.approx(
        (-0.5 - 2.151, -0.5 + 2.151), abs=1e-3
    )


def test_a_trend_put_in_is_seen_and_breaks_even():
    """Pilot teams rise by 2 a period throughout: the effect is nothing but that."""
    values = 0.01 * noise() + 2 * FOUR[:, None] * np.arange(12)
    found = trends(values, FOUR, AFTER)
    assert found.difference == pytest.approx(2, abs=0.01)
    assert found.break_even == pytest.approx(2, abs=0.01)
    assert found.p == pytest.approx(2 / 70) and found.periods == 8
    assert found.explains
    assert "The figures before the start fit that." in said(found, "points", "month")[2]


def test_a_jump_is_not_taken_for_a_trend():
    values = 0.01 * noise() + 5 * FOUR[:, None] * AFTER
    found = trends(values, FOUR, AFTER)
    # Middles of 8 periods before and 4 after lie 6 periods apart.
    assert found.break_even == pytest.approx(5 / 6, abs=0.01)
    assert not found.explains
    assert "The figures before do not fit that." in said(found, "points", "month")[2]


def test_the_trend_that_could_have_been_missed():
    """Of slopes with SD s, 4 against 4 see 2.381 s in four of five."""
    found = trends(noise(), FOUR, AFTER)
    slopes = np.polyfit(np.arange(8), noise()[:, :8].T, 1)[0]
    pooled = np.sqrt((slopes[:4].var(ddof=1) + slopes[4:].var(ddof=1)) / 2)
    assert found.missed == pytest.approx(2.381 * pooled, rel=1e-3)
    assert f"below {found.missed:.2g} points" in said(found, "points", "month")[1]


def test_parallel_trends_are_seldom_called_different():
    """A clustered Wald test refuses 20% to 36% of these; 2 of 70 are the exact test's."""
    refused = [trends(noise(n), FOUR, AFTER).p <= 0.05 for n in range(150)]
    assert np.mean(refused) <= 2 / 70 + 3 * np.sqrt(0.0286 * 0.9714 / 150)


def test_one_quarter_before_tells_no_trend():
    assert trends(noise(periods=2), FOUR, np.array([False, True])) is None
    assert why_none(1, "quarter") == (
        "only 1 quarter before the start counts, and a trend needs 3: whether the pilot "
        "teams were getting better already cannot be known"
    )
    assert "one side has fewer than two teams with 3 months" in why_none(9, "month")


def test_placebo_dates_by_hand():
    """Of three false starts one gives a gap as large as the real one."""
    pilot = np.array([True, True, False, False])
    row = np.array([0.0, 0, 0, 3, 2.75])
    values = np.array([row, row, 0 * row, 0 * row])
    found = placebo_dates(values, pilot, np.arange(5) >= 4)
    # Starts at 1, 2, 3 give 1, 1.5 and 3 against a real gap of 2.75 - 0.75 = 2.
    assert (found.tried, found.as_large) == (3, 1)


def test_swapping_arms_and_adding_a_constant():
    one = trends(noise(), FOUR, AFTER)
    other = trends(noise() + 40, ~FOUR, AFTER)
    assert other.difference == pytest.approx(-one.difference)
    assert other.missed == pytest.approx(one.missed)
    assert other.p == pytest.approx(one.p)
