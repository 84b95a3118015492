"""How far an effect moves by chance alone, and how many audits percentages can be of."""

from pathlib import Path

import numpy as np
import pytest

from alongside.reckon.pilots.noise import Noise, Scale, floor, scale_of
from alongside.reckon.pilots.panel import Figures, read, read_text
from alongside.reckon.pilots.recovered import ADJUSTED, ROUNDED, fitting, recover

REPORT = Path(__file__).parents[2] / "examples" / "pilot_audits.csv"
PILOT = ("Bassetlaw DCPT", "CDS", "Broxtowe & Rushcliffe DCPT", "LAC")

# The smallest plausible number for each row of the report, found by another's hand.
AUDITS = {
    "Bassetlaw DCPT": (11, 15), "CDS": (12, 12), "Broxtowe & Rushcliffe DCPT": (12, 12),
    "LAC": (15, 24), "Ashfield DCPT": (16, 15), "Gedling DCPT": (16, 8),
    "Mansfield DCPT": (13, 13), "Newark DCPT": (10, 13),
}  # fmt: skip


def test_the_numbers_of_audits_behind_the_report():
    panel = read(REPORT)
    taken = {(each.team, each.period): each.taken for each in recover(panel.audits)}
    assert taken == {
        (team, period): number
        for team, numbers in AUDITS.items()
        for period, number in zip(panel.periods, numbers, strict=True)
    }


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ((0, 50, 33, 17), (6, 12)),
        ((0, 60, 20, 20), (5, 10, 15, 20)),
        ((0, 50, 13, 38), (8, 16, 24)),
        ((np.nan, 79, 17, 4), (24,)),
        ((0, 37, 19, 44), (16,)),
    ],
)
def test_every_number_that_fits_a_rounded_row_is_found(printed, numbers):
    found = fitting(printed, ROUNDED)
    assert found[: len(numbers)] == numbers
    for audits in found:
        nearest = [round(each * audits / 100) for each in printed if each == each]
        kept = [each for each in printed if each == each]
        assert all(
            abs(100 * n / audits - each) <= 0.5 + 1e-9
            for n, each in zip(nearest, kept, strict=True)
        )


def test_a_row_that_no_number_gives_is_told():
    rows = {(each.team, each.period): each for each in recover(read(REPORT).audits)}
    mansfield = rows["Mansfield DCPT", "2015Q2"]  # adds up to 102
    assert mansfield.impossible
    assert mansfield.adjusted == (28,)
    assert mansfield.slip == "32 is read as 31"
    assert rows["Bassetlaw DCPT", "2015Q1"].impossible  # adds up to 101
    assert not rows["Ashfield DCPT", "2015Q1"].impossible


def test_all_good_fits_any_number_and_borrows_the_teams_other_quarter():
    rows = {(each.team, each.period): each for each in recover(read(REPORT).audits)}
    found = rows["Broxtowe & Rushcliffe DCPT", "2015Q2"]
    assert len(found.rounded) == 37
    assert "other periods" in found.why


WIDE = "team,period,outstanding,good,requires_improvement,inadequate\n"


@pytest.mark.parametrize(
    ("rows", "taken", "why"),
    [
        ("A,2026Q1,0,50,50,0\nA,2026Q2,3,3,3,91\n", [8, 8], "no plausible number fits: taken from its other"),
        ("A,2026Q1,0,50,50,0\nB,2026Q1,0,0,100,0\n", [8, 8], "any number fits: taken from the other teams"),
        ("A,2026Q1,0,0,100,0\nB,2026Q1,0,0,100,0\n", [8, 8], "any number fits: taken from the other teams"),
    ],
)  # fmt: skip
def test_a_row_that_tells_no_number_borrows_one_so_that_the_floor_is_known(
    rows, taken, why
):
    found = recover(read_text(WIDE + rows).audits)
    assert [each.taken for each in found] == taken
    assert found[-1].why.startswith(why)


def report_of(audits):
    """The report's figures with so many audits in each cell, and the arms."""
    panel = read(REPORT)
    numbers = np.broadcast_to(audits, (8, 2)).astype(float)
    figures = {
        name: Figures(name, each.values, each.values * numbers / 100, numbers)
        for name, each in panel.indicators.items()
    }
    return figures, panel.are(PILOT), panel.since("2015Q2")


# 200,000 draws of the report's table in which nothing changed apart from chance, by
# another's programme: the standard error of the gap, and its p.
DRAWN = [
    (8, 16.7, 0.305, 14.4, 0.74), (12, 13.7, 0.194, 11.7, 0.66),
    (13, 13.1, 0.163, 11.3, 0.61), (16, 11.8, 0.129, 10.2, 0.59),
    (20, 10.6, 0.087, 9.1, 0.54), (list(AUDITS.values()), 13.2, 0.163, 11.4, 0.61),
]  # fmt: skip


@pytest.mark.parametrize(
    ("audits", "good", "good_p", "inadequate", "inadequate_p"), DRAWN
)
def test_the_noise_floor_of_the_report(audits, good, good_p, inadequate, inadequate_p):
    figures, pilot, after = report_of(audits)
    found = floor(18.5, figures["good_or_better"], Scale(100, True), pilot, after)
    assert found.error == pytest.approx(good, abs=0.15)
    assert found.p == pytest.approx(good_p, abs=0.04)
    found = floor(-5.75, figures["inadequate"], Scale(100, True), pilot, after)
    assert found.error == pytest.approx(inadequate, abs=0.15)
    assert found.p == pytest.approx(
        inadequate_p, abs=0.055
    )  # draws are of whole audits


def test_a_rates_noise_is_that_of_its_count():
    """By hand: 4 in 8 before and 4 in 8 after is a rate of 0.5; variance 0.5 / 8 a cell."""
    above, below = np.full((2, 2), 4.0), np.full((2, 2), 8.0)
    figures = Figures("leavers", above / below, above, below)
    found = floor(0.0, figures, Scale(1, False), np.array([True, False]), np.array([False, True]))  # fmt: skip
    assert found.error == pytest.approx((4 * 0.5 / 8) ** 0.5)


LONG = "team,period,indicator,value,numerator,denominator\n"


@pytest.mark.parametrize(
    ("rows", "scale"),
    [
        ("A,2026-01,s,83.3,20,24\nA,2026-02,s,50,12,24\n", Scale(100, True)),
        ("A,2026-01,s,0.833,20,24\n", Scale(1, True)),
        ("A,2026-01,s,15,24,16\n", Scale(10, False)),
        ("A,2026-01,s,83,,\n", None),
        ("A,2026-01,s,83,20,24\nA,2026-02,s,0.5,12,24\n", None),
    ],
)
def test_what_a_value_is_of_its_counts(rows, scale):
    assert scale_of(read_text(LONG + rows).indicators["s"]) == scale


def test_no_noise_is_no_doubt():
    assert Noise(0, 0).p == 1 and Noise(1, 0).p == 0


def test_fits_within_a_point_hold_those_that_are_rounded():
    for printed in ((0, 37, 18, 46), (8, 50, 16, 25), (0, 66, 9, 25)):
        assert set(fitting(printed, ROUNDED)) <= set(fitting(printed, ADJUSTED))
