"""Formulas: arithmetic in exact decimals, and nothing else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.figures import BadFormula, agrees, rounded, worked_out


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
