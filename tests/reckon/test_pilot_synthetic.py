"""Synthetic difference-in-differences against the figures that its authors print."""

import csv
from pathlib import Path

import numpy as np
import pytest

from alongside.reckon.pilots.synthetic import TooFew, synthetic

DATA = Path(__file__).parents[1] / "data" / "pilots" / "california_prop99.csv"


@pytest.fixture(scope="module")
def states():
    """Packs a head by state and year, California last, as the file has them."""
    rows = list(csv.DictReader(DATA.open(encoding="utf-8"), delimiter=";"))
    names = list(dict.fromkeys(row["State"] for row in rows))
    years = sorted({row["Year"] for row in rows})
    values = np.full((len(names), len(years)), np.nan)
    for row in rows:
        place = names.index(row["State"]), years.index(row["Year"])
        values[place] = float(row["PacksPerCapita"])
    return values, np.array(names) == "California", np.array(years) >= "1989"


@pytest.mark.slow
def test_proposition_99(states):
    """R's synthdid 0.0.9: -15.60383, and its companions -19.61966 and -27.34911."""
    ours, control, plain = synthetic(*states)
    assert ours.estimate == pytest.approx(-15.60383, abs=5e-6)
    assert control.estimate == pytest.approx(-19.61966, abs=5e-6)
    assert plain.estimate == pytest.approx(-27.34911, abs=5e-6)
    for each in (ours, control):
        assert each.others.sum() == pytest.approx(1) and (each.others >= 0).all()
    # Table 1 of the article prints placebo errors of 8.4, 9.9 and 17.7, from draws.
    assert ours.error == pytest.approx(8.4, rel=0.15)
    assert control.error == pytest.approx(9.9, rel=0.15)
    assert plain.error == pytest.approx(17.7, rel=0.15)


@pytest.mark.slow
def test_an_effect_put_in_comes_out_whatever_the_order(states):
    values, _, after = states
    some = values[:21].copy()
    pilot = np.arange(21) == 4
    before = [each.estimate for each in synthetic(some, pilot, after)]
    some[4, after] += 7
    order = np.random.default_rng(1).permutation(21)
    moved = synthetic(some[order], pilot[order], after)
    assert [each.estimate for each in moved] == pytest.approx(
        [each + 7 for each in before], abs=0.02
    )


def test_few_others_are_refused_and_why_is_said(states):
    values, _, after = states
    with pytest.raises(TooFew, match="There are 19 others, and weights need 20"):
        synthetic(values[:20], np.arange(20) == 0, after)


def test_a_missing_cell_is_refused(states):
    values, pilot, after = states
    gappy = values.copy()
    gappy[3, 4] = np.nan
    with pytest.raises(TooFew, match="1 cells are missing"):
        synthetic(gappy, pilot, after)
