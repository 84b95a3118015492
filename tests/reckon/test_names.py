"""The names an analyst begins with: all there, each what it says, none fetched too soon."""

from __future__ import annotations

import subprocess
import sys

import pytest

import alongside.reckon as reckon
from alongside.reckon import clock, dues, indicators, intake, rulebook


def test_every_name_that_is_offered_is_there():
    assert set(reckon._PLACES) == set(reckon.__all__) <= set(dir(reckon))
    for name in reckon.__all__:
        assert callable(getattr(reckon, name)), name


def test_the_names_that_differ_from_their_rooms_are_what_they_say():
    assert reckon.read_export is intake.read
    assert reckon.read_exports is intake.read_all
    assert reckon.read_rulebook is rulebook.read
    assert reckon.reckon_export is dues.dues
    assert reckon.count_indicators is indicators.answers
    assert reckon.Clock is clock.Clock


def test_a_name_that_is_none_is_refused_as_python_does():
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        reckon.no_such_name  # noqa: B018


def test_to_count_days_nothing_but_python_is_fetched():
    """A council that may install nothing can still count."""
    asked = (
        "import sys; from alongside.reckon import Clock, arithmetic, read_rulebook;"
        "read_rulebook(); print({'duckdb', 'openpyxl', 'python_calamine', 'numpy',"
        "'django'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
