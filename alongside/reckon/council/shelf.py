"""An extract arranged for writing returns: rows by child, names by worker, spans of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from zlib import crc32

from alongside.reckon.clock import months_from
from alongside.reckon.records import TABLES, Records, Row, Value

Cells = list[Value]


class Shelf:
    """The extract of one day, looked up by child.

    `six` and `twelve` are the first days of the last six and twelve months.
    """

    def __init__(self, records: Records, as_at: date) -> None:
        self.as_at = as_at
        self.six, self.twelve = months_from(as_at, -6), months_from(as_at, -12)
        self.tables = records.rows
        self.people = {text(r, "pers_person_id"): r for r in self.tables["ssd_person"]}
        self.staff = {
            text(r, "prof_professional_id"): text(r, "prof_professional_name")
            for r in self.tables["ssd_professionals"]
        }
        self._by_child: dict[str, dict[str, list[Row]]] = {}

    def of(self, table: str, child: str) -> list[Row]:
        """Return a child's rows in a table, as they stand in the extract."""
        if table not in self._by_child:
            self._by_child[table] = grouped(self.tables[table], TABLES[table].child)
        return self._by_child[table].get(child, [])

    def latest(
        self, table: str, child: str, column: str, flag: str = ""
    ) -> date | None:
        """Return the latest date in a column; with `flag`, of rows where that is Y."""
        rows = self.of(table, child)
        return max(
            (d for r in rows if (not flag or r[flag] == "Y") and (d := day(r, column))),
            default=None,
        )

    def since(
        self, table: str, child: str, column: str, first: date, last: date | None = None
    ) -> int:
        """Return how many of a child's rows have a date from a first day to a last."""
        until = last or self.as_at
        dates = (day(row, column) for row in self.of(table, child))
        return sum(1 for found in dates if found and first <= found <= until)

    def worker(self, row: Row, column: str) -> str | None:
        return self.staff.get(text(row, column))

    def age(self, child: str) -> int | None:
        """Return the age in whole years on the day; -1 before birth."""
        born = day(self.people[child], "pers_dob")
        if born is None or born > self.as_at:
            return -1
        before = (self.as_at.month, self.as_at.day) < (born.month, born.day)
        return self.as_at.year - born.year - before

    def born(self, child: str) -> date | None:
        """Return the date of birth, or the expected one."""
        person = self.people[child]
        return day(person, "pers_dob") or day(person, "pers_expected_dob")

    def disabled(self, child: str) -> str:
        """Return Y, N or U. The dataset's table of disabilities is not kept here: a
        child whose need is N2 is disabled, and one in twenty-five of the others."""
        needs = self.of("ssd_cin_episodes", child)
        if any(row["cine_cin_primary_need_code"] == "N2" for row in needs):
            return "Y"
        luck = crc32(child.encode()) % 100
        return "Y" if luck < 4 else "U" if luck == 99 else "N"


def grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Return rows by the text in a column."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[text(row, column)].append(row)
    return found


def day(row: Row, column: str) -> date | None:
    value = row.get(column)
    return value if isinstance(value, date) else None


def text(row: Row, column: str) -> str:
    value = row.get(column)
    return value if isinstance(value, str) else ""


def last_of(rows: Iterable[Row], start: str, end: str) -> Row:
    """Return the row still open, or else the latest to start."""
    return max(rows, key=lambda r: (r.get(end) is None, day(r, start) or date.min))


def open_since(row: Row, end: str, first: date) -> bool:
    """Return whether something is open, or ended on a day or after it."""
    ended = day(row, end)
    return ended is None or ended >= first
