"""Counts with exposure against R, and a worked case."""

import json
from pathlib import Path

import numpy as np
import pytest

from alongside.reckon.pilots.rates import (
    dispersion,
    log_changes,
    rate_effect,
    two_rates,
)

DATA = Path(__file__).parents[1] / "data" / "pilots"
R = json.loads((DATA / "reference-r-results.json").read_text())
FOUR, AFTER = np.arange(8) < 4, np.arange(24) >= 12


@pytest.fixture(scope="module")
def panel():
    rows = np.genfromtxt(
        DATA / "sim-pilot-8x24.csv", delimiter=",", names=True, dtype=None, encoding="utf-8"
    )  # fmt: skip
    return {
        name: rows[name].reshape(8, 24).astype(float)
        for name in ("sick_days", "staff", "leavers")
    }


def test_leavers_as_r_poisson_test(panel):
    """R 4.2.2, poisson.test of the pilot teams' leavers, before over after: 0.993, p 1."""
    theirs = R["leavers_exact"]
    left, staff = (panel[name][FOUR] for name in ("leavers", "staff"))
    counts = [int(left[:, side].sum()) for side in (~AFTER, AFTER)]
    exposed = [staff[:, side].sum() for side in (~AFTER, AFTER)]
    assert (counts, exposed) == (theirs["counts"], theirs["exposure"])
    found = two_rates(counts[0], exposed[0], counts[1], exposed[1])
    assert found.ratio == pytest.approx(theirs["ratio"], abs=1e-10)
    assert found.p == pytest.approx(theirs["p"])
    assert found.interval == pytest.approx(theirs["ci"], abs=1e-9)


def test_the_reports_turnover_with_sixty_posts():
    """Of 60 posts 14.4% and 9.0% are 9 and 5 leavers: p .42, ratio .56 (.15 to 1.85)."""
    found = two_rates(5, 60, 9, 60)
    assert found.p == pytest.approx(0.42, abs=0.005)
    assert found.ratio == pytest.approx(0.56, abs=0.005)
    assert found.interval == pytest.approx((0.15, 1.85), abs=0.005)


def test_dispersion_of_sick_days_as_r(panel):
    """R's glm, Poisson with staff as offset, teams and months: 2.756."""
    found = dispersion(panel["sick_days"], panel["staff"], FOUR, AFTER)
    assert found == pytest.approx(R["poisson_fe"]["pearson_disp"], abs=1e-6)


def test_the_effect_on_sick_days_is_near_rs_model(panel):
    """R's Poisson with teams and months: log ratio -0.753; ours weighs teams equally."""
    found = rate_effect(panel["sick_days"], panel["staff"], FOUR, AFTER)
    assert np.log(found.ratio) == pytest.approx(R["poisson_fe"]["beta"], abs=0.1)
    assert found.interval[0] < found.ratio < found.interval[1] < 1
    assert found.p == pytest.approx(2 / 70)
    assert found.per_ten < 0 and found.dispersion > 2


def test_log_changes_by_hand():
    events = np.array([[2.0, 4, 6, 6], [0, 0, 3, 1], [1, np.nan, 5, 5]])
    exposure = np.array([[10.0, 10, 10, 10], [5, 5, 5, 5], [2, 9, 10, np.nan]])
    found = log_changes(events, exposure, np.array([False, False, True, True]))
    assert np.exp(found) == pytest.approx(
        [(12 / 20) / (6 / 20), (4 / 10) / (0.5 / 10), (5 / 10) / (1 / 2)]
    )
    none = log_changes(events, 0 * exposure, np.array([False, False, True, True]))
    assert np.isnan(none).all()


def test_exposure_is_halved_where_staff_are(panel):
    halved = rate_effect(panel["sick_days"], panel["staff"] / 2, FOUR, AFTER)
    whole = rate_effect(panel["sick_days"], panel["staff"], FOUR, AFTER)
    assert halved.ratio == pytest.approx(whole.ratio)
    assert halved.per_ten == pytest.approx(2 * whole.per_ten)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((1, 0, 1, 5), "needs somebody exposed"), ((0, 5, 0, 5), "Nothing happened")],
)
def test_no_ratio_is_refused(numbers, words):
    with pytest.raises(ValueError, match=words):
        two_rates(*numbers)


def test_over_a_rate_of_nothing_the_ratio_has_no_end():
    found = two_rates(3, 10, 0, 10)
    assert found.ratio == found.interval[1] == float("inf")
    assert found.p == pytest.approx(0.25)


def test_unequal_exposure_by_hand():
    """All three events in a quarter of the exposure: a quarter cubed, 1 in 64."""
    assert two_rates(3, 10, 0, 30).p == pytest.approx(1 / 64)
