"""Agency beside permanent, and other shares: figures of councils, and the notes' models."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest

from alongside.reckon.figures import rounded
from alongside.reckon.money.agency import (
    Spending,
    beside,
    hours_worked,
    needed,
    otherwise,
    share_implied,
)

# Report 001, paragraph 3: 17% costs £5m, and 40% would cost £9.5m.
NOW = Spending(D("5.0"), D("0.17"), D("0.40"), "all children's social workers")


def told(now=NOW):
    return {each.model: each for each in otherwise(now, D(1), D("0.01"))}


def test_the_same_workforce_gives_11_76m_and_the_reports_figure_lies_outside_its_range():
    found = told()["Gross, same workforce"]
    assert rounded(found.pounds, 2) == D("11.76")
    assert (rounded(found.low, 2), rounded(found.high, 2)) == (
        D("10.16"),
        D("13.50"),
    )
    assert not found.low <= D("9.5") <= found.high


def test_agency_on_top_of_those_employed():
    assert rounded(told()["Agency on top"].pounds, 2) == D("16.27")


@pytest.mark.parametrize("kept, comes_to", [("0.60", "7.71"), ("0.711", "6.96")])
def test_net_of_the_pay_of_vacant_posts(kept, comes_to):
    found = told(replace(NOW, kept=D(kept)))["Net of vacancies saved"]
    assert rounded(found.pounds, 2) == D(comes_to)


def test_eight_months_of_the_higher_share_would_give_the_reports_figure():
    found = told(replace(NOW, months=8))["Part of a year"]
    assert rounded(found.pounds, 2) == D("9.51")


def test_growth_by_a_tenth():
    found = told(replace(NOW, growth=D("0.1")))["Gross, with growth"]
    assert rounded(found.pounds, 2) == D("12.94")  # 11.7647 x 1.1


def test_no_model_is_told_that_lacks_what_it_needs():
    assert told().keys() == {"Gross, same workforce", "Agency on top"}


def test_the_share_that_the_reports_figure_implies():
    assert rounded(100 * share_implied(NOW, D("9.5")), 1) == D("32.3")


def test_a_share_of_nobody_named_or_of_all_is_refused():
    with pytest.raises(ValueError, match="whose share"):
        otherwise(replace(NOW, base=" "), D(1), D("0.01"))
    with pytest.raises(ValueError, match="above 0% and below 100%"):
        otherwise(replace(NOW, otherwise=D(1)), D(1), D("0.01"))


def test_the_range_holds_what_is_told():
    for each in told(replace(NOW, kept=D("0.6"), months=8)).values():
        assert each.low <= each.pounds <= each.high, each.model


def test_an_agency_year_beside_an_employed_one():
    """St Helens, October 2025: £1,800 a week and £1,280 a week: £27,040 a year, 40.6%."""
    found = beside(D(1800) / 37, D(37) * 52, D(1280) * 52, D(37) * 52)
    assert rounded(found.extra_a_year, 0) == 27_040
    assert rounded(100 * found.premium, 1) == D("40.6")


def test_the_hours_of_a_published_year():
    """Nottinghamshire, 2022: £57 an hour is £93,600 a year at 1,642 hours."""
    found = beside(D(57), D(1642), D(50_000), D(1500))
    assert rounded(found.agency_year / 100, 0) * 100 == 93_600
    with pytest.raises(ValueError, match="hours worked"):
        beside(D(57), D(1642), D(50_000), D(0))


def test_what_would_have_to_be_so_for_9_5m_under_each_model():
    """40 x 5 / 9.5 is 21.05%; odds of 5 x (40/60) / 9.5 are 0.3509, a share of 25.97%;
    9.5 / 11.7647 is 19.25% fewer workers; 4.5 of 6.7647 is 0.665 of the way: k of 0.335, or
    7.98 months."""
    found = [each.value for each in needed(NOW, D("9.5"))]
    assert [rounded(100 * value, 2) for value in found[:3]] == [
        D("21.05"),
        D("25.97"),
        D("-19.25"),
    ]
    assert rounded(found[3], 3) == D("0.335")
    assert rounded(found[4], 2) == D("7.98")


def test_what_is_needed_gives_the_figure_back():
    """Each model, told what it would need, comes to the figure it was asked for."""
    share, on_top, growth, kept, months = (e.value for e in needed(NOW, D("9.5")))
    assert otherwise(replace(NOW, share=share), D(0), D(0))[0].pounds == D("9.5")
    assert rounded(otherwise(replace(NOW, share=on_top), D(0), D(0))[1].pounds, 9) == D(
        "9.5"
    )
    net = otherwise(replace(NOW, kept=kept, growth=growth), D(0), D(0))
    assert [rounded(each.pounds, 9) for each in net[2:]] == [D("9.5"), D("9.5")]
    assert rounded(months / 12, 9) == rounded(1 - kept, 9)


def test_hours_worked_are_those_of_the_contract_less_days_away():
    """37 x 52 is 1,924; 30 of leave, 8 bank holidays, 7 ill, 5 of training: 50 x 7.4."""
    assert hours_worked(D(37), D(30), D(8), D(7), D(5)) == D(1924) - D(370)
