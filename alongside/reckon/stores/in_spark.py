"""Records that lie in Spark's catalogue: read on the cluster, and never brought here.

Days and text are taken as they are. Of any other column the distinct values alone are
brought here, read as the cells of an export are, and joined to the rows on the cluster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from alongside.reckon.intake.tables import reader_of
from alongside.reckon.intake.values import as_text
from alongside.reckon.records import DATE, TEXT
from alongside.reckon.stores.in_place import ColumnReader, InPlace, say_keyless
from alongside.reckon.stores.sources import BATCH, Batch
from alongside.reckon.stores.spark import session
from alongside.reckon.stores.store import Store, batches

_TYPES = {DATE: "date", TEXT: "string"}


class SparkSource:
    engine = "spark"

    def __init__(self, address: str, schema: str | None) -> None:
        self.place = urlsplit(address).hostname or ""
        self._schema = schema or "default"
        self._session = session(address)
        self._types: dict[str, dict[str, str]] = {}

    def columns(self) -> dict[str, list[str]]:
        catalogue = self._session.catalog
        for table in catalogue.listTables(self._schema):
            if not table.isTemporary:
                fields = self._session.table(self._called(table.name)).schema.fields
                self._types[table.name] = {
                    field.name: field.dataType.simpleString() for field in fields
                }
        return {name: list(types) for name, types in self._types.items()}

    def batches(self, table: str, columns: Sequence[str]) -> Iterator[Batch]:
        listed = ", ".join(map(_quoted, columns))
        rows = self._session.sql(f"select {listed} from {self._called(table)}")
        yield from batches(map(tuple, rows.toLocalIterator()), BATCH)

    def is_empty(self, table: str) -> bool:
        first = f"select 1 as one from {self._called(table)} limit 1"
        return not self._session.sql(first).collect()

    def insert(self, lies: InPlace, store: Store) -> None:
        """Have the cluster fill a table of the store. See `InsertsItself`."""
        said, joins = [], []
        for column in lies.table.columns:
            there = f"there.{_quoted(lies.columns.get(column, ''))}"
            if column not in lies.columns:
                said.append("null")
            elif self._as_it_is(lies, column):
                said.append(f"cast({there} as {_TYPES[lies.table.columns[column]]})")
            else:
                read = _read(lies, column, self._called(lies.name), store)
                said.append(f"{read}.value")
                joins.append(
                    f"left join {read} on {read}.raw = cast({there} as string)"
                )
        key = f"there.{_quoted(lies.columns[lies.table.key])}"
        rows = f"from {self._called(lies.name)} as there"
        for _ in store.ask(f"select 1 as one {rows} where {key} is null"):
            say_keyless(lies.table, lies.findings)
        store.run(
            f"insert into {lies.table.name} select {', '.join(said)} {rows} "
            f"{' '.join(joins)} where {key} is not null"
        )

    def _as_it_is(self, lies: InPlace, column: str) -> bool:
        """Whether a column needs no reading: it holds days, or text that is any text."""
        if lies.table.columns[column] == DATE:
            return self._types[lies.name][lies.columns[column]] == "date"
        return reader_of(lies.table, column) is as_text

    def _called(self, table: str) -> str:
        return f"{_quoted(self._schema)}.{_quoted(table)}"

    def close(self) -> None:
        self._session.stop()


def _read(lies: InPlace, column: str, called: str, store: Store) -> str:
    """Make a table of a column's distinct values, each with what it is read as."""
    there = _quoted(lies.columns[column])
    found = store.ask(
        f"select distinct cast({there} as string) as raw from {called} "
        f"where {there} is not null"
    )
    raw = [row[0] for row in found]
    values = ColumnReader(lies.table, column, lies.findings).read(raw)
    name, shape = f"read_{column}", {"raw": TEXT, "value": lies.table.columns[column]}
    store.make(name, shape)
    store.fill(name, shape, zip(raw, values, strict=True))
    return name


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
