"""The page of planted faults names lines that stand, and the command reads it rightly."""

from __future__ import annotations

import tomllib

import pytest

from tests.mutants import HOUSE, KEPT, alive, fault_in, kept_faults

MUTATED = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]


def test_every_fault_that_is_kept_would_be_planted_in_a_line_that_stands():
    lines = {
        line.strip()
        for path in MUTATED["only_mutate"]
        for line in (HOUSE / path).read_text("utf-8").splitlines()
    }
    kept = kept_faults(KEPT.read_text("utf-8"))
    assert len(kept) > 5
    assert [was for was, _ in kept if was not in lines] == []


@pytest.mark.parametrize("name", ["only_mutate", "pytest_add_cli_args_test_selection"])
def test_the_files_of_the_run_are_there(name):
    assert [path for path in MUTATED[name] if not (HOUSE / path).exists()] == []


def test_what_the_tool_says_is_read_rightly():
    said = "    a.b__mutmut_1: survived\n    a.b__mutmut_2: no tests\nc: killed\n\n"
    assert alive(said) == ["a.b__mutmut_1", "a.b__mutmut_2"]
    diff = (
        "# a.b: survived\n--- a.py\n+++ a.py\n@@ -1 +1,2 @@\n def b():\n"
        '-    return -1 + "one"\n-    # two\n+    return None\n'
    )
    assert fault_in(diff) == ('return -1 + "one" # two', "return None")
