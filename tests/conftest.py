"""What all tests share: a desk that keeps nothing, and the town its people work in."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from functools import partial
from uuid import uuid4

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as thoroughness

from alongside.reckon import rulebook as rules
from alongside.reckon.clock import Clock
from tests.lengthy import Measured, listed, name_of

thoroughness.register_profile("quick", max_examples=5, deadline=None)
thoroughness.register_profile("fast", max_examples=25, deadline=None)
thoroughness.register_profile(
    "full",
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
if os.environ.get("ALONGSIDE_THOROUGH"):
    thoroughness.load_profile("full")
elif os.environ.get("ALONGSIDE_QUICK"):
    thoroughness.load_profile("quick")
else:
    thoroughness.load_profile("fast")

pytest.register_assert_rewrite("tests.journeys.person")  # so that it says what is wrong

os.environ.setdefault(
    "RUST_LOG", "off"
)  # Sail, which stands in for Spark, is talkative


def pytest_addoption(parser):
    parser.addoption(
        "--measure", action="store_true", help="write tests/lengthy.txt anew"
    )


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
    settings.COUNTS = tempfile.mkdtemp(prefix="alongside-counts-")
    config.add_cleanup(partial(shutil.rmtree, settings.COUNTS, ignore_errors=True))
    if config.getoption("measure"):
        config.pluginmanager.register(Measured())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what needs a server that the tests start, and what takes long."""
    lengthy = listed()
    for item in items:
        if name_of(item.nodeid) in lengthy:
            item.add_marker("lengthy")
        if "postgres_url" in item.fixturenames:
            item.add_marker("postgres")
        if "spark_url" in item.fixturenames:
            item.add_marker("slow")


@pytest.fixture(scope="session")
def migrated_once():
    """Migrations run once for many test processes."""
    from django.db import connection

    from tests.migrated import look_for_kept

    connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("MIGRATED_DATABASE")
    look_for_kept()


@pytest.fixture(scope="session")
def django_db_setup(migrated_once, django_db_setup, django_db_blocker):
    """Let a *test's* database be emptied, although its audit trail refuses it."""
    from django.db import connection

    from alongside.desk.access.append_only import OFF, ON
    from tests.migrated import keep_migrated

    with django_db_blocker.unblock():
        keep_migrated()
    operations = type(
        connection.ops
    )  # a browser's tests have a connection of their own
    empty = operations.execute_sql_flush

    def execute_sql_flush(self, statements):
        vendor = self.connection.vendor
        return empty(self, [*OFF[vendor], *statements, *ON[vendor]])

    operations.execute_sql_flush = execute_sql_flush
    yield
    operations.execute_sql_flush = empty


@pytest.fixture
def town(db):
    from tests.town import build

    return build()


@pytest.fixture(scope="session")
def clock():
    return Clock.england()


@pytest.fixture(scope="session")
def rulebook():
    return rules.england()


@pytest.fixture(scope="session")
def postgres_url():
    """The address of a PostgreSQL server that lives as long as the tests."""
    from tests.postgres import binaries, cluster

    if binaries() is None:
        pytest.skip(
            "PostgreSQL is not installed: no initdb on the path or in /usr/lib/postgresql."
        )
    with cluster() as address:
        yield address


@pytest.fixture
def own_postgres(postgres_url):
    """The address of a database on that server which nobody else writes to."""
    import psycopg

    name = f"own_{uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as one:
        one.execute(f"create database {name}")
    return postgres_url.replace("/postgres", f"/{name}")


@pytest.fixture(scope="session")
def spark_url(tmp_path_factory):
    """The address of Spark Connect: Sail, in this process, while the tests last."""
    pytest.importorskip("pyspark", reason="Spark's client is not installed.")
    sail = pytest.importorskip("pysail.spark", reason="Sail is not installed.")
    _say_what_runs()
    kept = tmp_path_factory.mktemp("sail").as_uri()
    os.environ["SAIL_EXECUTION__CHECKPOINT__PATH"] = kept
    server = sail.SparkConnectServer(ip="127.0.0.1", port=0)
    server.start(background=True)
    _, port = server.listening_address
    yield f"sc://127.0.0.1:{port}"
    server.stop()


def _say_what_runs():
    """Give the main module a file: without one, Spark's client takes it for its own tests.

    Tests run in parallel have a main module that came down a pipe.
    """
    main = sys.modules["__main__"]
    main.__file__ = getattr(main, "__file__", None)


@pytest.fixture(scope="session")
def cluster_url():
    """The address of an Apache Spark cluster with two workers, while the tests last."""
    from tests.spark import cluster, lacking

    if not os.environ.get("ALONGSIDE_THOROUGH"):
        pytest.skip("A cluster of Apache Spark is run by `make test-all` alone.")
    if lacking():
        pytest.skip(lacking())
    with cluster() as address:
        yield address
