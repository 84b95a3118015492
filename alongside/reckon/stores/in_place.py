"""Records read where they lie, a batch at a time, and never all in memory at once.

What lies there is read as an export is: the same readers, the same findings. A column
too many is passed over, one too few stays blank, a table that is not there is a gap that
the rules which need it report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

from alongside.reckon.intake.findings import LEFT_OUT, NOTE, Findings, Reading
from alongside.reckon.intake.tables import reader_of, say_empty
from alongside.reckon.intake.values import Problem, Reader
from alongside.reckon.records import (
    TABLES,
    TELL_WHAT_WAS_DONE,
    Records,
    Row,
    Table,
    Value,
)
from alongside.reckon.stores.sources import ParquetSource, Source, source
from alongside.reckon.stores.store import Cells, Store, UnknownStore

IN_PLACE = "in_place"
KNOWN_CELLS = 100_000  # of one column, so that identifiers do not fill the memory


@runtime_checkable
class InsertsItself(Source, Protocol):
    """A source that can fill the tables of a store of its own engine by itself."""

    engine: str

    def insert(self, lies: InPlace, store: Store) -> None:
        """Have the engine itself bring the rows, read as they would be here."""

    def is_empty(self, table: str) -> bool:
        """Return whether a table has no row, without bringing any."""


@dataclass
class InPlace:
    """The rows of one table where they lie. Each walk over them reads them anew.

    `name` and `columns` are what the table and its columns are called there.
    """

    table: Table
    source: Source
    name: str
    columns: dict[str, str]
    findings: Findings

    def put_into(self, store: Store) -> None:
        """Fill the store's table of that name; where both are one engine, it does so."""
        if isinstance(self.source, InsertsItself) and store.name == self.source.engine:
            self.source.insert(self, store)
        else:
            store.fill(self.table.name, self.table.columns, self.cells())

    def is_empty(self) -> bool:
        """Whether it has no row at all: the first that comes is enough to say."""
        if isinstance(self.source, InsertsItself):
            return self.source.is_empty(self.name)
        key = self.columns[self.table.key]
        return not any(self.source.batches(self.name, [key]))

    def cells(self) -> Iterator[Cells]:
        """Yield each row that has its key, in the order of the table's columns."""
        held = list(self.columns)
        findings, self.findings = (
            self.findings,
            Findings(""),
        )  # said once, at the first walk
        readers = [ColumnReader(self.table, name, findings) for name in held]
        places = [
            held.index(name) if name in self.columns else None
            for name in self.table.columns
        ]
        named = [self.columns[name] for name in held]
        for batch in self.source.batches(self.name, named):
            read = [
                column.read(cells)
                for column, cells in zip(readers, zip(*batch, strict=True), strict=True)
            ]
            blank: list[Value] = [None] * len(batch)
            whole = [blank if place is None else read[place] for place in places]
            for row in zip(*whole, strict=True):
                if row[0] is not None:
                    yield row
                else:
                    say_keyless(self.table, findings)

    def __iter__(self) -> Iterator[Row]:
        names = list(self.table.columns)
        return (dict(zip(names, row, strict=True)) for row in self.cells())


class ColumnReader:
    """Reads the cells of one column; what was read before is known."""

    def __init__(self, table: Table, name: str, findings: Findings) -> None:
        self._sheet, self._name, self._findings = table.name, name, findings
        self._reader: Reader = reader_of(table, name)
        self._known: dict[object, Value] = {}
        self._problems: dict[object, Problem] = {}
        self._said: set[str] = set()

    def read(self, cells: Sequence[object]) -> list[Value]:
        known = self._known
        if len(known) > KNOWN_CELLS:
            known.clear()
        for cell in set(cells).difference(known):
            known[cell], problem = self._reader(cell)
            if problem:
                self._problems[cell] = problem
        if self._problems:
            self._say(cells)
        return [known[cell] for cell in cells]

    def _say(self, cells: Sequence[object]) -> None:
        for cell in cells:
            problem = self._problems.get(cell)
            if problem and not (problem.once and problem.alike in self._said):
                self._said.add(problem.alike)
                self._findings.add(
                    problem.kind, problem.what, problem.do,
                    sheet=self._sheet, column=self._name, alike=problem.alike,
                )  # fmt: skip


def say_keyless(table: Table, findings: Findings) -> None:
    what = f"This row was left out: it has no {table.key}."
    findings.add(LEFT_OUT, what, "Give each row its key.", sheet=table.name)


def in_place(
    address: str, schema: str | None = None
) -> AbstractContextManager[tuple[Reading, Records]]:
    """Open the database at an address: what lies there, and its records, not yet read.

    The findings are complete when it is closed, after the records were read.
    Raises UnknownStore, also where none of its tables is one of ours.
    """
    if address.startswith("sc://"):
        from alongside.reckon.stores.in_spark import SparkSource

        return _opened(SparkSource(address, schema))
    return _opened(source(address, schema))


def parquet(
    paths: Sequence[Path],
) -> AbstractContextManager[tuple[Reading, Records]]:
    """Open Parquet files, or folders of them, named after the tables they hold."""
    return _opened(ParquetSource(paths))


@contextmanager
def _opened(lies: Source) -> Iterator[tuple[Reading, Records]]:
    try:
        findings = Findings(lies.place)
        rows = {
            table.name: InPlace(table, lies, name, columns, findings)
            for name, there in sorted(lies.columns().items())
            if (table := TABLES.get(name.lower()))
            and (columns := _recognised(table, there, findings))
        }
        if not rows:
            raise UnknownStore(
                f"{lies.place} holds no table of the Standard Safeguarding Dataset that "
                "may be read. Check the name, the schema and what the role may read."
            )
        for name in sorted(TELL_WHAT_WAS_DONE & rows.keys()):
            if rows[name].is_empty():
                del rows[name]
                say_empty(name, findings)
        # Rows that are only walked over stand where a list of them would.
        records = Records(cast("dict[str, list[Row]]", rows))
        reading = Reading(lies.place, IN_PLACE, records=records)
        yield reading, records
        reading.findings = findings.listed()
    finally:
        lies.close()


def load(store: Store, records: Records) -> None:
    """Put records into a store: every table is made, also those the records lack."""
    for name, table in TABLES.items():
        store.make(name, table.columns)
        rows: Iterable[Row] = records.rows.get(name, ())
        if isinstance(rows, InPlace):
            rows.put_into(store)
        else:
            store.fill(name, table.columns, records.columns(name, *table.columns))


def _recognised(
    table: Table, there: Sequence[str], findings: Findings
) -> dict[str, str]:
    """Return the names there of the columns of a table; none where its key is not."""
    names = {name.lower(): name for name in there}
    if table.key not in names:
        what = f"There is no column {table.key}; no row of this table could be used."
        findings.add(LEFT_OUT, what, "Add the column.", sheet=table.name)
        return {}
    for name in table.columns.keys() - names.keys():
        what = f"There is no column {name}; it stays blank."
        findings.add(NOTE, what, "Add it if you need it.", sheet=table.name)
    return {name: names[name] for name in table.columns if name in names}
