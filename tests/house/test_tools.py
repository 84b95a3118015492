"""Lint, format, types and import contracts hold: `make check`, as tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.slowly import slowly

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent

CHECKS = {
    "lint": ("ruff", "check", "--output-format", "concise"),
    "format": ("ruff", "format", "--check"),
    "types": ("mypy",),
    "imports": ("lint-imports", "--no-logo"),
}
QUICK = [check for check in CHECKS if check != "types"]


@pytest.mark.parametrize("check", [*QUICK, *slowly("types")])
def test_check(check):
    tool, *arguments = CHECKS[check]
    done = subprocess.run(
        [BIN / tool, *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, f"`make fix` may help.\n{done.stdout}{done.stderr}"
