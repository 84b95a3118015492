"""Agreement between auditors, against what others have printed of the same tables."""

from __future__ import annotations

import pytest

from alongside.reckon.audits import kappa

SAS = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
UEBERSAX = [[0, 0, 0], [5, 16, 3], [8, 12, 28]]
HOUT = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]
WINNIPEG = [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]]
PUBLISHED = [
    # table, weights, kappa, standard error, low, high; who printed it
    (SAS, "unweighted", 0.4842, 0.1380, 0.2137, 0.7547),
    (SAS, "linear", 0.4701, 0.1457, 0.1845, 0.7558),
    (UEBERSAX, "unweighted", 0.3333, 0.0814, 0.1738, 0.4929),
    (UEBERSAX, "linear", 0.2895, 0.0756, 0.1414, 0.4376),
    (HOUT, "unweighted", 0.1293, 0.06860, -0.00512, 0.2638),
    (HOUT, "linear", 0.2374, 0.07832, 0.08388, 0.3909),
    (WINNIPEG, "unweighted", 0.2079, 0.05046, None, None),
    (WINNIPEG, "linear", 0.3797, 0.05167, None, None),
]
"""SAS: PROC FREQ's listing in the tests of statsmodels (inter_rater). Uebersax: his page on
kappa in SAS. Hout, Duncan and Sobel (1987) and the neurologists of Winnipeg (Landis and
Koch 1977): as printed in the manual of the R packages vcd and vcdExtra, `print.Kappa`."""


@pytest.mark.parametrize(
    ("table", "weights", "value", "error", "low", "high"), PUBLISHED
)
def test_as_others_have_printed_it(table, weights, value, error, low, high):
    found = kappa(table, weights)
    assert found.value == pytest.approx(value, abs=6e-5)
    assert found.error == pytest.approx(error, abs=6e-5)
    if low is not None:
        assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)


def test_quadratic_weights_by_hand():
    """Two auditors, three grades, four cases: (1,1) (2,2) (3,3) (1,3). The mean square of
    what they differ by is 4/4. By chance, from 2/4 1/4 1/4 and 1/4 1/4 2/4, it would be
    2/4 x 9/4 + 1/4 x 3/4 + 1/4 x 5/4 = 13/8. So 1 - 8/13."""
    table = [[1, 0, 1], [0, 1, 0], [0, 0, 1]]
    assert kappa(table, "quadratic").value == pytest.approx(5 / 13)


def test_with_two_grades_the_weights_are_all_one():
    values = {
        kappa([[20, 5], [10, 15]], w).value
        for w in ("unweighted", "linear", "quadratic")
    }
    assert max(values) == pytest.approx(min(values)) == pytest.approx(0.4)


def test_full_agreement_is_one_and_certain():
    found = kappa([[4, 0], [0, 6]])
    assert (found.value, found.error) == (1, 0)


@pytest.mark.parametrize(
    ("table", "why"), [([[0, 0], [0, 0]], "No case"), ([[7, 0], [0, 0]], "same grade")]
)
def test_what_cannot_be_told_is_not_told(table, why):
    found = kappa(table)
    assert found.value is None and why in found.why


def test_a_table_that_is_no_table_of_agreement():
    with pytest.raises(ValueError, match="square"):
        kappa([[1, 2], [3]])
    with pytest.raises(ValueError, match="square"):
        kappa([[1, 2], [3, 4]], "cubic")
