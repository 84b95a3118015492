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


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kill(request, tmp_path):
    """Kill a step of an import many times, on a desk in a process of its own."""
    address = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    if request.param == "postgres":
        address = request.getfixturevalue("postgres_url")

    def killed(step: str) -> dict:
        name = f"killed_{step}_{os.getpid()}"
        if request.param == "postgres":
            _psql(address, f"create database {name}")
        environment = os.environ | {
            "ALONGSIDE_HOME": str(tmp_path),
            "ALONGSIDE_DEBUG": "1",
            "DATABASE_URL": address.replace("/postgres", f"/{name}"),
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.desk.casework.killing", step, str(KILLS)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=1200,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return killed


def _psql(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as server:
        server.execute(statement)


def test_applying_killed_leaves_all_of_it_or_nothing_and_can_be_done_again(kill):
    found = kill("apply")
    old, new = found["before"], found["whole"]
    assert (old["state"], new["state"]) == ("applying", "applied")
    assert old["held"] != new["held"]
    assert len(found["killed"]) >= KILLS // 3
    for each in found["killed"]:
        left, became = each["left"], each["became"]
        assert left["faults"] == became["faults"] == []
        assert left == (new if left["state"] == "applied" else old), each["at"]
        assert became == new, each["at"]


def test_reading_killed_touches_nothing_held_and_can_be_done_again(kill):
    found = kill("read")
    old, new = found["before"], found["whole"]
    assert (old["state"], new["state"]) == ("reading", "ready")
    assert old["held"] == new["held"]
    assert len(found["killed"]) >= KILLS // 3
    for each in found["killed"]:
        left, became = each["left"], each["became"]
        assert left["faults"] == became["faults"] == []
        assert left == (new if left["state"] == "ready" else old), each["at"]
        assert became == new, each["at"]


def test_undoing_killed_leaves_all_of_it_or_nothing_and_can_be_done_again(kill):
    found = kill("undo")
    old, new = found["before"], found["whole"]
    assert (old["state"], new["state"]) == ("applied", "undone")
    assert old["held"] != new["held"] == found["begun"]["held"]
    assert found["killed"]  # once warm it is short: most are done before their moment
    for each in found["killed"]:
        left, became = each["left"], each["became"]
        assert left["faults"] == became["faults"] == []
        assert left == (new if left["state"] == "undone" else old), each["at"]
        assert became == new, each["at"]
