"""SQLite: in memory or in a file; needs nothing but Python. Days are kept as ISO text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from alongside.reckon.records import DATE, FLAG, NUMBER, TABLES, TEXT, Value
from alongside.reckon.stores.store import (
    MARKER,
    Cells,
    Parameters,
    closed,
    create,
    in_order,
    refuse_others_tables,
)

DATES = frozenset(name for table in TABLES.values() for name in table.dates)


class SQLite:
    name = "sqlite"
    _types = {TEXT: "text", DATE: "text", NUMBER: "integer", FLAG: "text"}

    def __init__(self, path: str) -> None:
        try:
            self._connection = sqlite3.connect(path or ":memory:", isolation_level=None)
            found = self._connection.execute("select name from sqlite_master")
            refuse_others_tables((name for (name,) in found), path)
        except sqlite3.Error as problem:
            raise closed(self.name, path, problem) from None

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        self._execute(sql, parameters)

    def ask(
        self, sql: str, parameters: Parameters | None = None
    ) -> list[tuple[Value, ...]]:
        cursor = self._execute(sql, parameters)
        dated = [
            place
            for place, column in enumerate(cursor.description)
            if is_date_column(column[0])
        ]
        return [_with_dates(row, dated) for row in cursor]

    def _execute(self, sql: str, parameters: Parameters | None) -> sqlite3.Cursor:
        values = [_as_text(value) for value in in_order(parameters, sql)]
        return self._connection.execute(MARKER.sub("?", sql), values)

    def make(self, table: str, columns: Mapping[str, str]) -> None:
        self._connection.execute(f"drop table if exists {table}")
        self._connection.execute(create(table, columns, self._types))

    def fill(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Cells]
    ) -> None:
        marks = ", ".join("?" * len(columns))
        self._connection.execute("begin")
        self._connection.executemany(
            f"insert into {table} values ({marks})",
            ([_as_text(value) for value in row] for row in rows),
        )
        self._connection.execute("commit")

    def index(self, table: str, columns: Sequence[str]) -> None:
        named = f"{table}_by_{'_'.join(columns)}"
        self._connection.execute(
            f"create index {named} on {table} ({', '.join(columns)})"
        )

    def settle(self, table: str) -> None:
        self._connection.execute(f"analyze {table}")

    def close(self) -> None:
        self._connection.close()


def is_date_column(name: str) -> bool:
    """Whether a column of an answer holds dates, told by its name.

    SQLite has no type for a day, so dates are known by how the records and the house
    name them.
    """
    named = name.endswith(("_on", "_day", "_date", "_dob")) or name in ("day", "due")
    return named or name in DATES


def _as_text(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value


def _with_dates(row: tuple[Any, ...], dated: list[int]) -> tuple[Value, ...]:
    if not dated:
        return row
    cells = list(row)
    for place in dated:
        if cells[place] is not None:
            cells[place] = date.fromisoformat(cells[place])
    return tuple(cells)
