"""What all tests share: a desk that keeps nothing, and the town its people work in."""

from __future__ import annotations

import pytest
from django.conf import settings


def pytest_configure(config):
    """Quick passwords, plain file names, nothing written into anybody's home."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        }
    }
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    settings.INVENTED = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let a *test's* database be emptied, although its audit trail refuses it."""
    from django.db import connection

    from alongside.desk.access.append_only import OFF, ON

    empty = connection.ops.execute_sql_flush

    def execute_sql_flush(statements):
        vendor = connection.vendor
        return empty([*OFF[vendor], *statements, *ON[vendor]])

    connection.ops.execute_sql_flush = execute_sql_flush
    yield
    connection.ops.execute_sql_flush = empty


@pytest.fixture
def town(db):
    from tests.town import build

    return build()
