"""DuckDB: in memory or in a file; a whole council in seconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from alongside.reckon.records import DATE, FLAG, NUMBER, TEXT, Value
from alongside.reckon.stores.store import (
    MARKER,
    Cells,
    Parameters,
    batches,
    closed,
    create,
    in_order,
    not_installed,
    refuse_others_tables,
)

BATCH = 50_000


class DuckDB:
    name = "duckdb"
    _types = {TEXT: "varchar", DATE: "date", NUMBER: "bigint", FLAG: "varchar"}

    def __init__(self, path: str) -> None:
        try:
            import duckdb
        except ModuleNotFoundError:
            raise not_installed("DuckDB", "reckon") from None
        try:
            # Nothing spills to disk in the clear, however large the question.
            self._connection = duckdb.connect(
                path or ":memory:", config={"temp_directory": ""}
            )
        except duckdb.Error as problem:
            raise closed(self.name, path, problem) from None
        found = self.ask("select table_name from information_schema.tables")
        refuse_others_tables((str(name) for (name,) in found), path)

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        self.ask(sql, parameters)

    def ask(
        self, sql: str, parameters: Parameters | None = None
    ) -> list[tuple[Value, ...]]:
        values = in_order(parameters, sql)
        return self._connection.execute(MARKER.sub("?", sql), values).fetchall()

    def make(self, table: str, columns: Mapping[str, str]) -> None:
        self._connection.execute(f"drop table if exists {table}")
        self._connection.execute(create(table, columns, self._types))

    def fill(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Cells]
    ) -> None:
        kinds = [self._types[kind] for kind in columns.values()]
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
        for batch in batches(rows, BATCH):
            by_column = [list(cells) for cells in zip(*batch, strict=True)]
            self._connection.execute(f"insert into {table} select {lists}", by_column)

    def settle(self, table: str) -> None:
        self._connection.execute(f"analyze {table}")

    def close(self) -> None:
        self._connection.close()
