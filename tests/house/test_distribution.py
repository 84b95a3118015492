"""What is built to be installed elsewhere holds all that the tree holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT_OUT = shutil.ignore_patterns("__pycache__")
BUILD = "from setuptools.build_meta import build_wheel; build_wheel('dist')"


@pytest.mark.slow
def test_every_file_of_the_package_is_in_the_wheel(tmp_path):
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "alongside", tmp_path / "alongside", ignore=KEPT_OUT)
    there = {
        path.relative_to(tmp_path).as_posix()
        for path in (tmp_path / "alongside").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    built = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=tmp_path, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    missing = there - set(zipfile.ZipFile(wheel).namelist())
    assert not missing, "Add the ending to package-data in pyproject.toml."
