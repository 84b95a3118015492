"""The list of lengthy tests names tests that there are, each once, in order."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from tests import lengthy
from tests.lengthy import LIST, listed, name_of

ROOT = Path(__file__).parents[2]


def test_each_is_a_test():
    for name in sorted(listed()):
        path, _, test = name.partition("::")
        assert f"def {test.rpartition('::')[2]}(" in (ROOT / path).read_text("utf-8"), (
            f"{name} is no test any more: take it out of tests/lengthy.txt, or make lengthy"
        )


def test_in_order_and_once():
    lines = LIST.read_text().splitlines()
    assert lines == sorted(set(lines))


def test_a_test_goes_by_its_name_whatever_its_parameters():
    assert name_of("tests/a.py::test_b[1-[x]]") == "tests/a.py::test_b"


def test_what_took_long_with_its_setting_up_is_written_by_name(monkeypatch, tmp_path):
    """0.1 and 0.2 s are 0.3; 0.15 s alone is no length."""
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    monkeypatch.setattr(lengthy, "LIST", tmp_path / "lengthy.txt")
    measured = lengthy.Measured()
    for test, seconds in (("a::long[1]", 0.1), ("a::long[1]", 0.2), ("a::quick", 0.15)):
        measured.pytest_runtest_logreport(
            SimpleNamespace(nodeid=test, duration=seconds)
        )
    measured.pytest_sessionfinish()
    assert lengthy.listed() == {"a::long"}
