"""Tables kept as Parquet, which any analyst's tool reads: written and read whole by DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from alongside.reckon.records import DATE, FLAG, NUMBER, TEXT, Value
from alongside.reckon.stores.store import not_installed

if TYPE_CHECKING:
    from pathlib import Path

TYPES = {TEXT: "varchar", DATE: "date", NUMBER: "bigint", FLAG: "varchar"}


class Files:
    """Writes and reads tables in files that the caller names; keeps nothing itself."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def write(
        self, path: Path, kinds: Mapping[str, str], cells: Sequence[Sequence[Value]]
    ) -> None:
        """Write a table of named columns: `kinds` says of what kind, `cells` holds each.

        The file is written in its place and nowhere else: no copy beside it.
        """
        import numpy as np

        given, chosen = {}, []
        for (name, kind), values in zip(kinds.items(), cells, strict=True):
            told = any(value is not None for value in values)
            if told:  # a column that says nothing costs nothing
                dtype = "datetime64[s]" if kind == DATE else object
                given[name] = np.array(values, dtype=dtype)
            value = f'"{name}"' if told else "null"
            chosen.append(f'{value}::{TYPES[kind]} as "{name}"')
        count = len(cells[0]) if cells else 0
        self._connection.register("given", given or {"none": np.zeros(count)})
        self._connection.execute(
            f"copy (select {', '.join(chosen)} from given) to '{path}' "
            "(format parquet, compression zstd, use_tmp_file false)"
        )
        self._connection.unregister("given")

    def read(self, path: Path) -> list[tuple[Value, ...]]:
        """Return the rows of a file, in the order in which they were written."""
        rows: list[tuple[Value, ...]] = self._connection.execute(
            "select * from read_parquet(?)", [str(path)]
        ).fetchall()
        return rows


@contextmanager
def kept_files() -> Iterator[Files]:
    """Yield what writes and reads Parquet. Nothing spills to disk, whatever its size."""
    try:
        import duckdb
    except ModuleNotFoundError:
        raise not_installed("DuckDB", "reckon") from None
    with duckdb.connect(":memory:", config={"temp_directory": ""}) as connection:
        yield Files(connection)
