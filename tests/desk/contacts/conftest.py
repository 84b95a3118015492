"""Fixtures of the contact desk's tests."""

from __future__ import annotations

import pytest
from django.utils import timezone


@pytest.fixture
def now_is(monkeypatch):
    """Make it a moment."""

    def now_is(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return now_is
