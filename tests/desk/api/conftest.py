"""A program that the town's administrator let in."""

from __future__ import annotations

import pytest

from tests.desk.api.asking import made


@pytest.fixture
def power_bi(town):
    return made(town)
