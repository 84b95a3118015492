"""PostgreSQL: tables that last as long as the connection, in a schema of its own.

They are temporary, so the role needs no right to write to any schema, and a table of
the council's with the same name is neither replaced nor read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from alongside.reckon.records import DATE, FLAG, NUMBER, TEXT, Value
from alongside.reckon.stores.store import (
    MARKER,
    Cells,
    Parameters,
    closed,
    create,
    in_order,
    not_installed,
)


class PostgreSQL:
    name = "postgresql"
    _types = {TEXT: 'text collate "C"', DATE: "date", NUMBER: "bigint", FLAG: "text"}

    def __init__(self, address: str) -> None:
        self._connection = connected(address)
        self._connection.execute("set search_path to pg_temp")

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        self._execute(sql, parameters)

    def ask(
        self, sql: str, parameters: Parameters | None = None
    ) -> list[tuple[Value, ...]]:
        return list(self._execute(sql, parameters).fetchall())

    def _execute(self, sql: str, parameters: Parameters | None) -> Any:
        text = MARKER.sub("%s", sql.replace("%", "%%"))
        return self._connection.execute(text.encode(), in_order(parameters, sql))

    def make(self, table: str, columns: Mapping[str, str]) -> None:
        self._connection.execute(f"drop table if exists pg_temp.{table}")
        self._connection.execute(create(table, columns, self._types, "temporary"))

    def fill(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Cells]
    ) -> None:
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"copy pg_temp.{table} from stdin") as copy,
        ):
            for row in rows:
                copy.write_row(row)
        self.settle(table)

    def settle(self, table: str) -> None:
        # Nothing gathers statistics on a temporary table by itself.
        self._connection.execute(f"analyze pg_temp.{table}")

    def close(self) -> None:
        self._connection.close()


def connected(address: str) -> Any:
    """Return a connection that commits each statement. Raises UnknownStore."""
    try:
        import psycopg
    except ModuleNotFoundError:
        raise not_installed("The PostgreSQL driver", "postgres") from None
    try:
        return psycopg.connect(address, autocommit=True)
    except psycopg.Error as problem:
        # The address may carry a password, so only what is after it is shown.
        raise closed("postgresql", address.rpartition("@")[2], problem) from None
