"""Regression to the mean: Bassetlaw in the report of 2015, and a simulation."""

import numpy as np
import pytest

from alongside.reckon.pilots.regression_to_mean import (
    expected,
    of_rates,
    of_shares,
    said,
)

# Inadequate, in per cent, in the first quarter of 2015: the report's table.
INADEQUATE = np.array([46.0, 17, 25, 20, 44, 31, 23, 20])
FOUR = np.arange(8) < 4


def test_bassetlaw_needs_no_explanation_by_the_pilot():
    """Of 13 audits each: 125 between teams, 148 of chance, so that nothing is real."""
    found = of_shares(INADEQUATE, np.full(8, 13.0))
    assert found.mean == pytest.approx(28.25)
    assert found.between == pytest.approx(125, abs=0.6)
    assert found.sampling == pytest.approx(148, abs=0.6)
    assert found.reliability == 0
    assert found.next[0] == pytest.approx(28, abs=0.3)
    words = said("Bassetlaw", 46, 26, 0, found)
    assert "28.2 was to be expected next with no pilot at all" in words
    assert words.endswith("it was 26: no farther from it than chance goes.")


def test_with_many_cases_the_figures_are_nearly_believed():
    found = of_shares(INADEQUATE, np.full(8, 1300.0))
    assert found.reliability == pytest.approx(1 - 1.475 / 124.5, abs=0.001)
    assert found.next[0] == pytest.approx(45.8, abs=0.05)
    assert "no farther" in said("Bassetlaw", 46, 47, 0, found)
    # A standard error is the root of 1.475, so that 2.4 is beyond chance, and 2.3 is not.
    assert ": farther" in said("Bassetlaw", 46, 45.79 - 2.41, 0, found)
    assert ": no farther" in said("Bassetlaw", 46, 45.79 - 2.35, 0, found)


def test_teams_picked_for_being_worst_fall_by_themselves():
    """Four worst of eight alike, 13 audits at 28%: a fall of 17.9 points, of nothing."""
    chance = np.random.default_rng(4)
    gaps, foreseen = [], []
    for _ in range(4000):
        first, then = (100 * chance.binomial(13, 0.28, 8) / 13 for _ in range(2))
        worst = np.isin(np.arange(8), np.argsort(-first)[:4])
        move = then - first
        gaps.append(move[worst].mean() - move[~worst].mean())
        foreseen.append(of_shares(first, np.full(8, 13.0)).move(worst))
    assert np.mean(gaps) == pytest.approx(-17.9, abs=0.5)
    assert np.mean(foreseen) == pytest.approx(np.mean(gaps), rel=0.25)


def test_rates_take_poissons_chance():
    found = of_rates(np.array([4.0, 9, 0]), np.array([2.0, 3, 1]))
    assert found.sampling == pytest.approx((4 / 4 + 9 / 9 + 0.5) / 3)


def test_two_teams_tell_nothing():
    with pytest.raises(ValueError, match="2 teams do not tell how teams differ"):
        expected(np.array([1.0, 2]), np.array([1.0, 1]))
