"""An indicator: who is counted, of whom what is asked, and by which day.

An indicator is a SELECT over the records, the reckoned clocks and the calendar, with a row
a case and four columns:

- `counted_on`, the day that puts the case into a month;
- `team`, or nothing where none is recorded;
- `outcome`: `yes` (in the numerator), `no` (in the denominator alone), or one of `REASONS`
  (in neither, but counted as left out);
- `days`, the working day on which it was done (0 the same day), or nothing.

The house counts the rows by month, team, outcome and days (`counting.py`), so that all an
engine returns are whole numbers.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

LOCAL, DEPARTMENT = "local", "department"
FAMILIES = {
    LOCAL: "Local: the council's clocks, by the day they fell due",
    DEPARTMENT: "The Department's: as the national statistics count",
}

YES, NO = "yes", "no"
REASONS = {
    "invalid_sequence": "ended before it began, by the record",
    "cannot_compute": "the export lacks what is needed to say",
    "closed_before_due": "the duty fell away before its last day",
    "superseded": "an earlier clock of the same timescale was still running",
    "not_applicable": "the law or a decision had lifted the timescale",
    "running": "not done, and its last day is not over",
}


@dataclass(frozen=True)
class Band:
    """A stretch of working days: `Band("41-45", 41, 45)`; `last` is None where open."""

    label: str
    first: int
    last: int | None

    def holds(self, days: int) -> bool:
        return self.first <= days and (self.last is None or days <= self.last)


@dataclass(frozen=True)
class Indicator:
    """A named figure: a share of cases, with all that a reader needs to judge it.

    `counted` says who is in the denominator, `numerator` who of them is in the numerator,
    `left_out` who is in neither. `placed_by` says which day puts a case into a month;
    `snapshot` that it is asked of the last day of each period instead, so that months do
    not add up to the whole. `rules` are the timescales whose clocks it reads: it can be
    answered where one of them can. `family` is `local` or `department`; no two indicators
    share a name. `version` rises when a definition changes.
    """

    name: str
    title: str
    family: str
    counted: str
    numerator: str
    left_out: str
    placed_by: str
    source: str
    sql: str
    verified: bool = True
    version: int = 1
    rules: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    snapshot: bool = False

    @cached_property
    def reads(self) -> frozenset[str]:
        """The tables of records that the question itself reads."""
        return frozenset(re.findall(r"\b(?:ssd|local)_\w+", self.sql))

    def lacks(self, held: Set[str]) -> str:
        """Return which tables are wanting before it can be answered, or nothing."""
        return " and ".join(sorted(self.reads - held))


DAYS = (
    "case when done.day = began.day then 0 "
    "else done.number - began.number + 1 - done.working end"
)
"""The working day on which a thing begun on `began` was done (rows of the calendar).

Day n is the last day in time for a limit of n working days: a thing done on a Saturday is
of the next working day's number, because Friday's limit had passed. The same day is 0.
"""

JOINED_DAYS = """
    left join calendar as began on began.day = {began}
    left join calendar as done on done.day = {done}"""
