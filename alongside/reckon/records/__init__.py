"""The shapes that are read: tables named as in the Standard Safeguarding Dataset.

Where the dataset has the thing, table and column names are the dataset's own
(`ssd_...`, data-to-insight/ssd-data-model, release 1.4.5), so that a council which
already publishes it is read in place. Where it has not, a table of ours stands beside
them, named `local_...`: a council fills it from a report of its own.

Keys and codes are text, as they come: leading zeros are kept. A `DATE` is a calendar
day without a time. A `FLAG` is `Y`, `N` or nothing (not known).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import cast

from alongside.reckon.records import (
    child_in_need,
    child_protection,
    front_door,
    looked_after,
    people,
    staff,
    told,
)
from alongside.reckon.records.rows import Rows
from alongside.reckon.records.table import (
    DATE,
    FLAG,
    NUMBER,
    TEXT,
    Row,
    Table,
    Value,
)

__all__ = [
    "DATE", "FLAG", "NUMBER", "ONE_ROW_A_CHILD", "TABLES",
    "TELL_WHAT_WAS_DONE", "TEXT", "Records", "Row", "Rows", "Table", "Value",
]  # fmt: skip

_SERVICES = (
    people, front_door, child_in_need, child_protection, looked_after, staff, told,
)  # fmt: skip

TABLES: dict[str, Table] = {
    table.name: table for service in _SERVICES for table in service.TABLES
}

ONE_ROW_A_CHILD = frozenset({"ssd_care_leavers"})
"""Tables that hold one row a child in every format, with the latest day of each thing."""

TELL_WHAT_WAS_DONE = frozenset({
    "local_referral_decisions", "ssd_cin_visits", "ssd_cp_visits", "ssd_cp_reviews",
    "local_core_groups", "ssd_cla_visits", "ssd_cla_reviews", "ssd_cla_health",
    "ssd_sdq_scores",
})  # fmt: skip
"""Tables that only tell what was done about something that another table began. One of the
dataset's without a row tells nothing: were it believed, everything would be overdue."""


@dataclass
class Records:
    """What one or more extracts hold: rows by table, and how complete each table is.

    A table that is absent was not in the extract at all, which is not the same as a
    table with no rows. `latest_only` names the tables of which the source gives one
    row a child, the latest (Annex A gives a child's last visit, not every visit).
    `complete_since` has the day from which on a table is complete: a return gives
    every review of its year, and none from before it. `unsaid` names the columns that
    the source does not have of who somebody is: it says nothing there, not "nothing".
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    latest_only: set[str] = field(default_factory=set)
    complete_since: dict[str, date] = field(default_factory=dict)
    unsaid: dict[str, frozenset[str]] = field(default_factory=dict)

    def hold(self, table: str) -> list[Row]:
        """Return the rows of a table, making the table present if it was absent."""
        if table not in TABLES:
            raise KeyError(f"There is no table {table!r} in the records.")
        return self.rows.setdefault(table, [])

    def add(self, table: str, **values: Value) -> None:
        self.hold(table).append(values)

    def put(self, table: str, columns: Mapping[str, Sequence[Value]]) -> None:
        """Add rows that came as columns."""
        rows = Rows.of(columns)
        if held := self.hold(table):
            held.extend(rows)
        else:
            self.rows[table] = cast("list[Row]", rows)  # it does all that a list does

    def by_column(self, table: str) -> Rows:
        """Return the rows of a table, whose columns may be asked for and replaced."""
        rows: Sequence[Row] = self.rows.get(table, ())
        return rows if isinstance(rows, Rows) else Rows(rows)

    def column(self, table: str, name: str) -> Iterable[Value]:
        """Return the values of a column, row for row; none where the table is absent."""
        rows: Iterable[Row] = self.rows.get(table, ())
        if isinstance(rows, Rows):
            return rows.column(name)
        return (row.get(name) for row in rows)

    def columns(self, table: str, *names: str) -> Iterator[tuple[Value, ...]]:
        """Return the values of some columns, together row for row."""
        return zip(*(self.column(table, name) for name in names), strict=True)

    def children(self) -> Iterator[str]:
        """Yield each child's identifier that any row names, once."""
        named = (
            self.column(name, TABLES[name].child)
            for name in self.rows
            if TABLES[name].child
        )
        for child in dict.fromkeys(chain.from_iterable(named)):
            if isinstance(child, str):
                yield child

    def held(self) -> frozenset[str]:
        """Return what is held: tables, and each event that `local_events` tells of."""
        told = set(self.column("local_events", "evnt_event"))
        return frozenset(self.rows) | {name for name in told if isinstance(name, str)}

    def count(self) -> int:
        return sum(map(len, self.rows.values()))
