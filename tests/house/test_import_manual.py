"""What the manual says of imports is what the desk does."""

from __future__ import annotations

from pathlib import Path

from alongside.desk.casework import checks
from alongside.desk.casework.comparison import KINDS
from alongside.reckon.intake.gate import MAX_BYTES

MANUAL = Path(__file__).parents[2] / "docs" / "how-to" / "check-an-import.md"


def test_the_groups_mean_in_the_manual_what_they_mean_on_the_page():
    text = MANUAL.read_text("utf-8")
    for kind in KINDS.values():
        assert f"| {kind.label} | {kind.means} |" in text


def test_the_bounds_in_the_manual_are_those_of_the_checks(settings):
    text = " ".join(MANUAL.read_text("utf-8").split())
    assert f"larger than {MAX_BYTES // 1_000_000} MB" in text
    assert f"more than {checks.STALE.days} days before the day" in text
    assert f"of {checks.FEW} dates or more" in text
    assert f"looked after for more than {checks.GROWN} years" in text
    assert f"Of the last {settings.EXPORTS_KEPT} exports applied" in text
