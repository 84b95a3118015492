"""Whoever takes a form is killed at any moment: it stands whole or not, and once in the end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

# Of each kind of writing; of all kinds on both engines 220 in full.
KILLS = 10 if os.environ.get("ALONGSIDE_THOROUGH") else 1
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def found(request, tmp_path) -> list[dict]:
    """What was left and became of each form whose taker was killed."""
    address = f"sqlite:///{tmp_path / 'desk' / 'desk.sqlite3'}"
    if request.param == "postgres":
        address = request.getfixturevalue("own_postgres")
    environment = os.environ | {
        "ALONGSIDE_HOME": str(tmp_path), "ALONGSIDE_DEBUG": "1", "DATABASE_URL": address,
        "ALONGSIDE_MAIL": "smtp://127.0.0.1:9",  # nobody is there: messages wait
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.faults.killing_writes", str(KILLS)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1200,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


def test_what_was_being_written_stands_whole_or_not_at_all_and_once_when_sent_again(
    found,
):
    *kills, told = found
    assert told["faults"] == []
    assert {each["kind"] for each in kills} >= {"call", "booking", "plan_locked"}
    for each in kills:
        assert each["answered"] == 302, f"{each['kind']} was refused, and shows nothing"
        left = {k: v for k, v in each["left"].items() if k != "contacts_draft"}
        assert each["whole"] and left in ({}, each["whole"]), each
        assert each["became"] == each["whole"], each
