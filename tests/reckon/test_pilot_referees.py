"""Where a package that is asked for the same gives another answer: ours, theirs, and by hand.

What theirs is was run with the versions that stand beside it, on this file's own figures. Where
a package is installed it is run again; it is none of ours to need.
"""

import importlib
from itertools import product

import numpy as np
import pytest

from alongside.reckon.pilots.inference import effect

GOOD = np.array([17, 8, 34, 13, 3, 0, 1, -6.0])
INADEQUATE = np.array([-20, 8, -25, -16, -17, 7, -15, -5.0])
FOUR = np.arange(8) < 4
LEFT_OUT = (
    136 / 256
)  # diff-diff 3.13.0 and StatsPAI 1.40.2, wild bootstrap of INADEQUATE
COUNTED = 138 / 256  # pyfixest 0.60.0 with wildboottest 0.3.2, of the same


def panel(changes):
    """Two periods of each team, as the packages ask for them."""
    rows = [
        {
            "unit": team, "post": post, "time": post, "treatment": int(team < 4),
            "d": float(team < 4 and post), "outcome": 10.0 * team + post * change,
        }
        for team, change in enumerate(changes)
        for post in (0, 1)
    ]  # fmt: skip
    return importlib.import_module("pandas").DataFrame(rows)


def wild_by_hand(changes):
    """Every one of the 256 flips of teams, none imposed an effect, ties counted.

    Of changes the regression is a difference of means, and a team's own errors are one number.
    """

    def t(each):
        gap = each[FOUR].mean() - each[~FOUR].mean()
        own = np.where(FOUR, each - each[FOUR].mean(), each - each[~FOUR].mean())
        return gap / np.sqrt((own**2).sum())

    middle = changes.mean()
    seen = abs(t(changes))
    flips = (np.array(flip) for flip in product((-1, 1), repeat=8))
    return np.mean(
        [
            abs(t(middle + flip * (changes - middle))) >= seen * (1 - 1e-9)
            for flip in flips
        ]
    )


def test_two_wild_bootstraps_leave_out_the_draw_that_was():
    """The draw that was, and its mirror, are two of the 256: left out, p is too small."""
    assert wild_by_hand(INADEQUATE) == COUNTED
    assert COUNTED - LEFT_OUT == 2 / 256


def test_diff_diff_and_statspai_wild_bootstraps():
    dd, sp = (pytest.importorskip(name) for name in ("diff_diff", "statspai"))
    frame = panel(INADEQUATE)
    fit = dd.DifferenceInDifferences(
        inference="wild_bootstrap", n_bootstrap=999, seed=1, cluster="unit"
    ).fit(frame, outcome="outcome", treatment="treatment", time="post")
    assert fit.p_value == LEFT_OUT
    teams = importlib.import_module("pandas").get_dummies(
        frame.unit, prefix="u", drop_first=True
    )
    wide = frame.join(teams.astype(float))
    found = sp.wild_cluster_bootstrap(
        wide, y="outcome", x=["d", "post", *teams.columns], cluster="unit",
        test_var="d", n_boot=9999,
    )  # fmt: skip
    assert found["p_boot"] == LEFT_OUT


def test_drawn_splits_can_give_a_p_that_no_split_has():
    """Of 2,000 draws diff-diff 3.13.0 prints 0.01999, below the 2 of 70 that are the least."""
    theirs = 0.01999000499750125
    found = effect(GOOD, FOUR)
    assert theirs < found.smallest_p.value == found.ri.value == 2 / 70
    dd = pytest.importorskip("diff_diff")
    drawn = dd.permutation_test(
        panel(GOOD), outcome="outcome", treatment="treatment", post="post", unit="unit",
        n_permutations=2000, seed=1,
    )  # fmt: skip
    assert drawn.p_value == theirs


def test_pyfixests_coins_answer_for_another_design():
    """Twenty of 150 by lot: a coin a unit takes some 75, and halves the spread of chance.

    pyfixest 0.60.0's ritest has 0.363 of these figures; that of 20 by lot is 0.53. On eight
    teams it stops once a coin has put all in one arm.
    """
    values = np.random.default_rng(3).normal(0, 1, 150)
    twenty = np.arange(150) < 20
    ours = effect(values, twenty)
    assert ours.ri.value == pytest.approx(0.53, abs=0.02)
    coins = np.random.default_rng(1).random((20_000, 150)) < 0.5
    many = coins.sum(axis=1)
    inside = coins @ values
    gaps = inside / many - (values.sum() - inside) / (150 - many)
    theirs = np.mean(np.abs(gaps) >= abs(ours.estimate))
    assert theirs == pytest.approx(0.363, abs=0.015)
    pf = pytest.importorskip("pyfixest")
    frame = importlib.import_module("pandas").DataFrame
    fit = pf.feols("y ~ treat", data=frame({"y": values, "treat": twenty * 1.0}))
    found = fit.ritest("treat", reps=10_000, rng=np.random.default_rng(1))
    assert found["Pr(>|t|)"] == pytest.approx(theirs, abs=0.02)
    few = pf.feols("y ~ treat", data=frame({"y": GOOD, "treat": FOUR * 1.0}))
    with pytest.raises(Exception, match=r"singular|treat"):
        few.ritest("treat", reps=2000, rng=np.random.default_rng(1))
