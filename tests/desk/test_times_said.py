"""The time of day, as every page says it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

import alongside.desk
from alongside.desk.access.templatetags.times import time_said

DESK = Path(alongside.desk.__file__).parent
WORKED = [
    (datetime(2026, 3, 2, 9, 5, tzinfo=UTC), "9:05am", "winter: London is UTC"),
    (datetime(2026, 7, 1, 12, 30, tzinfo=UTC), "1:30pm", "summer: an hour on"),
    (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), "midnight", "of London, in summer"),
    (datetime(2026, 3, 2, 12, 0, 59, tzinfo=UTC), "midday", "to the minute"),
    (datetime(2026, 3, 2, 0, 1, tzinfo=UTC), "12:01am", "the minute after midnight"),
    (time(14, 30), "2:30pm", "a time of the week, of no day"),
    (time(12), "midday", "neither am nor pm"),
    (datetime(2026, 3, 2, 8, 30), "8:30am", "by the wall’s clock already"),
]  # fmt: skip


@pytest.mark.parametrize(("moment", "said", "why"), WORKED)
def test_a_time_is_said_by_the_twelve_hour_clock(moment, said, why):
    assert time_said(moment) == said, why


def test_no_page_says_a_time_by_the_other_clock():
    """But in an address, and in what is typed."""
    other = re.compile(r'\|(?:date|time):"[^"]*H:i"')
    found = [
        str(page.relative_to(DESK))
        for page in sorted(DESK.rglob("*.html"))
        if other.search(page.read_text(encoding="utf-8"))
    ]
    assert not found
