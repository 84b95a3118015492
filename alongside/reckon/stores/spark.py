"""Apache Spark, reached by Spark Connect: for regions and the nation.

A table is a view of this session alone: nothing is written to the catalogue, and no
folder needs to be shared between the machines. What is filled in goes up as Arrow;
what `insert into` asks is kept as a question, and answered once when the table is
settled: its rows then lie in the memory of the workers.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any
from urllib.parse import urlsplit

from alongside.reckon.records import DATE, FLAG, NUMBER, TEXT, Value
from alongside.reckon.stores.store import (
    MARKER,
    Cells,
    Parameters,
    batches,
    closed,
    not_installed,
)

BATCH = 200_000
PORT = 15002
_INSERT = re.compile(r"\s*insert\s+into\s+(\w+)\s+(select\b.*)", re.I | re.S)


class Spark:
    name = "spark"
    _types = {TEXT: "string", DATE: "date", NUMBER: "bigint", FLAG: "string"}

    def __init__(self, address: str) -> None:
        self._session = _session(address)
        self._columns: dict[str, Mapping[str, str]] = {}
        self._parts: dict[str, list[Any]] = {}
        self._waiting: set[str] = set()
        self._kept: dict[str, Any] = {}

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        found = _INSERT.fullmatch(sql)
        if not found:
            raise ValueError(f"Spark runs only `insert into ... select`, not {sql!r}.")
        table, question = found.groups()
        self._add(table, self._typed(table, self._frame(question, parameters)))

    def ask(
        self, sql: str, parameters: Parameters | None = None
    ) -> list[tuple[Value, ...]]:
        columns = self._frame(sql, parameters).toArrow().columns
        return list(zip(*(column.to_pylist() for column in columns), strict=True))

    def _frame(self, sql: str, parameters: Parameters | None) -> Any:
        self._show(sql)
        given = {name: (parameters or {})[name] for name in MARKER.findall(sql)}
        return self._session.sql(MARKER.sub(r":\1", sql), args=given or None)

    def make(self, table: str, columns: Mapping[str, str]) -> None:
        if kept := self._kept.pop(table, None):
            kept.unpersist()
        self._columns[table], self._parts[table] = columns, []
        self._waiting.add(table)

    def fill(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Cells]
    ) -> None:
        import pyarrow

        types = _arrow_types(columns)
        for batch in batches(rows, BATCH):
            arrays = [
                pyarrow.array(cells, kind)
                for cells, kind in zip(zip(*batch, strict=True), types, strict=True)
            ]
            arrow = pyarrow.table(arrays, names=list(columns))
            self._add(table, self._session.createDataFrame(arrow))

    def settle(self, table: str) -> None:
        self._show(table)
        self._kept[table] = self._session.table(table).persist()

    def close(self) -> None:
        for kept in self._kept.values():
            kept.unpersist()
        self._session.stop()

    def _add(self, table: str, rows: Any) -> None:
        self._parts[table].append(rows)
        self._waiting.add(table)

    def _typed(self, table: str, rows: Any) -> Any:
        """Return rows with the names and types of the columns of the table they go to."""
        columns = self._columns[table]
        cast = [
            f"cast({name} as {self._types[kind]}) as {name}"
            for name, kind in columns.items()
        ]
        return rows.toDF(*columns).selectExpr(*cast)

    def _show(self, sql: str) -> None:
        """Make the view of each table the text names that had rows added since."""
        for table in self._waiting.intersection(re.findall(r"\w+", sql)):
            parts = self._parts[table] or [self._empty(table)]
            whole = reduce(lambda above, below: above.unionAll(below), parts)
            whole.createOrReplaceTempView(table)
            self._waiting.discard(table)

    def _empty(self, table: str) -> Any:
        nothing = ", ".join(
            f"cast(null as {self._types[kind]}) as {name}"
            for name, kind in self._columns[table].items()
        )
        return self._session.sql(f"select {nothing} where 1 = 0")


def _arrow_types(columns: Mapping[str, str]) -> list[Any]:
    import pyarrow

    types = {DATE: pyarrow.date32(), NUMBER: pyarrow.int64()}
    return [types.get(kind, pyarrow.string()) for kind in columns.values()]


def _session(address: str) -> Any:
    """Return a session of our own. Raises UnknownStore; a token is never shown."""
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        raise not_installed("Spark's client", "spark") from None
    server = urlsplit(address)
    place = f"{server.hostname}:{server.port or PORT}"
    try:
        # Asked first, because the client would go on trying for ten minutes.
        socket.create_connection((server.hostname, server.port or PORT), 10).close()
        session = SparkSession.builder.remote(address).create()
        session.version  # noqa: B018  (the first question that the server answers)
    except Exception as problem:
        raise closed("spark", place, problem) from None
    return session
