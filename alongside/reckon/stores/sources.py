"""Where records lie already: a council's database, or its lake of Parquet files.

A source is only ever read. PostgreSQL is read in one read-only transaction, so all
tables are of one moment; SQLite and DuckDB files are opened for reading alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from alongside.reckon.stores.postgresql import connected
from alongside.reckon.stores.store import UnknownStore, closed, not_installed

BATCH = 20_000
Batch = Sequence[Sequence[object]]


class Source(Protocol):
    """Tables to be read. `place` names it in what is said of it, without a password."""

    place: str

    def columns(self) -> dict[str, list[str]]:
        """Return each table that lies there, by its name, with its columns."""

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield the rows of a table, some thousands at a time, as the engine has them."""

    def close(self) -> None: ...


class PostgreSQLSource:
    def __init__(self, address: str, schema: str | None) -> None:
        self.place = address.rpartition("@")[2].partition("?")[0]
        self._schema = schema or "public"
        self._connection = connected(address)
        self._connection.execute(
            "begin transaction isolation level repeatable read read only"
        )

    def columns(self) -> dict[str, list[str]]:
        # The catalogue's own tables, because the standard's hide materialised views.
        found = self._connection.execute(
            "select relation.relname, field.attname from pg_attribute as field "
            "join pg_class as relation on relation.oid = field.attrelid "
            "join pg_namespace as space on space.oid = relation.relnamespace "
            "where space.nspname = %s and relation.relkind in ('r', 'v', 'm', 'f', 'p') "
            "and field.attnum > 0 and not field.attisdropped "
            "and has_column_privilege(relation.oid, field.attnum, 'select') "
            "order by relation.relname, field.attnum",
            [self._schema],
        )
        return _by_table(found.fetchall())

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[Batch]:
        from psycopg import sql

        # As text: PostgreSQL has days (`infinity`) that Python has not.
        wanted = sql.SQL(", ").join(
            sql.SQL("{}::text").format(sql.Identifier(name)) for name in columns
        )
        text = sql.SQL("select {} from {}.{}").format(
            wanted, sql.Identifier(self._schema), sql.Identifier(table)
        )
        with self._connection.cursor(name="alongside") as cursor:
            cursor.execute(text)
            while batch := cursor.fetchmany(BATCH):
                yield batch

    def close(self) -> None:
        self._connection.close()


class SQLiteSource:
    def __init__(self, path: str) -> None:
        self.place = path
        try:
            address = f"{Path(path).absolute().as_uri()}?mode=ro"
            self._connection = sqlite3.connect(address, uri=True)
            self._connection.execute("select count(*) from sqlite_master")
        except sqlite3.Error as problem:
            raise closed("sqlite", path, problem) from None

    def columns(self) -> dict[str, list[str]]:
        found = self._connection.execute(
            "select list.name, field.name from pragma_table_list as list "
            "join pragma_table_info(list.name) as field where list.schema = 'main' "
            "order by list.name, field.cid"
        )
        return _by_table(found.fetchall())

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[Batch]:
        cursor = self._connection.execute(_select(table, columns))
        while batch := cursor.fetchmany(BATCH):
            yield batch

    def close(self) -> None:
        self._connection.close()


class DuckDBSource:
    def __init__(self, path: str, schema: str | None = None) -> None:
        self.place, self._schema = path, schema or "main"
        self._connection = _duckdb(path, read_only=True)

    def columns(self) -> dict[str, list[str]]:
        found = self._connection.execute(
            "select table_name, column_name from information_schema.columns "
            "where table_schema = ? order by table_name, ordinal_position",
            [self._schema],
        )
        return _by_table(found.fetchall())

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[Batch]:
        cursor = self._connection.cursor()
        cursor.execute(_select(table, columns, self._schema))
        while batch := cursor.fetchmany(BATCH):
            yield batch

    def close(self) -> None:
        self._connection.close()


class ParquetSource:
    """Parquet named after the tables: `ssd_person.parquet`, or a folder `ssd_person/`
    with the parts of the table in it."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.place = ", ".join(path.name for path in paths)
        self._parts = parquet_parts(paths)
        self._connection = _duckdb(":memory:")

    def columns(self) -> dict[str, list[str]]:
        found = {}
        for table in self._parts:
            described = self._execute("describe select *", table).fetchall()
            found[table] = [str(row[0]) for row in described]
        return found

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[Batch]:
        cursor = self._execute(f"select {_listed(columns)}", table)
        while batch := cursor.fetchmany(BATCH):
            yield batch

    def _execute(self, select: str, table: str) -> Any:
        import duckdb

        # Parts written at different times may have more columns, or fewer.
        text = f"{select} from read_parquet(?, union_by_name = true)"
        try:
            return self._connection.cursor().execute(text, [self._parts[table]])
        except duckdb.Error as problem:
            raise closed("Parquet", f"{self.place}, {table}", problem) from None

    def close(self) -> None:
        self._connection.close()


def parquet_parts(paths: Sequence[Path]) -> dict[str, list[str]]:
    """Return the Parquet files of each table, by the name of its file or folder."""
    parts: dict[str, list[str]] = {}
    for path in paths:
        if path.is_file() and path.suffix == ".parquet":
            parts.setdefault(path.stem, []).append(str(path))
        for found in sorted(path.rglob("*.parquet")) if path.is_dir() else ():
            first = found.relative_to(path).parts[0]
            if found.is_file() and not first.startswith((".", "_")):
                parts.setdefault(first.removesuffix(".parquet"), []).append(str(found))
    return parts


def source(address: str, schema: str | None = None) -> Source:
    """Open what lies at an address, for reading alone. Raises UnknownStore."""
    scheme, _, rest = address.partition("://")
    path = rest.removeprefix("/")
    if scheme in ("postgresql", "postgres"):
        return PostgreSQLSource(address, schema)
    if scheme in ("sqlite", "duckdb") and not Path(path).is_file():
        raise UnknownStore(f"There is no file {path}. Check the name and the folder.")
    if scheme == "sqlite":
        return SQLiteSource(path)
    if scheme == "duckdb":
        return DuckDBSource(path, schema)
    shown = address.rpartition("@")[2]
    raise UnknownStore(
        f"{shown!r} is not where records lie. Use sqlite:///FILE, duckdb:///FILE, "
        "postgresql://... or sc://HOST:PORT, or name a folder of Parquet files."
    )


def _duckdb(path: str, read_only: bool = False) -> Any:
    try:
        import duckdb
    except ModuleNotFoundError:
        raise not_installed("DuckDB", "reckon") from None
    try:
        return duckdb.connect(path, read_only=read_only, config={"temp_directory": ""})
    except duckdb.Error as problem:
        raise closed("duckdb", path, problem) from None


def _by_table(found: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    tables: dict[str, list[str]] = {}
    for table, column in found:
        tables.setdefault(table, []).append(column)
    return tables


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _select(table: str, columns: Sequence[str], schema: str = "main") -> str:
    return f"select {_listed(columns)} from {_quoted(schema)}.{_quoted(table)}"
