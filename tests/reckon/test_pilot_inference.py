"""Exact randomisation inference against answers that others have printed."""

import json
from math import comb
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from alongside.reckon.pilots.assignments import assignments
from alongside.reckon.pilots.inference import effect, max_t, student

DATA = Path(__file__).parents[1] / "data" / "pilots"
R = json.loads((DATA / "reference-r-results.json").read_text())
FOUR = np.arange(8) < 4

# Points by which the report's teams rose, worked from its printed table by hand.
GOOD = np.array([17, 8, 34, 13, 3, 0, 1, -6.0])
INADEQUATE = np.array([-20, 8, -25, -16, -17, 7, -15, -5.0])


def split(text):
    return np.array([float(each) for each in text.split()])


def two(first, second):
    """Two samples, and which of all is of the first."""
    return np.concatenate([first, second]), np.arange(len(first) + len(second)) < len(
        first
    )


def test_the_reports_table_good_or_better():
    found = effect(GOOD, FOUR)
    assert found.estimate == 18.5
    assert str(found.ri) == str(found.smallest_p) == "2 of 70"
    assert found.ri_interval == (5, 40)
    assert found.t.interval == pytest.approx((3.9, 33.1), abs=0.05)
    assert found.t.p == pytest.approx(0.021, abs=0.0005)


def test_the_reports_table_inadequate():
    found = effect(INADEQUATE, FOUR)
    assert found.estimate == -5.75
    assert str(found.ri) == "40 of 70"
    assert found.ri_interval == (-32, 25)
    assert found.t.interval == pytest.approx((-28.2, 16.7), abs=0.05)


def test_max_t_over_the_reports_two_indicators():
    assert [str(each) for each in max_t([GOOD, INADEQUATE], FOUR)] == [
        "4 of 70",
        "54 of 70",
    ]


@pytest.mark.parametrize(("right", "count"), [(4, 1), (3, 17)])
def test_fishers_lady_tasting_tea(right, count):
    """Fisher (1935), The Design of Experiments, chapter II: 1 of 70, and 17 of 70."""
    said_milk = np.array(
        [1] * right + [0] * (4 - right) + [1] * (4 - right) + [0] * right
    )
    found = effect(said_milk.astype(float), FOUR)
    assert str(found.one_way) == f"{count} of 70"


# Darwin (1876), The Effects of Cross and Self Fertilisation, chapter I: Zea mays, heights
# in eighths of an inch, crossed less self-fertilised, pair by pair.
MAIZE = split("49 -67 8 16 6 23 28 41 14 29 56 24 75 60 -48")


def test_darwins_maize():
    """Fisher (1935), section 21: of 32,768 ways, 863 reach the sum of 314 one way."""
    heights, crossed = two(MAIZE, np.zeros(15))
    found = effect(heights, crossed, groups=[*range(15), *range(15)])
    assert str(found.one_way) == "863 of 32,768"
    assert str(found.ri) == "1,726 of 32,768"
    # Section 17: t = 2.148, a little beyond the 5% point with 14 degrees of freedom.
    assert found.estimate / found.t.error == pytest.approx(2.148, abs=0.0005)
    assert found.t.p == pytest.approx(0.0497, abs=0.00005)


def test_students_sleep():
    """Student (1908) and Fisher (1925): ten patients, two drugs, t = 4.06 in pairs."""
    one = split("0.7 -1.6 -0.2 -1.2 -0.1 3.4 3.7 0.8 0.0 2.0")
    other = split("1.9 0.8 1.1 0.1 -0.1 4.4 5.5 1.6 4.6 3.4")
    hours, second = two(other, one)
    paired = effect(hours, second, groups=[*range(10), *range(10)]).t
    # R's manual prints, of t.test(extra ~ group, sleep, paired = TRUE):
    assert paired.p == pytest.approx(0.002833, abs=5e-7)
    assert paired.interval == pytest.approx((0.7001142, 2.4598858), abs=5e-7)
    # And of the two samples taken as separate, pooled with 18 degrees of freedom:
    pooled = student(hours, second)
    assert pooled.p == pytest.approx(0.07919, abs=5e-6)
    assert pooled.interval == pytest.approx((-0.203874, 3.363874), abs=5e-7)


def test_r_on_the_simulated_panel():
    """R 4.2.2 (coin, t.test) and clubSandwich on sim-pilot-8x24: rate of sick days."""
    changes = sick_days_changes()
    found = effect(changes, FOUR)
    assert found.estimate == pytest.approx(R["ri_exact"]["diff"], abs=1e-10)
    assert found.ri.count == R["ri_exact"]["p70"]
    assert found.t.p == pytest.approx(R["ri_exact"]["t6"], abs=1e-12)
    cr2 = R["lm_twfe_rate"]["CR2"]  # in a balanced panel, one and the same number
    assert found.t.error == pytest.approx(cr2["SE"], abs=1e-9)
    assert found.t.p == pytest.approx(cr2["p_Satt"], abs=1e-9)


def sick_days_changes():
    rows = np.genfromtxt(
        DATA / "sim-pilot-8x24.csv",
        delimiter=",",
        names=True,
        dtype=None,
        encoding="utf-8",
    )
    rate = rows["sick_days"] / rows["staff"]
    return np.array(
        [
            rate[(rows["team"] == team) & (rows["post"] == 1)].mean()
            - rate[(rows["team"] == team) & (rows["post"] == 0)].mean()
            for team in dict.fromkeys(rows["team"])
        ]
    )


@pytest.mark.parametrize(
    ("pilot", "others", "count"),
    [(2, 2, 2), (3, 3, 2), (3, 4, 1), (4, 4, 2), (2, 6, 1), (5, 5, 2), (4, 8, 1)],
)
def test_the_floor_of_p_is_reached_by_the_most_extreme_split(pilot, others, count):
    changes, chosen = two(
        np.full(pilot, 9.0) + np.arange(pilot), np.arange(others) / 10
    )
    found = effect(changes, chosen)
    assert (found.smallest_p.count, found.smallest_p.of) == (
        count,
        comb(pilot + others, pilot),
    )
    assert found.ri == found.smallest_p


changes_of_eight = arrays(np.float64, 8, elements=st.integers(-40, 40).map(float))


@given(changes_of_eight, st.integers(-100, 100))
@settings(deadline=None)
def test_what_must_not_matter_does_not(changes, more):
    found = effect(changes, FOUR)
    swapped, moved = effect(changes, ~FOUR), effect(changes + more, FOUR)
    order = np.random.default_rng(abs(more)).permutation(8)
    renamed = effect(changes[order], FOUR[order])
    assert swapped.estimate == pytest.approx(-found.estimate)
    assert swapped.ri_interval == pytest.approx(
        (-found.ri_interval[1], -found.ri_interval[0])
    )
    assert found.ri == swapped.ri == moved.ri == renamed.ri
    assert moved.estimate == pytest.approx(found.estimate, abs=1e-9)
    assert renamed.ri_interval == pytest.approx(found.ri_interval, abs=1e-9)
    assert found.ri.count >= found.smallest_p.count


@given(changes_of_eight)
@settings(deadline=None, max_examples=40)
def test_the_count_is_scipys_own(changes):
    theirs = stats.permutation_test(
        (changes[:4], changes[4:]),
        lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
        vectorized=True,
        n_resamples=np.inf,
    ).null_distribution
    gap = changes[:4].mean() - changes[4:].mean()
    assert effect(changes, FOUR).ri.count == (np.abs(theirs) >= abs(gap) - 1e-9).sum()


@given(changes_of_eight, st.floats(-60, 60))
@settings(deadline=None)
def test_the_interval_holds_the_effects_that_a_test_would_not_refuse(changes, supposed):
    low, high = effect(changes, FOUR).ri_interval
    p = effect(changes - supposed * FOUR, FOUR).ri.value
    if min(abs(supposed - low), abs(supposed - high)) > 1e-6:
        assert (p > 0.05) == (low < supposed < high)


def test_a_design_too_small_has_no_bounded_interval():
    assert effect(
        np.array([9, 8, 1, 2.0]), np.array([1, 1, 0, 0], bool)
    ).ri_interval == (
        -np.inf,
        np.inf,
    )


def test_many_splits_are_drawn_and_the_one_that_was_is_among_them():
    pilot = np.arange(150) < 20
    found = assignments(pilot)
    assert not found.exact and found.listed == 10_000
    assert (found.chosen.sum(axis=1) == 20).all()
    assert (found.chosen[0] == pilot).all()
    changes = np.where(pilot, 100.0, 0.0) + np.arange(150) / 1000
    assert str(effect(changes, pilot).ri) == "1 of 10,000"


def test_drawn_splits_agree_with_listed_ones():
    few = assignments(FOUR, most=10, draws=20_000, seed=3).chosen
    gaps = few @ GOOD / 4 - (~few) @ GOOD / 4
    assert (np.abs(gaps) >= 10).mean() == pytest.approx(
        np.mean(np.abs(all_gaps()) >= 10), abs=0.01
    )


def all_gaps():
    every = assignments(FOUR).chosen
    return every @ GOOD / 4 - (~every) @ GOOD / 4


def test_splits_within_kinds_of_team_keep_how_many_of_each():
    kinds = ["district"] * 2 + ["other"] * 2 + ["district"] * 4
    found = assignments(FOUR, kinds)
    assert found.total == found.listed == comb(6, 2)  # both others are always chosen
    assert found.chosen[:, 2:4].all()


def test_a_team_without_a_change_is_left_out():
    changes = GOOD.copy()
    changes[3] = np.nan
    found = effect(changes, FOUR)
    assert found.estimate == pytest.approx(20.17, abs=0.005)
    assert str(found.ri) == "1 of 35"


def test_an_arm_without_a_team_is_refused():
    with pytest.raises(ValueError, match="in each arm"):
        effect(np.array([1, np.nan]), np.array([True, False]))


def test_unequal_arms_take_welch_and_the_studentised_count():
    changes, pilot = two(split("30 -22 9"), split("1 2 0 3 1 2"))
    found = effect(changes, pilot)
    assert found.t.freedom < 3
    assert found.p == max(found.ri.value, found.studentised.value)


def test_no_spread_at_all_has_no_t():
    assert effect(np.array([1, 1, 0, 0.0]), np.array([1, 1, 0, 0], bool)).t is None
