"""The Department's open file: its rates worked again from its own counts."""

from decimal import Decimal

import pytest

from alongside.reckon.indicators.workforce import RATIOS
from alongside.reckon.indicators.workforce.open_file import (
    SYMBOLS,
    areas,
    number,
    published,
    rows,
    years,
)
from alongside.reckon.indicators.workforce.worked_again import (
    LEFT_OUT,
    ROUNDED,
    UNEXPLAINED,
    agreements,
    worked_again,
)

# Rows that agree, rows that can be tried. Counted for this file before it was written
# (within 0.05 exactly; a tolerance of 0.0501 lets one more of turnover by FTE and one
# more caseload through).
SHARES = {
    "turnover_headcount_dfe": (1453, 1455),
    "turnover_fte_dfe": (1337, 1453),
    "agency_headcount_dfe": (1458, 1460),
    "agency_fte_dfe": (1389, 1449),
    "agency_covering_dfe": (1263, 1400),
    "vacancies_dfe": (1419, 1461),
    "vacancies_covered_dfe": (1260, 1410),
    "caseload_dfe": (1428, 1458),
    "absence_dfe": (1430, 1444),
}


@pytest.fixture(scope="module")
def found():
    return {agreement.ratio.name: agreement for agreement in agreements()}


def test_all_rows_of_all_years_are_there():
    assert len(rows()) == 1463 and years() == tuple(range(2017, 2026))
    assert areas()[0] == "England" and "Nottinghamshire" in areas()


@pytest.mark.parametrize(("name", "share"), SHARES.items())
def test_each_formula_agrees_with_its_share_of_rows(found, name, share):
    assert (found[name].agreeing, found[name].rows) == share


def test_every_published_rate_is_tried(found):
    assert set(found) == set(SHARES)


def test_every_row_that_does_not_agree_is_explained(found):
    for agreement in found.values():
        assert sum(agreement.reasons.values()) == agreement.rows - agreement.agreeing
        assert UNEXPLAINED not in agreement.reasons


def test_counts_of_people_are_exact_so_only_data_left_out_can_differ(found):
    assert set(found["turnover_headcount_dfe"].reasons) == {LEFT_OUT}
    assert found["vacancies_dfe"].reasons[ROUNDED] == 42


def test_with_253_days_in_every_year_fewer_rows_would_agree():
    """1,395 of 1,444, against 1,430 with 254 days in the leap years."""
    agreeing = 0
    for each in worked_again(RATIOS["absence_dfe"]):
        more = Decimal(254) / 253 if each.year in (2020, 2024) else 1
        agreeing += abs(each.found * more - each.printed) <= Decimal("0.05")
    assert agreeing == 1395


def test_a_symbol_stays_a_symbol():
    cells = {
        cell
        for row in rows()
        for column, cell in row.items()
        if column.endswith(("_fte", "_headcount", "cases")) and number(cell) is None
    }
    assert cells == set(SYMBOLS)
    assert not any(number(symbol) == 0 for symbol in SYMBOLS)


def test_a_symbol_is_said_with_what_it_means():
    hidden = next(row for row in rows() if row["agency_cover_rate_fte"] == "z")
    found = published(
        RATIOS["agency_covering_dfe"], hidden["la_name"], int(hidden["time_period"])
    )
    assert (found.value, found.symbol) == (None, "z")
    assert "z (not applicable)" in found.said


def test_figures_printed_elsewhere():
    """Northamptonshire 2017, agency 40.9; Bromley 2017, turnover 37.2 (by FTE)."""
    assert published(
        RATIOS["agency_fte_dfe"], "Northamptonshire", 2017
    ).value == Decimal("40.9")
    assert published(RATIOS["turnover_fte_dfe"], "Bromley", 2017).value == Decimal(
        "37.2"
    )
    assert published(RATIOS["caseload_dfe"], "England", 2025).value == Decimal("15.2")
