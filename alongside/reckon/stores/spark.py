"""Apache Spark, reached by Spark Connect: for regions and the nation.

A table is a view of this session alone: nothing is written to the catalogue, and no
folder needs to be shared between the machines. What is filled in goes up as Arrow;
what `insert into` asks is worked out there, and its rows stay with the workers.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Mapping
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

BATCH = 50_000
PORT = 15002
MESSAGE = 100_000_000  # bytes: a server takes 128 MiB
_INSERT = re.compile(r"\s*insert\s+into\s+(\w+)\s+(select\b.*)", re.I | re.S)


class Spark:
    name = "spark"
    _types = {TEXT: "string", DATE: "date", NUMBER: "bigint", FLAG: "string"}

    def __init__(self, address: str) -> None:
        self._session = session(address)
        self._columns: dict[str, Mapping[str, str]] = {}
        self._parts: dict[str, list[str]] = {}
        self._waiting: set[str] = set()
        self._kept: list[Any] = []  # what is let go is forgotten by the server

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        found = _INSERT.fullmatch(sql)
        if not found:
            raise ValueError(f"Spark runs only `insert into ... select`, not {sql!r}.")
        table, question = found.groups()
        rows = self._typed(table, self._frame(question, parameters))
        self._add(table, self._worked_out(rows))

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

    def _worked_out(self, rows: Any) -> Any:
        """Have rows worked out now and kept by the workers; how they came is forgotten.

        Else a question over all of them would be planned as one, and outgrow the memory
        of the server that plans it.
        """
        self._kept.append(rows.localCheckpoint())
        # The client takes it for the active session's, which may be another than ours.
        return type(rows)(self._kept[-1]._plan, self._session)

    def close(self) -> None:
        self._kept.clear()
        self._session.stop()

    def _add(self, table: str, rows: Any) -> None:
        # Each part is sent by itself, so no message grows with the table.
        part = f"{table}_part_{len(self._parts[table])}"
        rows.createOrReplaceTempView(part)
        self._parts[table].append(part)
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
            parts = [f"select * from {part}" for part in self._parts[table]]
            whole = " union all ".join(parts) or self._nothing(table)
            self._session.sql(whole).createOrReplaceTempView(table)
            self._waiting.discard(table)
            if len(parts) > 1:
                spread = self._session.table(table).hint("rebalance")
                self._worked_out(spread).createOrReplaceTempView(table)

    def _nothing(self, table: str) -> str:
        columns = ", ".join(
            f"cast(null as {self._types[kind]}) as {name}"
            for name, kind in self._columns[table].items()
        )
        return f"select {columns} where 1 = 0"


def _arrow_types(columns: Mapping[str, str]) -> list[Any]:
    import pyarrow

    types = {DATE: pyarrow.date32(), NUMBER: pyarrow.int64()}
    return [types.get(kind, pyarrow.string()) for kind in columns.values()]


def session(address: str) -> Any:
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
        # Else rows go up by way of the server's disk, which fails where Spark encrypts
        # what it puts there (spark.io.encryption.enabled).
        session.conf.set("spark.sql.session.localRelationCacheThreshold", MESSAGE)
        # What it infers of rows kept by the workers names columns they have not.
        session.conf.set("spark.sql.constraintPropagation.enabled", "false")
    except Exception as problem:
        raise closed("spark", place, problem) from None
    return session
