"""Several acknowledge a concern at the same moment: one has it, each other is told who."""

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
def test_one_is_first_the_others_are_told_and_nobody_is_told_of_it_twice(engine, request, tmp_path):  # fmt: skip
    address = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    if engine == "postgres":
        address = request.getfixturevalue("own_postgres")
    environment = os.environ | {
        "ALONGSIDE_HOME": str(tmp_path), "ALONGSIDE_DEBUG": "1", "DATABASE_URL": address,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.contacts.acknowledging"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    right = {"done": 1, "told": 5, "looked": 2, "twice": False}
    assert found["rounds"] == [right] * 10
    assert found["faults"] == []
