"""A table of records: its name, its columns and their types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TEXT, DATE, NUMBER, FLAG = "text", "date", "number", "flag"

Value = str | int | date | None
Row = dict[str, Value]


@dataclass(frozen=True)
class Table:
    """A table of records: its key, its columns with their types, and what it is.

    `child` is the column that names the child, or empty where no child is named.
    Every table has at least its key; any other column may be empty.
    """

    name: str
    about: str
    columns: dict[str, str]
    child: str = ""

    @property
    def key(self) -> str:
        """The first column: unique in the table."""
        return next(iter(self.columns))

    @property
    def dates(self) -> tuple[str, ...]:
        return tuple(name for name, kind in self.columns.items() if kind == DATE)


def table(name: str, about: str, child: str = "", **columns: str) -> Table:
    """Return a table of these columns, the key first."""
    return Table(name, about, columns, child)
