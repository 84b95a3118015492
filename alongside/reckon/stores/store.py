"""What the reckoning asks of an engine, and what the engines share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from alongside.reckon.records import TABLES, Value

if TYPE_CHECKING:  # numpy comes with DuckDB, and only what is fast needs it
    import numpy.typing as npt

    Columns = dict[str, npt.NDArray[Any]]

Cells = Sequence[Value]
Parameters = Mapping[str, Value]
MARKER = re.compile(r"\$([a-z_]+)")


class UnknownStore(ValueError):
    """An address of no store we know, or of one that cannot be opened."""


class Store(Protocol):
    """An engine with tables. One text of portable SQL means the same on each.

    Parameters are named in the text (`$as_at`) and bound, never written into it.
    """

    name: str

    def run(self, sql: str, parameters: Parameters | None = None) -> None:
        """Run one statement: `insert into TABLE select ...`."""

    def ask(
        self, sql: str, parameters: Parameters | None = None
    ) -> list[tuple[Value, ...]]:
        """Return all rows that a SELECT finds."""

    def make(self, table: str, columns: Mapping[str, str]) -> None:
        """Make an empty table, in place of any of that name."""

    def fill(
        self, table: str, columns: Mapping[str, str], rows: Iterable[Cells]
    ) -> None:
        """Add rows, each in the order of `columns`."""

    def settle(self, table: str) -> None:
        """Say that a table has all its rows and will be asked much."""

    def close(self) -> None: ...


@runtime_checkable
class Indexed(Store, Protocol):
    """An engine that finds rows by walking a table, unless it is given an index."""

    def index(self, table: str, columns: Sequence[str]) -> None:
        """Let rows be found by these columns, whatever is filled in after."""


@runtime_checkable
class Columnar(Store, Protocol):
    """An engine that also takes, and answers in, numpy columns.

    A day is its ordinal (`date.toordinal`), or 0 where there is none.
    """

    def columns(self, sql: str, parameters: Parameters | None = None) -> Columns:
        """Return what a SELECT finds, an array each; where there is no number, it is -1."""

    def pour(
        self, table: str, columns: Mapping[str, str], cells: Sequence[Any]
    ) -> None:
        """Add to a table an array for each of its columns, in the order of `columns`."""


def in_order(parameters: Parameters | None, sql: str) -> list[Value]:
    """Return the value of each marker of a text, as they stand in it."""
    return [(parameters or {})[name] for name in MARKER.findall(sql)]


def create(
    table: str, columns: Mapping[str, str], types: Mapping[str, str], kind: str = ""
) -> str:
    body = ", ".join(f"{name} {types[of]}" for name, of in columns.items())
    return f"create {kind} table {table} ({body})"


def closed(name: str, place: str, problem: Exception) -> UnknownStore:
    """Return the refusal of a store that did not open; `place` holds no password."""
    reason = next(iter(str(problem).strip().splitlines()), type(problem).__name__)
    return UnknownStore(
        f"The {name} store at {place} could not be opened ({reason}). Check the address."
    )


def not_installed(what: str, extra: str) -> UnknownStore:
    return UnknownStore(
        f"{what} is not installed. Run: pip install 'alongside[{extra}]'"
    )


def refuse_others_tables(tables: Iterable[str], place: str) -> None:
    """Refuse a file with records that were not put there by the reckoning.

    Making a table replaces any of its name, which must not befall a council's own.
    """
    names = set(tables)
    if names & TABLES.keys() and "held" not in names:
        raise UnknownStore(
            f"{place} holds records that Alongside did not put there, and would replace. "
            "Read them with --in, and name a new file as the store."
        )


def batches(rows: Iterable[Cells], size: int) -> Iterator[list[Cells]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch
