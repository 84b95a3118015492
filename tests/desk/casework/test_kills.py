"""Imports killed at any moment leave the old records or the new ones, never others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

KILLS = 60 if os.environ.get("ALONGSIDE_THOROUGH") else 4
ROOT = Path(__file__).resolve().parents[3]
STATES = {  # of the export, before a step and after it
    "read": ("reading", "ready"),
    "apply": ("applying", "applied"),
    "undo": ("applied", "undone"),
}
# Once warm an undoing is short: most are done before their moment.
LEAST = {"read": KILLS // 3, "apply": KILLS // 3, "undo": 1}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def found(request, tmp_path) -> dict[str, dict]:
    """What was left and became where each step of an import was killed many times."""
    address = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    if request.param == "postgres":
        address = request.getfixturevalue("own_postgres")
    environment = os.environ | {
        "ALONGSIDE_HOME": str(tmp_path), "ALONGSIDE_DEBUG": "1", "DATABASE_URL": address,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.casework.killing", str(KILLS)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=3600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_step_killed_leaves_all_of_it_or_nothing_and_can_be_done_again(found):
    for step, (before, after) in STATES.items():
        old, new = found[step]["before"], found[step]["whole"]
        assert (old["state"], new["state"]) == (before, after)
        assert len(found[step]["killed"]) >= LEAST[step], step
        for each in found[step]["killed"]:
            left, became = each["left"], each["became"]
            assert left["faults"] == became["faults"] == []
            assert left == (new if left["state"] == after else old), (step, each["at"])
            assert became == new, (step, each["at"])
    begun, read, applied, undone = (
        each["held"] for each in (found["begun"], *(found[s]["whole"] for s in STATES))
    )
    assert begun == read == undone != applied, "Only applying changes what is held."
