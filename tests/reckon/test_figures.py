"""Formulas: arithmetic in exact decimals, and nothing else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.figures import (
    BadFormula,
    Figure,
    agrees,
    reckon,
    rounded,
    worked_out,
)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("11 + 8", "19"),
        ("0.1 + 0.2", "0.3"),  # which binary fractions make 0.30000000000000004
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("-4 + 1", "-3"),
        ("92476 / 4", "23119"),
        (" 7 - 6", "1"),
        ("1_000 * 2", "2000"),
    ],
)
def test_sums(formula, value):
    assert worked_out(formula) == Decimal(value)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("1 / 0", "divides by 0"),
        ("2 ** 9", "not arithmetic"),
        ("__import__('os')", "not arithmetic"),
        ("x + 1", "'x' in 'x \\+ 1' is not arithmetic"),
        ("True + 1", "not arithmetic"),
        ("'a'", "not arithmetic"),
        ("1,000", "not arithmetic"),
        ("1 +", "is not a sum"),
        ("", "is not a sum"),
    ],
)
def test_nothing_else_is_worked_out(formula, said):
    with pytest.raises(BadFormula, match=said):
        worked_out(formula)


@pytest.mark.parametrize(
    ("value", "printed", "right"),
    [
        ("23.769", "24", True),
        ("23.769", "23.8", True),
        ("23.769", "23.7", False),
        ("17963.17", "17,963", True),
        ("2.5", "3", True),
        ("2.5", "2", False),
    ],
)
def test_a_printed_number_agrees_as_far_as_it_is_printed(value, printed, right):
    assert agrees(Decimal(value), printed) is right


@given(st.decimals(-1000, 1000, places=3), st.integers(0, 2))
def test_rounding_moves_by_half_a_place_at_most(value, places):
    assert abs(rounded(value, places) - value) <= Decimal(1).scaleb(-places) / 2


@given(st.integers(-999, 999), st.integers(-999, 999), st.integers(1, 999))
def test_formulas_agree_with_python_where_it_is_exact(a, b, c):
    assert worked_out(f"({a} - {b}) * {c}") == (a - b) * c


def test_figures_rest_on_each_other_exactly_and_are_rounded_once():
    """A third of 100, three times, is 100: no step between is rounded."""
    third = Figure("third", formula="all / 3", places=0, unit="£")
    back = Figure("back", formula="third * 3", places=0, unit="£")
    found = reckon([back, third, Figure("all", typed="100")])
    assert found.values["back"] == 100 and not found.wrong
    assert third.printed(found.values["third"]) == "£33"


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("c + 1", "rests on itself"),
        ("b", "rests on itself"),
        ("unknown * 2", "rests on unknown, which is no figure"),
        ("lost", "rests on lost, which has no value"),
        ("0 / 0", "divides by 0"),
        ("", "has neither a value nor a formula"),
        ("1e99", "not arithmetic"),
        ("'a' +", "is not a sum"),
    ],
)
def test_a_figure_without_a_value_says_why(formula, why):
    others = [Figure("c", formula="b - 1"), Figure("lost"), Figure("a", typed="2")]
    found = reckon([Figure("b", formula=formula), *others])
    assert why in found.wrong["b"] and found.values["a"] == 2


@pytest.mark.parametrize(
    ("typed", "unit", "places", "printed"),
    [
        ("35926", "£", None, "£35,926"),
        ("9.5", "£ million", None, "£9.5 million"),
        ("-14500", "£", None, "-£14,500"),
        ("17", "%", 1, "17.0%"),
        ("1", "months", None, "1 month"),
        ("20.5", "FTE", None, "20.5 FTE"),
        ("123456", "£", -3, "£123,000"),
        ("2.5", "", 0, "3"),
        ("-2.5", "", 0, "-3"),
        ("2015-04-20", "day", None, "20 April 2015"),
    ],
)
def test_a_figure_is_printed_as_a_report_has_it(typed, unit, places, printed):
    figure = Figure("a", typed=typed, unit=unit, places=places)
    assert figure.printed(reckon([figure]).values["a"]) == printed


@given(st.lists(st.integers(-99, 99), min_size=2, max_size=8))
def test_a_chain_of_figures_is_their_sum(numbers):
    chain = [
        Figure(f"n{place}", typed=str(number)) for place, number in enumerate(numbers)
    ]
    total = [Figure("s0", formula="n0")]
    total += [
        Figure(f"s{at}", formula=f"s{at - 1} + n{at}") for at in range(1, len(numbers))
    ]
    found = reckon([*reversed(total), *chain])
    assert found.values[f"s{len(numbers) - 1}"] == sum(numbers)
