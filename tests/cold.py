"""For `make mutation`: the rulebook is read and the calendar made by the planted fault.

Both are kept once they are made. A test run that begins with those of the run before it
would never meet a fault in the making; and while the tool takes note of which test
meets which function, each test has to make them anew. No Django, no other fixtures.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings as thoroughness

from alongside.reckon.clock import Clock
from alongside.reckon.rulebook import england

# The same examples each time: a mutant that survives today survives tomorrow.
thoroughness.register_profile(
    "mutation", max_examples=25, deadline=None, derandomize=True, database=None
)
thoroughness.load_profile("mutation")


def forget():
    england.cache_clear()
    Clock.england.cache_clear()


def pytest_sessionstart():
    forget()


@pytest.fixture(autouse=True)
def cold():
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        forget()


@pytest.fixture
def clock():
    return Clock.england()


@pytest.fixture
def rulebook():
    return england()
