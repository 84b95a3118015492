"""What would settle it: only what comes of few cases falls as there are more."""

import numpy as np
import pytest

from alongside.reckon.pilots.amounts import counted
from alongside.reckon.pilots.inference import effect
from alongside.reckon.pilots.noise import Noise
from alongside.reckon.pilots.settling import ALONE, LOTS, apart, said, settling
from alongside.reckon.pilots.verdict import Circumstances

FOUND = effect(np.array([9, 3, -4, 8, 2, 0, -2, 4.0]), np.arange(8) < 4)


def test_teams_that_stray_by_themselves_go_on_straying():
    """By hand: a quarter of the variance is chance, so that 13/16 of it stay."""
    noise = Noise(FOUND.estimate, FOUND.t.error / 2)
    now, _, cases, _ = (each.detects for each in settling(FOUND, noise, 4, 4))
    assert cases / now == pytest.approx((13 / 16) ** 0.5)


def test_where_all_is_chance_four_times_as_many_halve_it():
    now, _, cases, _ = settling(FOUND, Noise(FOUND.estimate, 2 * FOUND.t.error), 4, 4)
    assert cases.detects / now.detects == pytest.approx(0.5)


def test_without_counts_only_more_teams_are_known_to_help():
    assert [each.what for each in settling(FOUND, None, 4, 4)] == [
        "the design as it is",
        "8 more comparison teams",
    ]
    assert settling(FOUND, None, 1, 7) == []


def test_each_way_says_whether_it_is_enough():
    lines = said(settling(FOUND, None, 4, 4), 8.7, " points")
    assert [line.split(": ")[1] for line in lines] == [
        "not enough for one of 8.7 points.",
        "enough for one of 8.7 points.",
    ]


def test_more_teams_do_not_settle_what_it_is_put_down_to():
    """Lots do, where there were none; and to keep apart those who were mixed."""
    mixed = ("staff moved between pilot and comparison teams",)
    assert apart("D", Circumstances(contaminated=mixed)) == [LOTS, ALONE]
    assert apart("C", Circumstances(by_lot=True, contaminated=mixed)) == [ALONE]
    assert apart("C", Circumstances()) == [LOTS]
    assert apart("B", Circumstances()) == apart("A", Circumstances(by_lot=True)) == []


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(1, " cases", "1 case"), (1.5, " cases", "1.5 cases"), (1, "", "1"), (10, " points", "10 points")],
)  # fmt: skip
def test_one_is_counted_as_one(value, unit, words):
    assert counted(value, unit) == words
