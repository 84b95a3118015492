"""Fixtures of the desk's page tests; the `town` stands in tests/town.py."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from alongside.desk.access.models import AuditEntry
from alongside.desk.access.trail import TELLS
from tests.desk.reckoned_once import HANDED_ON, reckoned_once


@pytest.fixture(scope="session", autouse=HANDED_ON)
def handed_on():
    with reckoned_once():
        yield


@pytest.fixture
def another() -> Client:
    """A second browser, for a second person."""
    return Client()


@pytest.fixture(autouse=True)
def audited_in_words(request):
    """Whatever a test has put on the audit trail, people can read what it is about."""
    if not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    kept = {"db", "transactional_db"} & set(request.fixturenames)
    request.getfixturevalue(sorted(kept)[-1])
    yield
    if connection.needs_rollback:
        return  # the test broke its transaction, and nothing of it can be read
    kinds = set(AuditEntry.objects.values_list("subject_type", flat=True)) - {""}
    assert kinds <= TELLS.keys(), "Say in the app's trail.py what these are."
