"""Grades in order, against R's and statsmodels' own fits of the same panel."""

import json
from pathlib import Path

import numpy as np
import pytest

from alongside.reckon.pilots import ordinal
from alongside.reckon.pilots.ordinal import Prior, posterior
from alongside.reckon.pilots.panel import read_text

DATA = Path(__file__).parents[1] / "data" / "pilots"
R = json.loads((DATA / "reference-r-results.json").read_text())


@pytest.fixture(scope="module")
def eight_quarters():
    """Counts of teams by quarters by grades, the pilot teams, the quarters after."""
    rows = np.genfromtxt(
        DATA / "sim-audits-8x8.csv", delimiter=",", skip_header=1, dtype=str
    )
    counts = rows[:, 4:].astype(float).reshape(8, 8, 4)
    pilot = rows[::8, 2] == "1"
    return counts, pilot, rows[:8, 3] == "1"


def test_as_r_fits_grades_where_teams_change_alike(eight_quarters, monkeypatch):
    """R's clmm (ordinal 2022.11-16): arms, before and after, the pilot, and teams that vary."""
    monkeypatch.setattr(ordinal, "CHANGES_VARY", 1e-3)
    counts, pilot, after = eight_quarters
    halves = np.stack([counts[:, side].sum(axis=1) for side in (~after, after)], axis=1)
    mean, spread = posterior(
        halves, pilot, np.array([False, True]), Prior(25, 25)
    ).log_odds
    assert mean == pytest.approx(R["clmm"]["beta"], abs=0.005)
    assert spread == pytest.approx(R["clmm"]["se"], abs=0.002)


def test_teams_that_change_each_in_their_own_way_leave_more_doubt(eight_quarters):
    mean, spread = posterior(*eight_quarters, Prior(25, 25)).log_odds
    assert mean == pytest.approx(R["clmm"]["beta"], abs=0.03)
    assert R["clmm"]["se"] < spread < 1.5 * R["clmm"]["se"]


def test_swapping_the_arms_turns_the_effect_round(eight_quarters):
    counts, pilot, after = eight_quarters
    there, back = (posterior(counts, arm, after, Prior(1.0)) for arm in (pilot, ~pilot))
    assert back.log_odds[0] == pytest.approx(-there.log_odds[0], abs=0.02)
    benefit = there.points["good_or_better"].benefit
    assert back.points["good_or_better"].benefit == pytest.approx(1 - benefit, abs=0.02)


def test_turning_the_grades_round_turns_the_points_round(eight_quarters):
    counts, pilot, after = eight_quarters
    there = posterior(counts, pilot, after, Prior(1.0)).points
    back = posterior(counts[:, :, ::-1], pilot, after, Prior(1.0)).points
    # What was inadequate is outstanding now, and good or better is the other two.
    assert back["good_or_better"].middle == pytest.approx(
        -there["good_or_better"].middle, abs=0.3
    )


def test_no_audits_leave_the_prior(eight_quarters):
    counts, pilot, after = eight_quarters
    mean, spread = posterior(np.zeros_like(counts), pilot, after, Prior(0.5)).log_odds
    assert (mean, spread) == pytest.approx((0, 0.5), abs=0.001)


def test_a_wider_prior_shrinks_less(eight_quarters):
    sceptical, vague = (
        posterior(*eight_quarters, Prior(s)).log_odds[0] for s in (0.2, 2.5)
    )
    assert 0 < sceptical < vague


def test_a_cell_without_counts_is_passed_over(eight_quarters):
    counts, pilot, after = eight_quarters
    without = counts.copy()
    without[0, 0] = np.nan
    assert posterior(without, pilot, after, Prior(1.0)).log_odds != posterior(counts, pilot, after, Prior(1.0)).log_odds  # fmt: skip


def test_counts_are_read_from_wide_rows():
    wide = "team,period,outstanding,good,requires_improvement,inadequate\n"
    panel = read_text(wide + "A,2026Q1,0,7,2,5\n")
    assert panel.audits["A", "2026Q1"].counts == (0, 7, 2, 5)
