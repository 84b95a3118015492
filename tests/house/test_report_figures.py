"""Every figure of the committee reports in examples/, worked out again by the product."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "examples" / "report_figures.py"
_spec = importlib.util.spec_from_file_location("report_figures", SCRIPT)
assert _spec and _spec.loader
report_figures = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(report_figures)
FIGURES = report_figures.figures()


def named(line):
    return f"{line['report']} {line['paragraph']}: {line['figure']}"


def test_every_figure_of_the_three_reports_is_there():
    assert len(FIGURES) == 124
    assert sum(bool(line["way"]) for line in FIGURES) == 99


@pytest.mark.parametrize("line", [f for f in FIGURES if f["way"]], ids=named)
def test_it_comes_out_as_others_worked_it_by_hand(line):
    assert line["reckoned"] == line["found"]


@pytest.mark.parametrize("line", [f for f in FIGURES if f["printed"]], ids=named)
def test_whether_the_report_agrees_is_told(line):
    assert line["says"] == line["agrees"]


@pytest.mark.parametrize("line", [f for f in FIGURES if not f["way"]], ids=named)
def test_what_cannot_be_worked_out_says_why(line):
    assert line["why_not"].endswith(".") and not line["inputs"] and not line["found"]


def test_it_runs_as_a_script():
    done = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "44.14 FTE, 5.14 more" in done.stdout
