"""The heart of the desk on PostgreSQL: tests of casework, contacts, today and trust once more there.

They run in a pytest of their own, since the database is settled before Django stands up.
What stands in `test_at_once.py` can only be shown there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.migrated import migrate_elsewhere

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

ROOT = Path(__file__).resolve().parents[3]
AGAIN = (
    (
        "tests/desk/casework/test_imports.py",
        "tests/desk/casework/test_marks.py",
        "tests/desk/casework/test_saved_views.py",
        "tests/desk/casework/test_sealed.py",
        "tests/desk/casework/test_at_once.py",
    ),
    (
        "tests/desk/casework/test_worklist.py",
        "tests/desk/casework/test_feeds.py",
        "tests/desk/contacts/test_concerns.py",
    ),
    (
        "tests/desk/casework/test_owners.py",
        "tests/desk/casework/test_holds.py",
        "tests/desk/casework/test_findings_list.py",
        "tests/desk/contacts/test_call_backs.py",
        "tests/desk/contacts/test_call_back_people.py",
        "tests/desk/today/test_today.py",
    ),
    (
        "tests/desk/keeping/test_hold_at_once.py",
        "tests/desk/keeping/test_data_requests.py",
        "tests/desk/keeping/test_legal_holds.py",
        "tests/desk/keeping/test_schedule.py",
        "tests/desk/api/test_api.py",
        "tests/desk/api/test_api_figures.py",
        "tests/desk/api/test_service_accounts.py",
    ),
    (
        "tests/desk/test_reseal.py",
        "tests/desk/faults/test_clock_moved_back.py",
    ),
)


@pytest.mark.parametrize(
    "files", AGAIN, ids=["imports", "lists", "owners", "api", "trust"]
)
def test_everything_holds_on_postgresql_too(
    postgres_url, own_postgres, tmp_path, files
):
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTEST_")
    }
    environment |= {"DATABASE_URL": own_postgres, "ALONGSIDE_HOME": str(tmp_path)}
    migrate_elsewhere(environment)
    environment |= {
        "DATABASE_URL": postgres_url,
        "MIGRATED_DATABASE": own_postgres.rpartition("/")[2],
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--create-db", *files],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20_000:]
    assert " passed" in done.stdout
