"""Fixtures of the desk's page tests; the `town` stands in tests/town.py."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def another() -> Client:
    """A second browser, for a second person."""
    return Client()
