"""DuckDB: in memory or in a file; a whole council in seconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alongside.reckon.records import Value
from alongside.reckon.stores.given import TYPES, UNIX, given
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

if TYPE_CHECKING:
    from alongside.reckon.stores.store import Columns

BATCH = 50_000


class DuckDB:
    name = "duckdb"

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
        # A bar would stand in the answers; a notebook without widgets has none to hide.
        if self.ask("select current_setting('enable_progress_bar')") != [(False,)]:
            self.run("set enable_progress_bar = false")
        if path:
            found = self.ask("select table_name from information_schema.tables")
            refuse_others_tables((str(name) for (name,) in found), path)

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        self.ask(sql, parameters)

    def ask(
        self, sql: str, parameters: Parameters | None = None
    ) -> list[tuple[Value, ...]]:
        values = in_order(parameters, sql)
        return self._connection.execute(MARKER.sub("?", sql), values).fetchall()

    def columns(self, sql: str, parameters: Parameters | None = None) -> Columns:
        values = in_order(parameters, sql)
        found = self._connection.execute(MARKER.sub("?", sql), values).fetchnumpy()
        return {name: _column(cells) for name, cells in found.items()}

    def make(self, table: str, columns: Mapping[str, str]) -> None:
        self._connection.execute(create(table, columns, TYPES, "or replace"))

    def fill(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Cells]
    ) -> None:
        for batch in batches(rows, BATCH):
            self.pour(table, columns, list(zip(*batch, strict=True)))

    def pour(
        self, table: str, columns: Mapping[str, str], cells: Sequence[Any]
    ) -> None:
        with given(self._connection, columns, cells) as chosen:
            self._connection.execute(f"insert into {table} select {chosen} from given")

    def settle(self, table: str) -> None:
        self._connection.execute(f"analyze {table}")

    def close(self) -> None:
        self._connection.close()


def _column(cells: Any) -> Any:
    """Return days as ordinals and numbers as they are, with 0 or -1 for none."""
    import numpy as np

    kind = cells.dtype.kind
    if kind == "M":
        days = np.ma.getdata(cells).astype("datetime64[D]").astype(np.int32)
        return np.where(np.ma.getmask(cells), np.int32(0), days + np.int32(UNIX))
    if kind == "O":
        words = np.ma.getdata(cells)
        words[np.ma.getmaskarray(cells)] = None
        return words
    return np.ma.filled(cells, -1).astype(np.int32, copy=False)
