"""Skips what this machine cannot run, and says what to do about it."""

import pytest

from bootstrap import lacking

NEEDS = {
    "browser": ("chromium", "libatomic1", "fonts-liberation"),
    "postgres": ("postgresql",),
}


def pytest_collection_modifyitems(items):
    missing = lacking()
    for item in items:
        for mark, packages in NEEDS.items():
            wanting = [missing[package] for package in packages if package in missing]
            if wanting and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=wanting[0]))
