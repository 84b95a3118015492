"""The printed manual of indicators is their own, and their questions are portable."""

from pathlib import Path

import pytest

from alongside.reckon.indicators import listed
from alongside.reckon.indicators.manual import manual

PRINTED = Path(__file__).parents[2] / "docs" / "reference" / "indicators.md"
# What one engine or another lacks, or does otherwise.
NOT_PORTABLE = (
    " / ", "round(", "::", "cast(", "filter (", "extract(", "date_", "julianday", "interval",
    "true", "false", "||", "ilike", " limit ", "now(", "current_date",
)  # fmt: skip


def test_the_manual_of_indicators_is_fresh(rulebook):
    assert PRINTED.read_text("utf-8") == manual(rulebook), "Run: make manual"


def test_questions_join_and_compare_and_do_nothing_else(rulebook):
    for name, indicator in listed(rulebook).items():
        found = [words for words in NOT_PORTABLE if words in indicator.sql.lower()]
        assert not found, f"{name}: {found} differs between engines"


@pytest.mark.parametrize("column", ["counted_on", "team", "outcome", "days"])
def test_questions_give_four_columns(rulebook, column):
    for name, indicator in listed(rulebook).items():
        assert f" as {column}" in indicator.sql, f"{name} gives no {column}"
