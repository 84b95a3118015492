"""Workforce figures: their fractions, their notes, and what may not stand side by side."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.absence import departments_working_days
from alongside.reckon.indicators import DEPARTMENT, LOCAL, listed
from alongside.reckon.indicators.workforce import (
    MONTHLY,
    RATIOS,
    NotComparable,
    RatioFigure,
)
from alongside.reckon.indicators.workforce.changes import (
    COMPOUNDED,
    IN_PROPORTION,
    Change,
    a_year,
    change,
    same_window,
)
from alongside.reckon.indicators.workforce.open_file import beside, published
from alongside.reckon.indicators.workforce.ratio import amount

ON = date(2018, 11, 9)


def figure(name, numerator, denominator, as_at=ON, teams=(1, 1)):
    return RatioFigure(
        RATIOS[name], Decimal(numerator), Decimal(denominator), as_at, teams
    )


def test_no_two_figures_share_a_name_or_a_title(rulebook):
    titles = [ratio.title for ratio in RATIOS.values()]
    assert len(titles) == len(set(titles))
    assert not set(RATIOS) & set(listed(rulebook))


@pytest.mark.parametrize("ratio", RATIOS.values(), ids=lambda ratio: ratio.name)
def test_a_title_says_whose_definition_it_is(ratio):
    said = {LOCAL: "(local, ", DEPARTMENT: "(DfE basis, "}[ratio.family]
    assert ratio.title.count(said) == 1
    assert ratio.source and ratio.population and ratio.numerator and ratio.denominator


def test_what_is_watched_each_month_is_local():
    assert {ratio.family for ratio in MONTHLY} == {LOCAL}


def test_a_figure_prints_its_fraction_its_day_and_its_teams():
    """Report 2019, paragraph 5: 927 cases among 39 FTE is 23.769."""
    found = figure("caseload_local", "927", "39", teams=(7, 8))
    assert found.said == (
        "927 cases / 39.0 FTE = 23.8 cases, as at 9 November 2018, 7 of 8 teams"
    )
    assert found.notes == ()


@pytest.mark.parametrize(
    ("numerator", "denominator", "value"),
    [
        ("5", "400", "1.3"),
        ("45", "1000", "4.5"),
        ("1", "2000", "0.1"),
        ("1", "3", "33.3"),
    ],
)
def test_a_figure_is_rounded_half_up(numerator, denominator, value):
    """5 of 400 is 1.25, which a calculator's rule of the even digit would make 1.2."""
    found = figure("audits_good_local", numerator, denominator)
    assert found.value == Decimal(value)


@pytest.mark.parametrize(("below", "small"), [("19.9", True), ("20", False)])
def test_a_denominator_under_twenty_carries_a_note(below, small):
    notes = figure("caseload_local", "100", below).notes
    assert [note.split(":")[0] for note in notes] == ["Small number"] * small


def test_of_nothing_there_is_no_figure():
    found = figure("audits_good_local", "0", "0")
    assert found.value is None and found.limits is None
    assert found.notes == ("No rate: nothing was counted in the denominator.",)
    assert "no figure" in found.said


def test_numbers_below_0_and_more_teams_than_there_are_are_refused():
    with pytest.raises(ValueError, match="below 0"):
        figure("caseload_local", "-1", "3")
    with pytest.raises(ValueError, match="9 of 8 teams"):
        figure("caseload_local", "1", "3", teams=(9, 8))


def test_an_interval_is_of_counts_alone():
    """0 of 20 by Wilson is 0 to 16.1; 5 leavers of 100 by Garwood 1.6 to 11.7."""
    share = figure("audits_good_local", "0", "20").limits
    assert share == (Decimal("0.0"), Decimal("16.1"))
    rate = figure("leavers_local", "5", "100").limits
    assert rate == (Decimal("1.6"), Decimal("11.7"))
    assert figure("caseload_local", "927", "39").limits is None
    assert figure("audits_good_local", "2.5", "20").limits is None
    assert figure("audits_good_local", "21", "20").limits is None
    assert figure("audits_good_local", "20", "20").limits == (Decimal("83.9"), 100)


def test_a_local_figure_has_no_comparator_whatever_is_published():
    local = replace(RATIOS["caseload_local"], published="caseload_fte")
    assert not local.comparable and RATIOS["caseload_dfe"].comparable


def test_the_days_available_are_those_of_the_reporting_year():
    """England 2017: 224,856.9 days / (28,482.6 FTE x 253) = 3.12%."""
    row = {
        "working_days_lost_fte": Decimal("224856.9"),
        "inpost_fte": Decimal("28482.6"),
    }
    found = RATIOS["absence_dfe"].of(row, date(2017, 9, 30))
    assert found.denominator == Decimal("7206097.8") and found.value == Decimal("3.1")
    assert [departments_working_days(year) for year in (2019, 2020, 2024, 2025)] == [
        253,
        254,
        254,
        253,
    ]


def test_agency_and_vacancies_count_themselves_among_the_whole():
    row = {
        "agency_fte": Decimal(10), "inpost_fte": Decimal(30), "vacancy_fte": Decimal(20),
    }  # fmt: skip
    assert RATIOS["agency_fte_dfe"].of(row, ON).value == Decimal("25.0")
    assert RATIOS["vacancies_dfe"].of(row, ON).value == Decimal("40.0")


def test_a_count_has_no_denominator():
    found = RATIOS["starters_dfe"].of({"starters_headcount": Decimal(5726)}, ON)
    assert found.said.startswith("5,726 starters") or found.said.startswith("5726")
    assert found.limits is None and found.value == 5726


def test_a_local_figure_is_never_put_beside_the_national_one():
    with pytest.raises(NotComparable, match="local figure.*DfE basis first"):
        beside(figure("caseload_local", "927", "39", date(2018, 9, 30)))


def test_one_of_the_departments_is_of_the_same_day():
    """Nottinghamshire, 30 September 2018: 17.6 printed."""
    ours = figure("caseload_dfe", "3080", "175", date(2018, 9, 30))
    found = beside(ours, "Nottinghamshire")
    assert found[0] is ours and found[1].value == Decimal("17.6")
    assert found[1].said == (
        "Nottinghamshire 2018: 17.6 (release with the year to 30 September 2025)"
    )
    with pytest.raises(NotComparable, match="as at 9 November 2018.*30 September"):
        beside(figure("caseload_dfe", "3080", "175"))


@pytest.mark.parametrize(
    ("area", "year"), [("Nottinghamshire", 2016), ("Nottinghamshire County", 2018)]
)
def test_nothing_is_made_up_where_nothing_is_published(area, year):
    with pytest.raises(NotComparable, match="Years run from 2017 to 2025"):
        published(RATIOS["caseload_dfe"], area, year)


def test_changes_are_said_in_points_and_relatively():
    """Report 2015, paragraphs 14 and 15."""
    turnover = Change(Decimal("14.4"), Decimal("9.0"))
    assert turnover.said == "-5.4 percentage points (relative change -37.5%)"
    sickness = Change(Decimal("12.52"), Decimal("10.21"), "days")
    assert sickness.said == "-2.31 days (relative change -18.5%)"
    assert Change(Decimal(0), Decimal(2)).said == "+2 percentage points"


def test_like_is_compared_with_like():
    before = figure("audits_good_local", "8", "16")
    after = figure("audits_good_local", "12", "16")
    assert change(before, after).difference == 25
    with pytest.raises(NotComparable, match="counted otherwise"):
        change(before, figure("audits_inadequate_local", "8", "16"))
    with pytest.raises(NotComparable, match="same teams"):
        change(before, figure("audits_good_local", "8", "16", teams=(1, 2)))
    with pytest.raises(NotComparable, match="denominator is 0"):
        change(before, figure("audits_good_local", "0", "0"))
    with pytest.raises(NotComparable, match="Before covers 6 months and after 7"):
        same_window(6, 7)


@pytest.mark.parametrize(
    ("rate", "months", "how", "year"),
    [
        ("14.4", 6, IN_PROPORTION, "28.8"),
        ("14.4", 6, COMPOUNDED, "26.7"),  # 1 - 0.856 squared = 0.267264
        ("9", 6, IN_PROPORTION, "18.0"),
        ("9", 7, IN_PROPORTION, "15.4"),
        ("9", 12, COMPOUNDED, "9.0"),
    ],
)
def test_a_years_worth_is_by_a_stated_rule(rate, months, how, year):
    assert a_year(Decimal(rate), months, how) == Decimal(year)


def test_a_years_worth_by_no_rule_is_refused():
    with pytest.raises(ValueError, match="Say how"):
        a_year(Decimal(9), 6, "roughly")
    with pytest.raises(ValueError, match="13 months"):
        a_year(Decimal(9), 13, IN_PROPORTION)


def test_amounts_carry_their_nouns():
    assert amount(Decimal("39"), "FTE") == "39.0 FTE"
    assert amount(Decimal("1234"), "cases") == "1,234 cases"
    assert amount(Decimal("12.50"), "days lost") == "12.5 days lost"
    assert amount(Decimal("100"), "FTE") == "100.0 FTE"


@given(
    st.decimals(0, 10_000, places=1), st.decimals("0.1", 10_000, places=1),
    st.sampled_from(sorted(RATIOS)),
)  # fmt: skip
def test_a_figure_agrees_with_its_own_fraction(numerator, denominator, name):
    ratio = RATIOS[name]
    found = RatioFigure(ratio, numerator, denominator, ON)
    half = Decimal(1).scaleb(-ratio.places) / 2
    assert (
        abs(found.value * denominator - numerator * ratio.scale) <= half * denominator
    )
