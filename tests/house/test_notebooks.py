"""The notebooks of examples/ run from first cell to last, and print what they hold."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
NOTEBOOKS = sorted((HOUSE / "examples").glob("*.ipynb"))


@pytest.mark.slow
def test_each_notebook_prints_what_it_holds():
    done = subprocess.run(
        [sys.executable, HOUSE / "examples" / "run_again.py", "--check"],
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_leads_to_pages_that_are_there(path):
    text = path.read_text("utf-8")
    targets = re.findall(r"\]\((\.\./[^)#]+)", text)
    assert targets
    assert [t for t in targets if not (path.parent / t).resolve().exists()] == []


def test_there_are_notebooks():
    assert NOTEBOOKS
