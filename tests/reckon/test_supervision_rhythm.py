"""Supervision by a rhythm: what fell due, what was held, when the next is."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.reckon.supervision import next_due, sessions_since

MONDAY = date(2026, 1, 5)


def days(sessions) -> list[tuple[str, str | None]]:
    return [
        (each.due_on.isoformat(), each.held_on and each.held_on.isoformat())
        for each in sessions
    ]


@pytest.mark.parametrize(
    ("held", "weeks", "due", "why"),
    [
        (date(2028, 2, 1), 4, date(2028, 2, 29), "into 29 February"),
        (date(2027, 2, 1), 4, date(2027, 3, 1), "a year that has none"),
        (date(2028, 2, 29), 4, date(2028, 3, 28), "from 29 February, over the clocks"),
        (date(2026, 12, 7), 4, date(2027, 1, 4), "into another year"),
        (date(2026, 1, 5), 1, date(2026, 1, 12), "every week"),
    ],
)
def test_when_the_next_is_due(held, weeks, due, why):
    assert next_due(held, weeks) == due, why


def test_a_session_counts_for_its_own_stretch_alone():
    two = [date(2026, 1, 20), date(2026, 1, 27)]
    assert days(sessions_since(MONDAY, date(2026, 3, 30), 4, two)) == [
        ("2026-02-02", "2026-01-20"),
        ("2026-03-02", None),
    ], "two in January do not make up for February; 30 March is not past on that day"


def test_a_session_on_its_last_day_is_in_time_and_on_the_day_before_it_is_not_counted():
    held = [MONDAY, date(2026, 2, 2)]
    assert days(sessions_since(MONDAY, date(2026, 2, 3), 4, held)) == [
        ("2026-02-02", "2026-02-02")
    ], "what was held on the first day belongs to the stretch before"


def test_nothing_is_due_before_its_last_day_has_passed():
    assert sessions_since(MONDAY, date(2026, 2, 2), 4, []) == []
    assert days(sessions_since(MONDAY, date(2026, 2, 3), 4, [])) == [
        ("2026-02-02", None)
    ]


def test_a_rhythm_of_no_weeks_is_refused():
    with pytest.raises(ValueError, match="not every 0"):
        sessions_since(MONDAY, date(2026, 3, 30), 0, [])
