"""Charts of months: textbooks' and the NHS's own values, and what a chart may say."""

import csv
from datetime import date
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.monitoring import (
    ALL_RANGES,
    SCREENED,
    XMR,
    P,
    Phase,
    Point,
    U,
    chart,
    summary,
)
from alongside.reckon.monitoring.limits import (
    BINOMIAL,
    NORMAL,
    NOTHING,
    POISSON,
    RUN,
    p_limits,
    u_limits,
    xmr_limits,
)

CASE = Path(__file__).parents[1] / "data" / "nhs_xmr_rules_case.csv"
# Montgomery, Introduction to Statistical Quality Control: viscosity of aircraft primer
# paint, as in the tests of R's qcc ("Montgomery, pag. 242").
VISCOSITY = [
    33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00,
    33.54, 33.12, 33.84,
]  # fmt: skip
# The same book: cans of frozen orange juice concentrate that leak, of 50 in each sample;
# the data set `orangejuice` of qcc.
ORANGE_JUICE = [
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24,
    15, 9, 12, 7, 13, 9, 6,
]  # fmt: skip
# SAS/QC user's guide, SHEWHART procedure, UCHART: faults in 20 rolls of 30 square metres.
FABRIC = [12, 11, 9, 15, 7, 6, 5, 10, 8, 8, 14, 5, 9, 13, 7, 5, 8, 11, 7, 12]
LABELS = {
    "Common Cause": set(),
    "7 Point Trend (Increasing)": {"trend"},
    "7 Points Below CL": {"shift"},
    "2 in 3 Below CL": {"two_in_three"},
    "Below LCL": {"outside"},
    "Above UCL": {"outside"},
}


def month(number):
    return date(2020 + number // 12, number % 12 + 1, 1)


def points(values, of=1):
    return [Point(month(number), value, of) for number, value in enumerate(values)]


def of_values(values, **how):
    return chart(XMR, points(values), **how)


def said(values, where="this team", **how):
    return summary(of_values(values, **how), where)


@pytest.fixture(scope="module")
def case():
    with CASE.open() as file:
        return list(csv.DictReader(file))


def nhs(case, mode):
    told = [Point(date.fromisoformat(row["month"]), float(row["y"])) for row in case]
    return chart(XMR, told, baseline=None, mode=mode)


def test_all_43_points_of_the_nhs_case(case):
    """Limits and flags by NHSRplotthedots @050b07d7, which screens moving ranges."""
    found = nhs(case, SCREENED).rows
    assert len(found) == 43
    for row, told in zip(found, case, strict=True):
        limits = (row.limits.middle, row.limits.low, row.limits.high)
        assert limits == pytest.approx([float(told[n]) for n in ("mean", "lpl", "upl")])
        assert bool(row.rules) == (told["type"] != "common_cause"), told
        assert LABELS[told["special"]] <= set(row.rules), told


def test_in_the_other_published_mode_two_points_differ(case):
    """Without screening, as in the NHS spreadsheet, the limits are wider."""
    found = nhs(case, ALL_RANGES).rows
    differing = [
        told["month"]
        for row, told in zip(found, case, strict=True)
        if bool(row.rules) != (told["type"] != "common_cause")
    ]
    assert differing == ["2023-04-01", "2023-07-01"]


def test_montgomerys_individuals():
    """Mean 33.52, mean moving range 0.48, limits 34.80 and 32.24; in control."""
    found = of_values(VISCOSITY, baseline=None)
    limits = found.rows[0].limits
    assert [round(each, 2) for each in (limits.middle, limits.high, limits.low)] == [
        33.52, 34.80, 32.24,
    ]  # fmt: skip
    assert found.signals == ()


def test_montgomerys_shares():
    """347 of 1,500 is 0.2313; limits 0.4102 and 0.0524; samples 15 and 23 outside."""
    found = chart(P, points(ORANGE_JUICE, 50), baseline=None)
    limits = found.rows[0].limits
    assert limits.middle == pytest.approx(347 / 1500)
    assert limits.high == pytest.approx(0.4102, abs=0.00005)
    assert limits.low == pytest.approx(0.0524, abs=0.00005)
    outside = [n for n, row in enumerate(found.rows, 1) if "outside" in row.rules]
    assert outside == [15, 23] and limits.how == NORMAL


def test_rates_of_the_sas_guide():
    """_U_ 0.30333, _LCLU_ .001671271, _UCLU_ 0.60500: figure 17.87 of the guide."""
    found = chart(U, points(FABRIC, 30), baseline=None)
    limits = found.rows[0].limits
    assert limits.middle == pytest.approx(0.30333, abs=0.000005)
    assert limits.high == pytest.approx(0.60500, abs=0.000005)
    assert limits.low == pytest.approx(0.001671271, abs=1e-8)


def test_rates_by_hand_with_unequal_exposure():
    """24 leavers over 400 people-months is 0.06: with 100 in post 6 are to be expected,
    limits 0.06 +- 3 root(0.06 / 100) = 0.1335 and below 0, which is none."""
    limits = u_limits(24 / 400, 100)
    assert limits.high == pytest.approx(0.06 + 3 * sqrt(0.0006))
    assert limits.low is None and limits.how == NORMAL
    wider = u_limits(24 / 400, 90)
    assert wider.high > limits.high


def test_a_small_share_has_exact_limits():
    """Of 10 at one tenth: P(4 or fewer) = 0.99837, P(5 or fewer) = 0.99985 (tables of the
    binomial): 5 is within, 6 outside. Three deviations would have said 3.8."""
    limits = p_limits(0.1, 10)
    assert (limits.low, limits.high, limits.how) == (None, 0.5, BINOMIAL)
    assert limits.near_high == pytest.approx(0.3)


def test_a_small_share_is_exact_on_the_other_side_too():
    """Of 10 at nine tenths: 5 is within, 4 outside; all of them is never outside."""
    limits = p_limits(0.9, 10)
    assert (limits.low, limits.high) == (0.5, 1.0)


def test_a_small_rate_has_exact_limits():
    """One to be expected: P(4 or fewer) = 0.99634, P(5 or fewer) = 0.99941 (tables of
    Poisson): 5 is within, 6 outside. Three deviations would have said 4."""
    limits = u_limits(0.01, 100)
    assert (limits.low, limits.high, limits.how) == (None, 0.05, POISSON)


def test_where_nothing_was_ever_counted_there_are_no_limits():
    assert p_limits(0, 10).how == p_limits(1, 10).how == u_limits(0, 10).how == NOTHING
    found = chart(P, [*points([0] * 12, 10), Point(month(12), 3, 10)])
    assert found.rows[-1].limits.high is None and not found.rows[-1].rules


@given(
    st.lists(st.integers(0, 400), min_size=2, max_size=40), st.integers(-300, 300),
    st.sampled_from([ALL_RANGES, SCREENED]),
)  # fmt: skip
def test_moving_all_months_moves_the_limits_as_far(values, by, mode):
    before = xmr_limits(values, mode)
    after = xmr_limits([value + by for value in values], mode)
    for name in ("middle", "low", "high", "near_low", "near_high"):
        assert getattr(after, name) == pytest.approx(
            getattr(before, name) + by, abs=1e-6
        )


@given(st.lists(st.integers(0, 400), min_size=2, max_size=40))
def test_backwards_the_limits_are_the_same(values):
    forwards, backwards = xmr_limits(values), xmr_limits(values[::-1])
    assert forwards.low == pytest.approx(backwards.low)
    assert forwards.high == pytest.approx(backwards.high)


@given(st.lists(st.integers(0, 50), min_size=12, max_size=40))
def test_upside_down_the_signals_are_the_same_on_the_other_side(values):
    upright = of_values(values).signals
    over = of_values([-value for value in values]).signals
    assert [(s.rule, s.points, s.side) for s in upright] == [
        (s.rule, s.points, -s.side) for s in over
    ]


@given(st.floats(0.001, 0.999), st.integers(1, 200))
def test_the_middle_lies_within_its_limits(share, of):
    limits = p_limits(share, of)
    inner = [limits.near_low or 0, share, limits.near_high or 1]
    assert inner == sorted(inner) or limits.how == BINOMIAL
    assert (limits.low or 0) <= (limits.near_low or 0)
    assert (limits.near_high or 1) <= (limits.high or 1)


def test_limits_are_frozen_after_twelve_months():
    calm = [10, 12, 11, 9, 10, 12, 11, 9, 10, 12, 11, 9]
    later = of_values([*calm, 30, 31, 29]).rows[-1].limits
    assert later == of_values(calm).rows[0].limits


def test_under_twelve_months_there_is_a_middle_and_no_limit():
    found = of_values([5, 7, 6, 90, 6])
    assert {row.limits.how for row in found.rows} == {RUN}
    assert found.rows[0].limits.middle == 6 and not found.signals
    assert "drawn from twelve on" in summary(found, "this team")[0]


def test_a_person_may_draw_them_anew_from_a_month():
    low, high = [10, 12, 11, 9] * 3, [40, 42, 41, 39] * 3
    moved = of_values([*low, *high])
    assert summary(moved, "this team") == [
        "Twelve months in a row above the middle, January 2021 to December 2021: "
        "something changed in this team.",
        "January 2021 to December 2021 are above the upper limit: "
        "something changed in this team.",
    ]
    assert moved.latest == moved.signals
    phases = [Phase(month(12), "The team took over the duty desk.")]
    anew = of_values([*low, *high], phases=phases)
    assert anew.signals == ()
    assert [row.phase for row in anew.rows] == [0] * 12 + [1] * 12
    assert anew.rows[0].limits.middle == 10.5 and anew.rows[-1].limits.middle == 40.5


def test_a_run_does_not_cross_a_missing_month():
    steady = [10, 12, 11, 9] * 3
    told = points([*steady, *[14] * 7])
    assert [each.rule for each in chart(XMR, told).signals].count("shift") == 1
    gap = [each for each in told if each.month != month(15)]
    assert "shift" not in [each.rule for each in chart(XMR, gap).signals]


@pytest.mark.parametrize(("many", "found"), [(6, []), (7, ["shift"])])
def test_seven_in_a_row_and_not_six(many, found):
    """The middle of the first twelve is 10; a month on it is on neither side."""
    values = [9, 11] * 6 + [10] + [10.5] * many
    assert [each.rule for each in of_values(values).signals] == found


@pytest.mark.parametrize(("many", "found"), [(6, []), (7, ["trend"])])
def test_seven_rising_and_not_six(many, found):
    """From 8.2 by steps of 0.5, across the middle, so that no other rule is broken."""
    values = [9, 11] * 6 + [8.2 + 0.5 * step for step in range(many)]
    assert [each.rule for each in of_values(values).signals] == found


def test_two_of_three_near_a_limit_on_one_side():
    """Limits of the first twelve are 10 +- 5.32, near them 3.55 off: 14 is near."""
    calm = [9, 11] * 6
    assert said([*calm, 14, 11, 14]) == [
        "Two of three months near the upper limit, January 2021 to March 2021: "
        "something changed in this team."
    ]
    for between in (9, 10):  # on the other side, and on the middle
        assert said([*calm, 14, between, 14])[0].startswith("No rule is broken")
    assert said([*calm, 14, 14, 14])[0].startswith("Three months near the upper limit")


def test_runs_are_named_in_words():
    calm = [9, 11] * 6
    assert said([*calm, 10, *[10.5] * 8], where="the service") == [
        "Eight months in a row above the middle, February 2021 to September 2021: "
        "something changed in the service."
    ]
    assert said([*calm, 16])[0] == (
        "January 2021 is above the upper limit: something changed in this team."
    )
    assert said([*calm, 4])[0].startswith("January 2021 is below the lower limit")
    assert said(calm) == ["No rule is broken: the months vary as they did before."]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_a_chart_never_says_why(values):
    for sentence in said(values):
        assert not {"because", "due to", "caused", "owing", "pilot"} & set(
            sentence.lower().split()
        )


def test_months_out_of_order_are_refused():
    with pytest.raises(ValueError, match="earliest first"):
        chart(XMR, points([1, 2, 3])[::-1])
    with pytest.raises(ValueError, match="two values or more"):
        xmr_limits([1])
    with pytest.raises(ValueError, match="two values or more"):
        xmr_limits([1, 2], "of my own")


def test_a_limit_under_the_lowest_value_there_can_be_is_none():
    """Middle 10, moving ranges of 20: the limit would be 10 - 53.2."""
    values = [0, 20] * 6
    assert of_values(values).rows[0].limits.low == pytest.approx(-43.2)
    limits = of_values(values, least=0).rows[0].limits
    assert limits.low is limits.near_low is None
    assert limits.high == pytest.approx(63.2)


def test_what_is_screened_is_a_range_over_3267_times_their_mean():
    """Nine ranges of 1 and one of 4: 3.267 x 1.3 = 4.25, so it stays. One of 5: 3.267 x 1.4
    = 4.57, so it goes, and the mean range is 1."""
    calm = [0, 1] * 5
    assert xmr_limits([*calm, 5], SCREENED) == xmr_limits([*calm, 5])
    limits = xmr_limits([*calm, 6], SCREENED)
    assert limits.high - limits.middle == pytest.approx(2.66)


def test_near_a_limit_is_two_thirds_of_the_way():
    """0.2313 + 2 root(0.2313 x 0.7687 / 50) = 0.3506; and 2.66 x 2 x 2/3 over 10."""
    assert p_limits(347 / 1500, 50).near_high == pytest.approx(0.3506, abs=0.00005)
    assert xmr_limits([9, 11] * 6).near_high == pytest.approx(13.5467, abs=0.0001)


def test_a_limit_of_nothing_is_none():
    """Nine expected: 9 - 3 root 9 is 0, and nothing lies under it."""
    assert u_limits(9, 1).low is None and u_limits(9, 1).high == 18


def test_a_signal_is_told_of_its_own_month_also_after_new_limits():
    values = [*[9, 11] * 6, *[39, 41] * 6, 60]
    phases = [Phase(month(12), "Two teams became one.")]
    found = of_values(values, phases=phases)
    assert [(each.rule, each.first) for each in found.signals] == [("outside", 24)]
    assert said(values, phases=phases)[0].startswith("January 2022 is above")
