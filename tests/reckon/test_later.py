"""Statistics that take long to import wait until somebody asks for them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from alongside.reckon.later import Later

HEAVY = "scipy.stats", "statsmodels", "pandas"


def test_the_evaluation_starts_without_them_and_reckons_with_them():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, alongside.reckon.pilots.verdict, alongside.reckon.pilots.inference as i;"
            f"print([name for name in {HEAVY!r} if name in sys.modules]);"
            "print(round(i.stats.t.ppf(0.975, 6), 4))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split("\n") == ["[]", "2.4469", ""]


def test_what_is_not_installed_is_told_when_it_is_used():
    with pytest.raises(ModuleNotFoundError, match="no_such_statistics"):
        Later("no_such_statistics").mean([1.0])
