"""Stores: SQLite, DuckDB and PostgreSQL. The only file that knows an engine.

Every question is one text of portable SQL with named parameters (`$as_at`). What differs
between engines (the marker, how dates are kept, how rows are loaded fast) stays here.
Rows come back as tuples of text, whole numbers, dates and None, the same on each engine.

An address is `sqlite://` or `duckdb://` for a store in memory, `sqlite:///file.db`,
`duckdb:///file.duckdb`, or `postgresql://...`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from datetime import date
from itertools import islice
from typing import Any, Protocol

from alongside.reckon.records import DATE, FLAG, NUMBER, TABLES, TEXT, Records, Value

Cells = Sequence[Value]
MARKER = re.compile(r"\$([a-z_]+)")
BATCH = 50_000
DATES = frozenset(name for table in TABLES.values() for name in table.dates)


class UnknownStore(ValueError):
    """An address of no store we know, or of one that cannot be opened."""


class Store(Protocol):
    """What the reckoning asks of an engine."""

    name: str

    def run(self, sql: str, parameters: Mapping[str, Value] | None = None) -> None:
        """Run one statement."""

    def ask(
        self, sql: str, parameters: Mapping[str, Value] | None = None
    ) -> list[tuple[Value, ...]]:
        """Return all rows that a SELECT finds."""

    def make(self, table: str, columns: Mapping[str, str]) -> None:
        """Make an empty table, in place of any of that name."""

    def fill(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Cells]
    ) -> None:
        """Add rows, each in the order of `columns`."""

    def close(self) -> None: ...


class SQLite:
    name = "sqlite"
    _types = {TEXT: "text", DATE: "text", NUMBER: "integer", FLAG: "text"}

    def __init__(self, path: str) -> None:
        try:
            self._connection = sqlite3.connect(path or ":memory:", isolation_level=None)
        except sqlite3.OperationalError as problem:
            raise _closed(self.name, path, problem) from None

    def run(self, sql: str, parameters: Mapping[str, Value] | None = None) -> None:
        text, values = _marked(sql, parameters, "?")
        self._connection.execute(text, [_as_text(value) for value in values])

    def ask(
        self, sql: str, parameters: Mapping[str, Value] | None = None
    ) -> list[tuple[Value, ...]]:
        text, values = _marked(sql, parameters, "?")
        cursor = self._connection.execute(text, [_as_text(value) for value in values])
        dated = [
            place
            for place, column in enumerate(cursor.description)
            if is_date_column(column[0])
        ]
        return [_with_dates(row, dated) for row in cursor]

    def make(self, table: str, columns: Mapping[str, str]) -> None:
        self._connection.execute(f"drop table if exists {table}")
        self._connection.execute(_create(table, columns, self._types))

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

    def close(self) -> None:
        self._connection.close()


class DuckDB:
    name = "duckdb"
    _types = {TEXT: "varchar", DATE: "date", NUMBER: "bigint", FLAG: "varchar"}

    def __init__(self, path: str) -> None:
        try:
            import duckdb
        except ModuleNotFoundError:
            raise UnknownStore(
                "DuckDB is not installed. Run: pip install 'alongside[reckon]'"
            ) from None
        try:
            # Nothing spills to disk in the clear, however large the question.
            self._connection = duckdb.connect(
                path or ":memory:", config={"temp_directory": ""}
            )
        except duckdb.IOException as problem:
            raise _closed(self.name, path, problem) from None

    def run(self, sql: str, parameters: Mapping[str, Value] | None = None) -> None:
        self.ask(sql, parameters)

    def ask(
        self, sql: str, parameters: Mapping[str, Value] | None = None
    ) -> list[tuple[Value, ...]]:
        text, values = _marked(sql, parameters, "?")
        return self._connection.execute(text, values).fetchall()

    def make(self, table: str, columns: Mapping[str, str]) -> None:
        self._connection.execute(f"drop table if exists {table}")
        self._connection.execute(_create(table, columns, self._types))

    def fill(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Cells]
    ) -> None:
        kinds = [self._types[kind] for kind in columns.values()]
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            by_column = [list(cells) for cells in zip(*batch, strict=True)]
            self._connection.execute(f"insert into {table} select {lists}", by_column)

    def close(self) -> None:
        self._connection.close()


class PostgreSQL:
    name = "postgresql"
    _types = {TEXT: 'text collate "C"', DATE: "date", NUMBER: "bigint", FLAG: "text"}

    def __init__(self, address: str) -> None:
        try:
            import psycopg
        except ModuleNotFoundError:
            raise UnknownStore(
                "The PostgreSQL driver is not installed. "
                "Run: pip install 'alongside[postgres]'"
            ) from None
        try:
            self._connection = psycopg.connect(address, autocommit=True)
        except psycopg.OperationalError as problem:
            # The address may carry a password, so only what is after it is shown.
            raise _closed(self.name, address.rpartition("@")[2], problem) from None

    def run(self, sql: str, parameters: Mapping[str, Value] | None = None) -> None:
        text, values = _marked(sql, parameters, "%s")
        self._connection.execute(text.encode(), values)

    def ask(
        self, sql: str, parameters: Mapping[str, Value] | None = None
    ) -> list[tuple[Value, ...]]:
        text, values = _marked(sql, parameters, "%s")
        return self._connection.execute(text.encode(), values).fetchall()

    def make(self, table: str, columns: Mapping[str, str]) -> None:
        self._connection.execute(f"drop table if exists {table}".encode())
        self._connection.execute(_create(table, columns, self._types).encode())

    def fill(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Cells]
    ) -> None:
        with self._connection.cursor() as cursor:
            with cursor.copy(f"copy {table} from stdin".encode()) as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(f"analyze {table}".encode())

    def close(self) -> None:
        self._connection.close()


def connect(address: str = "duckdb://") -> AbstractContextManager[Store]:
    """Open the store at an address; used in `with`, it closes itself.

    Raises UnknownStore.
    """
    scheme, _, rest = address.partition("://")
    opened: Store
    if scheme == "sqlite":
        opened = SQLite(rest.removeprefix("/"))
    elif scheme == "duckdb":
        opened = DuckDB(rest.removeprefix("/"))
    elif scheme in ("postgresql", "postgres"):
        opened = PostgreSQL(address)
    else:
        raise UnknownStore(
            f"{address!r} is not a store. Use sqlite://, duckdb:// or postgresql://."
        )
    return closing(opened)


def _closed(name: str, place: str, problem: Exception) -> UnknownStore:
    reason = str(problem).strip().splitlines()[0]
    return UnknownStore(
        f"The {name} store at {place} could not be opened ({reason}). Check the address."
    )


def load(store: Store, records: Records) -> None:
    """Put records into a store: every table is made, also those the records lack."""
    for name, table in TABLES.items():
        store.make(name, table.columns)
        rows = records.rows.get(name, ())
        columns = tuple(table.columns)
        store.fill(
            name, table.columns, ([row.get(key) for key in columns] for row in rows)
        )


def is_date_column(name: str) -> bool:
    """Whether a column of an answer holds dates, told by its name.

    SQLite has no type for a day, so dates are known by how the records and the house
    name them.
    """
    named = name.endswith(("_on", "_day", "_date", "_dob")) or name in ("day", "due")
    return named or name in DATES


def _marked(
    sql: str, parameters: Mapping[str, Value] | None, marker: str
) -> tuple[str, list[Value]]:
    """Return the text with the engine's marker, and the values in their order."""
    values: list[Value] = []

    def mark(found: re.Match[str]) -> str:
        values.append((parameters or {})[found[1]])
        return marker

    if marker == "%s":
        sql = sql.replace("%", "%%")
    return MARKER.sub(mark, sql), values


def _create(table: str, columns: Mapping[str, str], types: Mapping[str, str]) -> str:
    body = ", ".join(f"{name} {types[kind]}" for name, kind in columns.items())
    return f"create table {table} ({body})"


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
