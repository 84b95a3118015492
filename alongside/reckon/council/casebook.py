"""What the case system shows on a day: rows as they had been typed in by then.

A life is told from beginning to end; the casebook keeps only what had been recorded by
the day of the extract. So two extracts of one life, a day apart, differ as two extracts
of a real system do: new rows, ends filled in, dates put right, mistakes taken out.
"""

from __future__ import annotations

from datetime import date

from alongside.reckon.council.pace import Pace
from alongside.reckon.council.teams import FOREVER
from alongside.reckon.records import TABLES, Records, Row, Value

NEVER = 0

# What the invented case system does not record: another council's may.
NOT_KEPT = frozenset(
    ("ssd_disability", "ssd_immigration_status", "ssd_assessment_factors")
    + ("ssd_pre_proceedings", "ssd_cla_previous_permanence", "ssd_sdq_scores")
    + ("local_health_in_year", "local_deprivation_of_liberty")
    + ("local_workforce_return", "local_workforce_vacancies")
    + ("local_strategy_discussions", "local_events")
    + ("local_clock_stops", "local_due_overrides")
)
KEPT = tuple(name for name in TABLES if name not in NOT_KEPT)


class Casebook:
    """Rows recorded by `as_at` (a day number), kept by table.

    `floor` is the day before which nothing may be recorded (the day on which the thing
    that a row belongs to was recorded itself); `until` the day on which what is now
    written is taken out again, as entered in error.
    """

    def __init__(self, pace: Pace, as_at: int) -> None:
        self.as_at = as_at
        self.rows: dict[str, list[Row]] = {name: [] for name in KEPT}
        self.floor, self.until = NEVER, FOREVER
        self._pace = pace

    def put(self, table: str, seen: int, /, **row: Value) -> int:
        """Keep a row if it had been recorded by now; return the day it was recorded."""
        seen = max(seen, self.floor)
        if seen <= self.as_at < self.until:
            self.rows[table].append(row)
        return seen

    def day(self, day: int) -> date | None:
        """Return a day as a date; NEVER is nothing."""
        return self._pace.date(day) if day else None

    def shown(self, day: int, seen: int) -> date | None:
        """Return a day as a date if it was recorded by now, else nothing."""
        return self._pace.date(day) if day and seen <= self.as_at else None

    def records(self) -> Records:
        return Records(self.rows)
