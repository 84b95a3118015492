"""Tables kept as Parquet, which any analyst's tool reads: written and read whole by DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from alongside.reckon.records import Value
from alongside.reckon.stores.given import given
from alongside.reckon.stores.store import not_installed

if TYPE_CHECKING:
    from pathlib import Path


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
        with given(self._connection, kinds, cells) as chosen:
            self._connection.execute(
                f"copy (select {chosen} from given) to '{path}' "
                "(format parquet, compression zstd, use_tmp_file false)"
            )

    def read(self, path: Path) -> list[tuple[Value, ...]]:
        """Return the rows of a file, in the order in which they were written."""
        rows: list[tuple[Value, ...]] = self._connection.execute(
            "select * from read_parquet(?)", [str(path)]
        ).fetchall()
        return rows


@contextmanager
def kept_files() -> Iterator[Files]:
    """Yield what writes and reads Parquet."""
    with _engine().cursor() as connection:
        yield Files(connection)


@cache
def _engine() -> Any:
    """Start DuckDB, once, for all. It holds nothing: no table, and of no file a copy.

    Nothing spills to disk either, whatever its size.
    """
    try:
        import duckdb
    except ModuleNotFoundError:
        raise not_installed("DuckDB", "reckon") from None
    return duckdb.connect(
        ":memory:",
        config={"temp_directory": "", "enable_external_file_cache": False},
    )
