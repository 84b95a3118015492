"""Skips what this machine cannot run, and says what to do about it."""

import pytest

from bootstrap import lacking

NEEDS = {"browser": "chromium", "postgres": "postgresql"}


def pytest_collection_modifyitems(items):
    missing = lacking()
    for item in items:
        for mark, package in NEEDS.items():
            if package in missing and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=missing[package]))
