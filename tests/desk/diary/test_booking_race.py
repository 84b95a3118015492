"""Many book the same hours at once: no hour is given away twice, and no meeting by half."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WHOLE, SAMPLE = ("16", "150"), ("4", "25")  # processes, and attempts of each


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])  # fmt: skip
def test_nobody_is_booked_twice_and_each_refusal_is_explained(engine, request, tmp_path):  # fmt: skip
    address = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    if engine == "postgres":
        address = request.getfixturevalue("own_postgres")
    environment = os.environ | {
        "ALONGSIDE_HOME": str(tmp_path), "ALONGSIDE_DEBUG": "1", "DATABASE_URL": address,
    }  # fmt: skip
    size = WHOLE if os.environ.get("ALONGSIDE_THOROUGH") else SAMPLE
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.diary.racing", *size],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1800,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    race, unguarded = found["race"], found["unguarded"]
    assert race["attempts"] == int(size[0]) * int(size[1])
    assert (race["double"], race["half"], race["otherwise"]) == (0, 0, [])
    assert race["booked"] + race["refused"] == race["attempts"]
    assert race["booked"] and race["refused"] and found["faults"] == []
    assert unguarded["double"], "The race finds nothing, even where nothing forbids it."
