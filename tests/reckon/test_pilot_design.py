"""What designs can detect: printed tables of power, lots, and the council's own past."""

import numpy as np
import pytest
from scipy import stats

from alongside.reckon.pilots.design import (
    design,
    detectable,
    detectable_exactly,
    detectable_in_pairs,
    exact_power,
    power,
    smallest_p,
    smallest_p_of_pairs,
)  # fmt: skip
from alongside.reckon.pilots.history import (
    CLUSTERED,
    FIVE_POINTS,
    HEADLINE,
    PLAIN,
    TooShort,
    Window,
    changes,
    laboratory,
    longest_window,
    spread,
)  # fmt: skip
from alongside.reckon.pilots.lots import draw, lot, pairs

FOUR = np.arange(8) < 4
TEAMS = tuple("ABCDEFGH")


@pytest.mark.parametrize(
    ("pilot", "others", "sds"),
    [(2, 6, 2.75), (4, 4, 2.38), (4, 8, 1.90), (4, 12, 1.74), (8, 8, 1.51), (4, 146, 1.43)],
)  # fmt: skip
def test_what_each_design_detects(pilot, others, sds):
    assert detectable(pilot, others) == pytest.approx(sds, abs=0.005)


@pytest.mark.parametrize(
    ("effect", "each", "printed"),
    [(0.2, 394, 0.80), (0.5, 64, 0.80), (0.8, 26, 0.80), (0.5, 20, 0.33), (0.8, 10, 0.39)],
)  # fmt: skip
def test_cohens_tables_of_power(effect, each, printed):
    """Cohen (1988), Statistical Power Analysis, tables 2.3.5 and 2.4.1: 5%, two-sided."""
    assert power(effect, each, each) == pytest.approx(printed, abs=0.01)


def test_ten_pairs_by_an_independent_sum():
    """Of 10 pairs t has 9 degrees of freedom; statsmodels finds the same effect."""
    from statsmodels.stats.power import TTestPower

    theirs = TTestPower().solve_power(nobs=10, alpha=0.05, power=0.8)
    assert detectable_in_pairs(10) / np.sqrt(2) == pytest.approx(theirs, rel=1e-4)


def test_the_exact_test_needs_more_for_its_steps():
    assert detectable_exactly(4, 4) == pytest.approx(2.9, abs=0.05)
    assert detectable_exactly(4, 4, alpha=0.10) == pytest.approx(2.1, abs=0.05)
    assert detectable_exactly(2, 2) == np.inf
    # At 5% it alarms only where all four stand beyond all four: counted apart, 0.144.
    chance = np.random.default_rng(9).standard_normal((100_000, 8))
    chance[:, :4] += 1
    here, there = chance[:, :4], chance[:, 4:]
    beyond = (here.min(1) > there.max(1)) | (here.max(1) < there.min(1))
    assert exact_power(np.array([1.0]), 4, 4)[0] == pytest.approx(
        beyond.mean(), abs=0.02
    )
    assert power(1, 4, 4) == pytest.approx(0.23, abs=0.01)


@pytest.mark.parametrize(
    ("pilot", "others", "floor"),
    [(2, 2, 2 / 6), (3, 4, 1 / 35), (4, 4, 2 / 70), (2, 6, 1 / 28), (8, 8, 2 / 12870)],
)
def test_the_smallest_p(pilot, others, floor):
    assert smallest_p(pilot, others) == pytest.approx(floor)
    assert smallest_p_of_pairs(5) == 1 / 16


def test_a_design_of_nothing_is_refused():
    with pytest.raises(ValueError, match="1 and 1 teams can detect nothing"):
        power(1, 1, 1)


def past(periods=36, teams=8, sd=10.0, seed=3):
    return sd * np.random.default_rng(seed).standard_normal((teams, periods))


def test_the_spread_of_a_teams_own_change_by_hand():
    """Two teams, one date: changes of 3 and 9 stray by the root of 18."""
    values = np.array([[1.0, 1, 4, 4], [0, 2, 10, 10]])
    found = spread(values, Window(2, 2))
    assert found.sd == pytest.approx(np.sqrt(18)) and found.dates == 1
    assert changes(*Window(1, 2, left_out=1).cut(values, 0)) == pytest.approx([3, 10])


def test_the_spread_of_many_independent_months():
    """A mean of 6 months less a mean of 6 has variance 100/6 + 100/6."""
    found = spread(past(600), Window(6, 6))
    assert found.sd == pytest.approx(np.sqrt(100 / 3), rel=0.05)
    assert found.freedom == 50 * 7
    shared = past(600) + 50 * np.sin(np.arange(600))
    assert spread(shared, Window(6, 6)).sd == pytest.approx(found.sd), "common to all"


def test_a_design_says_what_would_help_in_order():
    found = design(past(), TEAMS, 4, 4, Window(6, 6))
    sd = found.spread.sd
    assert found.detects == pytest.approx(2.381 * sd, rel=1e-3)
    assert found.detects_exactly > found.detects and not found.too_small
    told = [each.detects for each in found.helps if each.detects is not None]
    assert told == sorted(told)
    eight = next(each for each in found.helps if each.what.startswith("8 more"))
    assert eight.detects == pytest.approx(1.740 * sd, rel=1e-3)
    longer = next(each for each in found.helps if "12 periods before" in each.what)
    assert longer.detects < found.detects
    assert found.helps[-1].what.startswith("Draw lots")
    assert design(past(), TEAMS, 2, 2, Window(6, 6)).too_small


def test_a_short_past_is_refused_in_words():
    with pytest.raises(
        TooShort, match="holds 5 periods, and 6 before with 6 after need"
    ):
        spread(past(5), Window(6, 6))
    with pytest.raises(TooShort, match="The past before the start has 1 period"):
        longest_window(1, 1)
    assert longest_window(12, 12) == Window(3, 3)
    assert longest_window(36, 3) == Window(3, 3)


def test_on_a_past_of_noise_the_headline_is_as_rare_as_its_steps():
    """Over all splits of a date 2 of 70 are the most extreme, whatever the figures."""
    found = laboratory(past(), FOUR, Window(6, 6), most=10_000)
    assert (found.dates, found.apart, found.tried) == (25, 3, 25 * 70)
    assert found.of(HEADLINE).share <= 2 / 70
    assert found.of(FIVE_POINTS.method).share > found.of(HEADLINE).share
    for each in found.methods:
        assert each.low <= each.share <= each.high
    assert found.holds
    few = laboratory(past(), FOUR, Window(6, 6), most=100)
    assert few.tried == 100


def test_where_teams_wander_plain_regression_raises_false_alarms():
    wandering = np.cumsum(past(48, sd=3), axis=1)
    found = laboratory(wandering, FOUR, Window(6, 6), most=400)
    assert found.of(PLAIN).share > 0.3 > found.of(HEADLINE).share
    assert found.of(CLUSTERED).share > found.of(HEADLINE).share


def test_lots_are_anybodys_to_draw_again():
    """The lot is what `printf %s 'SEED|TEAM' | sha256sum` prints."""
    known = lot("7 November 2026: 3 14 15 26 41 58", "Ashfield")
    assert known.startswith("2bbfe65f")
    groups = {
        "protection": ["Ashfield", "Gedling", "Mansfield"],
        "care": ["East", "West"],
    }
    picked = {"protection": 1, "care": 1}
    one = draw("seed", groups, picked)
    other = draw("seed", {key: value[::-1] for key, value in groups.items()}, picked)
    assert one.pilot == other.pilot and one.lots == other.lots
    lowest = min(groups["protection"], key=lambda team: lot("seed", team))
    assert one.pilot[0] == lowest


def test_lots_fall_on_every_split_alike():
    teams = list(TEAMS[:5])
    drawn = [
        frozenset(draw(str(seed), {"all": teams}, {"all": 2}).pilot)
        for seed in range(2000)
    ]
    counts = [drawn.count(each) for each in set(drawn)]
    assert len(counts) == 10
    assert stats.chisquare(counts).pvalue > 0.001


@pytest.mark.parametrize(
    ("seed", "teams", "picked", "words"),
    [
        ("", ["A", "B"], 1, "A draw needs a seed"),
        ("s", ["A", "A"], 1, "A is named twice"),
        ("s", ["A", "B"], 2, "Lots need at least one team on each side"),
    ],
)
def test_a_draw_that_is_none_is_refused(seed, teams, picked, words):
    with pytest.raises(ValueError, match=words):
        draw(seed, {"all": teams}, {"all": picked})


def test_pairs_are_the_nearest_in_level():
    levels = {"A": 10, "B": 31, "C": 12, "D": 30, "E": 20}
    assert pairs(levels) == [("A", "C"), ("D", "B")]


def test_periods_left_out_lengthen_the_window():
    """Of four periods 1 + 1 + 1 fit at two dates, and at three without the one left out."""
    values = np.array([[1.0, 5, 2, 3], [0, 1, 4, 2]])
    assert spread(values, Window(1, 1, left_out=1)).dates == 2
    assert spread(values, Window(1, 1)).dates == 3


def test_pairs_of_teams_that_share_nothing_stray_as_single_teams_do():
    """Ten pairs then detect what ten against ten would, but for their fewer freedom."""
    values = past(600, teams=20)
    found = design(values, [str(n) for n in range(20)], 10, 10, Window(6, 6))
    paired = next(each for each in found.helps if "pairs" in each.what)
    expected = detectable_in_pairs(10) * found.spread.sd
    assert paired.detects == pytest.approx(expected, rel=0.1)
