"""The checker, measured on reports written by somebody who had not seen it, keeps its floors.

What is held out was never looked at while the checker was built: it says what to expect of
a report that nobody here has seen.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "check_report.py"


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("check_report_measured", BENCHMARK)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def measured(benchmark):
    return benchmark.measure(benchmark.CORPUS)


def test_most_planted_faults_of_each_kind_are_found(benchmark, measured):
    assert len(measured.caught) + len(measured.missed) >= 60
    assert measured.recall >= 0.95
    kinds = benchmark.by_kind(measured)
    assert len(kinds) >= 12
    assert not [
        kind for kind, (caught, planted) in kinds.items() if caught * 2 < planted
    ]


def test_what_is_found_is_right_and_the_surer_the_more(measured):
    assert measured.precision("certain") >= 0.95
    assert measured.precision("certain", "likely") >= 0.9
    assert len(measured.clean) >= 5 and sum(measured.clean.values()) <= 1


def test_most_of_what_is_held_out_is_found(benchmark):
    measured = benchmark.measure(benchmark.HELD_OUT)
    assert measured.recall >= 0.6
    assert measured.precision("certain", "likely") >= 0.85


def test_each_kind_of_finding_says_which_faults_it_may_be_of(benchmark):
    """A kind that the measuring does not know stops it, and is not counted as wrong."""
    from alongside.reckon.reports import checks

    source = "".join(
        path.read_text("utf-8") for path in Path(checks.__file__).parent.glob("*.py")
    )
    assert not [kind for kind in benchmark.MAY_BE if f'"{kind}"' not in source]
