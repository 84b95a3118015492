"""Finance officers at the same budget at once: nothing is spent twice, nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROCESSES, ATTEMPTS = 3, 15


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])  # fmt: skip
def test_what_one_moved_the_other_cannot_and_all_adds_up(engine, request, tmp_path):
    """Of £40, 15 moves of £7 ask for £105; of £12 released, 15 uses of £1 ask for £15."""
    address = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    if engine == "postgres":
        address = request.getfixturevalue("own_postgres")
    environment = os.environ | {
        "ALONGSIDE_HOME": str(tmp_path), "ALONGSIDE_DEBUG": "1", "DATABASE_URL": address,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.money.spending", f"{PROCESSES}", f"{ATTEMPTS}"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=1800,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    came = found["came"]
    assert sum(came.values()) == PROCESSES * ATTEMPTS
    one, two = map(Decimal, found["stands"])
    assert one >= 0 and one + two == 80 and found["conserved"]
    assert came["refused"] and came["moved"] and came["typed"] == 15
    assert came["used"] <= 12 and Decimal(found["left"]) == 12 - came["used"]
    moves_with_uses = two - 40 - 7 * came["moved"]
    assert 0 <= moves_with_uses <= came["used"]
    assert found["months"] == 3 and found["faults"] == []
    assert found["lines"] >= came["moved"] + came["used"] + came["typed"]
