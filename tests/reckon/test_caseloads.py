"""Caseloads by hand: report 002's 927 cases of 39 FTE, its bands, and what if."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from alongside.reckon.caseloads import BadCaseloads, Case, Load, fte_of, read, shipped
from alongside.reckon.caseloads.protected import cap
from alongside.reckon.caseloads.what_if import filled, gone, moved, needed, released
from alongside.reckon.newly_qualified import Pause

ASSESSMENT = Load.of(927, 39)  # paragraph 5, as at 9 November 2018


def test_the_fraction_is_always_printed():
    assert ASSESSMENT.fraction == "927 cases / 39.0 FTE = 23.8"  # 23.769...
    assert Load.of(1, "0.5").fraction == "1 case / 0.5 FTE = 2.0"


def test_nobody_there_is_no_caseload_and_no_division():
    assert Load.of(12, 0).each is None
    assert Load.of(12, 0).fraction.endswith("nobody is there to hold them")


@pytest.mark.parametrize(
    ("each", "name"),
    [
        ("19.999", "Room for more"),
        ("20", "Manageable"),
        ("21", "Manageable"),
        ("21.5", "Manageable"),
        ("21.999", "Manageable"),
        ("22", "Likely to be high"),
        ("26", "Likely to be high"),
        ("26.001", "Must be reduced"),
    ],
)
def test_a_band_is_of_the_unrounded_average(each, name):
    assert shipped().bands.of(Fraction(each)).name == name


def test_the_reports_own_figure_is_likely_to_be_high():
    band = shipped().bands.of(ASSESSMENT.each)
    assert (band.name, band.place) == ("Likely to be high", 3)
    assert band.words == "22-26: is likely to be viewed as high"


@pytest.mark.parametrize(
    ("each", "flagged"), [("21", 0), ("21.01", 1), ("21.99", 1), ("22", 0), ("24", 0)]
)
def test_the_gap_of_the_policy_is_flagged(each, flagged):
    said = shipped().bands.flag(Fraction(each))
    assert said == "the policy's text has a gap here; treated as manageable" * flagged


@pytest.mark.parametrize(
    ("each", "under", "words"),
    [
        (21, False, "927 cases / 21 = 44.14 FTE: 5.14 more than the 39.0 there are"),
        (20, False, "927 cases / 20 = 46.35 FTE: 7.35 more than the 39.0 there are"),
        (22, True, "927 cases / 22 = 42.14 FTE: just over 3.14 more than the 39.0 there are"),
        (30, False, "927 cases / 30 = 30.90 FTE: 8.10 fewer than the 39.0 there are"),
        (30, True, "927 cases / 30 = 30.90 FTE: just under 8.10 fewer than the 39.0 there are"),
    ],
)  # fmt: skip
def test_the_fte_that_a_caseload_needs(each, under, words):
    assert needed(ASSESSMENT, each, under).words == words


def test_a_vacancy_filled():
    change = filled("Assessment", ASSESSMENT, 1)
    assert change.after.each == Fraction(927, 40)  # 23.175
    assert change.sums == (
        "927 cases / 39.0 FTE = 23.8",
        "39.00 + 1.00 = 40.00 FTE",
        "927 cases / 40.0 FTE = 23.2",
    )


def test_two_workers_leave():
    assert gone("Assessment", ASSESSMENT, 2).sums[-1] == "927 cases / 37.0 FTE = 25.1"


def test_more_cannot_leave_than_there_are():
    with pytest.raises(ValueError, match=r"There are 39\.0 FTE: 40\.0 cannot leave"):
        gone("Assessment", ASSESSMENT, 40)


def test_twenty_cases_move():
    less, fuller = moved(20, ("North", Load.of(240, 10)), ("South", Load.of(180, 10)))
    assert less.sums[1:] == ("240 − 20 = 220 cases", "220 cases / 10.0 FTE = 22.0")
    assert fuller.sums[1:] == ("180 + 20 = 200 cases", "200 cases / 10.0 FTE = 20.0")
    with pytest.raises(ValueError, match="There are 240 cases: 241 cannot be taken"):
        moved(241, ("North", Load.of(240, 10)), ("South", Load.of(180, 10)))


def test_all_may_move_and_all_may_leave():
    less, _ = moved(240, ("North", Load.of(240, 10)), ("South", Load.of(180, 10)))
    assert less.after == Load.of(0, 10)
    assert gone("North", Load.of(240, 10), 10).after.each is None


def test_four_officers_release_hours():
    """4 x 9.25 = 37 hours: one social worker; 4 x 10 = 40 hours: 1.08."""
    change = released("Assessment", ASSESSMENT, 4, "9.25", 37)
    assert change.after == Load.of(927, 40)
    assert released("Assessment", ASSESSMENT, 4, 10, 37).sums[1] == (
        "4 x 10 hours = 40 hours a week; / 37 = 1.08 FTE of social workers"
    )


def test_contracted_hours_as_a_part_of_full_time():
    assert fte_of("22.2", "37") == Fraction(3, 5)
    with pytest.raises(ValueError, match="Give a number above nought"):
        fte_of(20, 0)


FAMILY = [
    Case("child_protection", "F1"),
    Case("child_in_need", "F1"),
    Case("child_in_need", "F1"),
    Case("looked_after", "", far_away=True),
    Case("something else", "F2"),
]
WEIGHED = """
[weights]
on = true
agreed = "Director of children's services, 2 March 2026"
child_protection = 1.5
looked_after = 1.25
further_sibling = 0.5
far_away = 0.25
"""


def test_weights_are_off_until_a_council_agrees_them():
    assert shipped().weights.cases(FAMILY) == 5
    assert read("[weights]\nchild_protection = 2").weights.cases(FAMILY) == 5
    with pytest.raises(BadCaseloads, match="nobody agreed them"):
        read("[weights]\non = true")


def test_weights_by_plan_sibling_and_travel():
    """1.5 + half of (1 + 1); 1.25 + 0.25 for travel; 1: five and no more."""
    assert read(WEIGHED).weights.cases(FAMILY) == 5
    assert read(WEIGHED).weights.cases(FAMILY[:3]) == Fraction(5, 2)
    assert read(WEIGHED).weights.cases(FAMILY[3:]) == Fraction(5, 2)


def test_a_familys_heaviest_child_counts_whole_wherever_it_stands():
    assert read(WEIGHED).weights.cases(FAMILY[2::-1]) == Fraction(5, 2)


@pytest.mark.parametrize(
    ("on", "most", "percent"),
    [
        (date(2026, 1, 5), 5, 25),  # 5.25
        (date(2026, 4, 4), 5, 25),
        (date(2026, 4, 5), 10, 50),  # 10.5
        (date(2026, 7, 5), 14, 70),  # 14.7
        (date(2027, 1, 4), 18, 90),  # 18.9
    ],
)
def test_a_newly_qualified_workers_cap(on, most, percent):
    found = cap(shipped().scheme, 21, Fraction(1), date(2026, 1, 5), on)
    assert (found.cases, found.percent) == (most, percent)


def test_no_cap_after_a_year_nor_before_the_start():
    for on in (date(2027, 1, 5), date(2026, 1, 4)):
        assert cap(shipped().scheme, 21, Fraction(1), date(2026, 1, 5), on) is None


def test_a_part_timers_cap_is_a_part():
    found = cap(
        shipped().scheme, 21, Fraction(3, 5), date(2026, 1, 5), date(2026, 8, 1)
    )
    assert found.words == (
        "70% of 21 x 0.60 FTE = at most 8, until 9 months after the start, 5 October 2026"
    )  # 8.82


def test_three_months_from_the_last_of_november_are_over_on_the_last_of_february():
    on = [date(2026, 2, 27), date(2026, 2, 28)]
    found = [cap(shipped().scheme, 21, Fraction(1), date(2025, 11, 30), d) for d in on]
    assert [each.percent for each in found] == [25, 50]


def test_a_pause_puts_the_next_step_off():
    """Four weeks still from 2 March 2026: 25% until 3 May, not until 5 April."""
    still = [Pause(date(2026, 3, 2), date(2026, 3, 29))]
    on = [date(2026, 5, 2), date(2026, 5, 3)]
    start = date(2026, 1, 5)
    found = [cap(shipped().scheme, 21, Fraction(1), start, d, still) for d in on]
    assert [each.percent for each in found] == [25, 50]


def test_the_even_scheme_is_ninety_in_a_hundred_for_a_year():
    scheme = read('[protection]\nscheme = "even"').scheme
    start = date(2026, 1, 5)
    found = [cap(scheme, 21, Fraction(1), start, d) for d in (start, date(2027, 1, 4))]
    assert [each.cases for each in found] == [18, 18]
    assert cap(scheme, 21, Fraction(1), start, date(2027, 1, 5)) is None


def test_a_whole_caseload_is_no_cap():
    scheme = read('[protection]\nscheme = "full"\n[schemes.full]\ntitle = "Full"\nsteps = [[3, 100]]\nsource = "Ours"').scheme  # fmt: skip
    assert cap(scheme, 21, Fraction(1), date(2026, 1, 5), date(2026, 1, 6)) is None


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ('[[band]]\nname = "A"\nbelow = 20\n[[band]]\nname = "B"\nfrom = 21', "Write `from = 20`"),
        ('[[band]]\nname = "A"\nto = 20\n[[band]]\nname = "B"\nfrom = 20', "Write `above = 20`"),
        ('[[band]]\nname = "A"\nbelow = 20', "more than that is in none"),
        ('[[band]]\nname = "A"\n[[band]]\nname = "B"\nfrom = 3', "does not end"),
        ('[[band]]\nname = "A"\nfrom = 3', "begins above nought"),
        ("[[band]]\nbelow = 3", "Band 1 has no `name`"),
        ("band = []", "There is no"),
        ("bands = 3", "'bands' is not one of the settings"),
        ("weights = {other = -1}", "below nought"),
        ('[protection]\nscheme = "none"', "There is no scheme 'none'"),
        ("[[band]", "caseloads.toml: "),
    ],
)  # fmt: skip
def test_a_councils_file_with_a_gap_in_it_is_refused(own, said):
    with pytest.raises(BadCaseloads, match=said):
        read(own)


def test_a_councils_own_bands_replace_all_of_ours_and_their_gap():
    own = read('[[band]]\nname = "A"\nto = 18\n[[band]]\nname = "B"\nabove = 18')
    assert [band.name for band in own.bands.bands] == ["A", "B"]
    assert own.bands.of(Fraction(18)).name == "A"
    assert own.bands.flag(Fraction("21.5")) == ""
    assert own.full_caseload == 21
