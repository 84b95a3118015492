"""Several finance officers at one grant at the same moment: nothing is lost, or spent twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])  # fmt: skip
def test_nothing_is_spent_twice_and_nothing_is_lost(engine, request, tmp_path):
    address = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    if engine == "postgres":
        address = request.getfixturevalue("own_postgres")
    environment = os.environ | {
        "ALONGSIDE_HOME": str(tmp_path), "ALONGSIDE_DEBUG": "1", "DATABASE_URL": address,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.money.spending_grants"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    right = {
        "fits": True, "answered": 9, "kept": True, "left": True, "decided": 1,
        "release": "taken_back",
    }  # fmt: skip
    assert found["rounds"] == [right] * 5
    assert found["faults"] == []
