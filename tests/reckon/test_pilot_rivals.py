"""Plain and clustered regression as others reckon them, and their false alarms."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

from alongside.reckon.pilots.rivals import moved, regression

HERE = Path(__file__).parents
DATA = HERE[1] / "data" / "pilots"
R = json.loads((DATA / "reference-r-results.json").read_text())
FOUR = np.arange(8) < 4
AFTER = np.arange(24) >= 12


def sick_days():
    """Sick days per head, teams by months, of the simulated panel."""
    rows = np.genfromtxt(
        DATA / "sim-pilot-8x24.csv", delimiter=",", names=True, dtype=None, encoding="utf-8"
    )  # fmt: skip
    return (rows["sick_days"] / rows["staff"]).reshape(8, 24)


def test_r_clubsandwich_cr1s():
    found = regression(sick_days(), FOUR, AFTER)
    theirs = R["lm_twfe_rate"]["CR1S"]
    assert found.estimate == pytest.approx(theirs["beta"], abs=1e-10)
    assert found.clustered == pytest.approx(theirs["SE"], abs=1e-10)


def test_statsmodels_with_cells_missing():
    values = sick_days()
    values[0, 3] = values[5, 20] = values[7, 0] = np.nan
    found = regression(values, FOUR, AFTER)
    known = ~np.isnan(values)
    team, period = np.nonzero(known)
    treated = (FOUR[:, None] & AFTER)[known].astype(float)
    columns = np.column_stack([treated, np.eye(8)[team], np.eye(24)[period][:, 1:]])
    plain = sm.OLS(values[known], columns).fit()
    assert found.estimate == pytest.approx(plain.params[0])
    assert found.error == pytest.approx(plain.bse[0])
    assert found.p == pytest.approx(plain.pvalues[0])
    clustered = plain.get_robustcov_results("cluster", groups=team, use_t=False)
    assert found.clustered == pytest.approx(clustered.bse[0])
    assert found.clustered_p == pytest.approx(clustered.pvalues[0])
    clustered = plain.get_robustcov_results("cluster", groups=team, use_t=True)
    assert found.clustered_t_p == pytest.approx(clustered.pvalues[0])


def test_what_cannot_be_told_apart_is_refused():
    with pytest.raises(ValueError, match="No cell tells the pilot apart"):
        regression(sick_days(), FOUR, np.full(24, True))


@pytest.mark.parametrize(
    ("change", "coloured"), [(4.9, False), (5.0, True), (-5.0, True), (0, False)]
)
def test_five_points_look_at_the_pilot_teams_alone(change, coloured):
    assert moved(np.where(FOUR, change, 50.0), FOUR) is coloured
    assert moved(np.where(FOUR, change, 50.0) / 10, FOUR, 0.5) is coloured


@pytest.fixture(scope="module")
def simulated():
    sys.path.insert(0, str(HERE[2] / "benchmarks"))
    import pilots_simulated

    return pilots_simulated


@pytest.mark.slow
@pytest.mark.parametrize("place", range(8))
def test_false_alarms_of_the_headline_in_a_sample(simulated, place):
    """Of some hundreds; three standard errors are allowed over the aim of the 4,000."""
    design = simulated.DESIGNS[place]
    many = 600 if design.others < 12 else 150  # 1,820 splits each
    shares = simulated.alarms(design, many, seed=8)
    aim = simulated.AIM_BALANCED if design.balanced else simulated.AIM_UNBALANCED
    assert shares["headline"] <= aim + 3 * np.sqrt(aim * (1 - aim) / many)
    assert shares["regression"] >= 3 * shares["headline"]
    assert shares["±5 points"] >= 0.1
    assert shares["headline interval holds"] >= shares["t interval holds"]


def test_the_simulated_months_are_as_they_are_described(simulated):
    """AR(0.5) of SD 10: a mean of 12 months has variance 100/144 (12 + 2 sum (12-k) 0.5^k)."""
    plain = simulated.DESIGNS[0]
    chance = np.random.default_rng(1)
    values = np.array(list(simulated.panels(plain, 1500, chance)))
    assert values.std() == pytest.approx(10, rel=0.02)
    means = values[:, :, :12].mean(axis=2)
    twelve = 12 + 2 * sum((12 - k) * 0.5**k for k in range(1, 12))
    assert means.std() == pytest.approx(10 / 12 * np.sqrt(twelve), rel=0.03)
    noisy = np.array(list(simulated.panels(simulated.DESIGNS[2], 300, chance)))
    assert noisy[:, :4].std() / noisy[:, 4:].std() == pytest.approx(2.5, rel=0.05)
