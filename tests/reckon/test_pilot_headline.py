"""The headline rule of pilots says no more than the most careful of its three tests."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from alongside.reckon.pilots.headline import headline
from alongside.reckon.pilots.inference import effect

FOUR = np.arange(8) < 4
GOOD = np.array([17, 8, 34, 13, 3, 0, 1, -6.0])


def test_the_reports_good_or_better():
    """2 of 70 is more than Student's 0.021; 3.9 is Student's limit, 40 the exact one."""
    found = headline(effect(GOOD, FOUR))
    assert found.p == pytest.approx(2 / 70)
    assert found.by == "exact"
    assert found.interval == pytest.approx((3.9, 40), abs=0.05)
    assert found.alarm


def test_a_steady_small_arm_does_not_fool_it():
    """Two noisy pilot teams that happen to agree: the exact count alone gives 1 of 28."""
    changes = np.array([9.0, 5.0, 1, -1, 2, -2, 0.5, -0.5])
    found = effect(changes, np.arange(8) < 2)
    assert str(found.ri) == "1 of 28"
    assert found.t.p > 0.05
    assert headline(found).p == found.t.p and headline(found).by == "Student's t"
    assert not headline(found).alarm


def test_without_spread_the_exact_count_stands_alone():
    found = headline(effect(np.array([5.0] * 4 + [0] * 4), FOUR))
    assert (found.p, found.by) == (2 / 70, "exact")


def test_a_design_too_small_refuses_nothing():
    found = headline(effect(np.array([9.0, 9.1, 0, 0.1]), np.arange(4) < 2))
    assert found.interval == (-np.inf, np.inf) and not found.alarm


@given(arrays(float, 8, elements=st.integers(-60, 60)), st.sampled_from([2, 3, 4]))
@settings(max_examples=50, deadline=None)
def test_what_must_always_hold(changes, here):
    pilot = np.arange(8) < here
    found = effect(changes, pilot)
    ours, other = headline(found), headline(effect(changes, ~pilot))
    assert ours.p >= max(found.ri.value, found.smallest_p.value)
    assert found.t is None or ours.p >= found.t.p
    assert ours.interval[0] <= found.estimate <= ours.interval[1]
    assert other.p == pytest.approx(ours.p)
    assert other.interval == pytest.approx([-each for each in ours.interval[::-1]])
    if ours.interval[0] > 1e-6 or ours.interval[1] < -1e-6:
        assert max(found.ri.value, found.t.p if found.t else 0) <= 0.05 + 1e-9
