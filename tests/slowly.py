"""Cases of a test that `make test-fast` leaves to `make test`: others stand for them there."""

import pytest


def slowly(*cases):
    return [pytest.param(case, marks=pytest.mark.slow) for case in cases]
