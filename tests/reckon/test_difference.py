"""One share less another, against the table of whoever proposed the interval."""

from __future__ import annotations

import pytest

from alongside.reckon.intervals import difference_interval

NEWCOMBE = [  # Stat. Med. 17, 873-890, table II, method 10
    ((56, 70, 48, 80), (0.0524, 0.3339)),
    ((9, 10, 3, 10), (0.1705, 0.8090)),
    ((10, 10, 0, 10), (0.6075, 1.0000)),
    ((10, 10, 0, 20), (0.6791, 1.0000)),
    ((5, 56, 0, 29), (-0.0381, 0.1926)),
]


@pytest.mark.parametrize(("counts", "limits"), NEWCOMBE)
def test_as_newcombe_printed_it(counts, limits):
    assert difference_interval(*counts) == pytest.approx(limits, abs=6e-5)


def test_a_group_of_nobody_has_no_share():
    with pytest.raises(ValueError, match="denominator"):
        difference_interval(1, 2, 0, 0)
