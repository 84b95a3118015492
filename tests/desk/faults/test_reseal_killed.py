"""Sealing anew is killed in its midst, on each engine: all opens, and the next run does the rest."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.desk.backing_up import Desk

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
KEYS = "ALONGSIDE_ENCRYPTION_KEYS"


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def desk(request, tmp_path):
    on_server = request.param == "postgresql"
    address = request.getfixturevalue("own_postgres") if on_server else ""
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    made = Desk(tmp_path / "desk", address, {KEYS: old})
    made.migrate()
    made.manage("fill_sealed")
    made.stop()  # it has read its key
    made.settings = {KEYS: f"{new},{old}"}
    yield made
    made.stop()


def kill_in_its_midst(desk: Desk) -> None:
    with subprocess.Popen(
        [sys.executable, "manage.py", "reseal"], cwd=ROOT, env=desk.environment,
        stdout=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        for line in running.stdout:
            if "500 of 1,200 looked at" in line:
                running.kill()
                return
    raise AssertionError("It ended before it could be killed.")


def still_old(desk: Desk) -> int:
    """How many files from HR the old key still seals; all that is sealed opens."""
    looked = desk.manage("reseal", "--look")
    assert looked.returncode == 0, looked.stderr
    said = looked.stdout.partition("Key 2 of 2")[2]
    found = re.search(r"Files from HR: ([\d,]+)", said)
    return int(found[1].replace(",", "")) if found else 0


def test_what_was_left_is_done_by_the_next_run(desk):
    assert still_old(desk) == 1_200
    kill_in_its_midst(desk)
    left = still_old(desk)
    assert 0 < left <= 700
    again = desk.manage("reseal")
    assert f"Files from HR: {left:,} of 1,200 sealed anew." in again.stdout
    assert "Files of exports, audits and evidence: 2 of 2 sealed anew." in again.stdout
    assert "Key 2 of 2" in again.stdout and "still needed" not in again.stdout
    assert desk.manage("verify_audit").returncode == 0
