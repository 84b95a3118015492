"""The rows of a table, kept as columns until somebody asks for a row."""

from __future__ import annotations

from collections import UserList
from collections.abc import Iterable, Iterator, Mapping, Sequence

from alongside.reckon.records.table import Row, Value


class Rows(UserList[Row]):
    """Rows that came as columns, to be used as any list of rows.

    Exports are read, and stores filled, column by column; a dict for each of 200,000 rows
    would cost more than to clean them. Where a row is asked for all are made, and are what
    counts from then on: what is changed in one stays changed.
    """

    @classmethod
    def of(cls, columns: Mapping[str, Sequence[Value]]) -> Rows:
        rows = cls.__new__(cls)
        rows._columns = dict(columns)
        return rows

    _columns: dict[str, Sequence[Value]] | None = None

    def __getattr__(self, name: str) -> list[Row]:
        """Make the rows as they are first asked for: `data` is where a UserList has them."""
        if name != "data" or self._columns is None:
            raise AttributeError(name)
        names, rows = tuple(self._columns), zip(*self._columns.values(), strict=True)
        self.data = [dict(zip(names, row, strict=True)) for row in rows]
        self._columns = None
        return self.data

    def __len__(self) -> int:
        if self._columns is None:
            return len(self.data)
        return len(next(iter(self._columns.values())))

    def __iter__(self) -> Iterator[Row]:
        return iter(self.data)

    def __copy__(self) -> Rows:
        return Rows(self)

    def column(self, name: str) -> Sequence[Value]:
        """The values of a column, row for row; all nothing where no row has it."""
        if self._columns is None:
            return [row.get(name) for row in self.data]
        return self._columns.get(name) or [None] * len(self)

    def put(self, name: str, cells: Sequence[Value]) -> None:
        """Give a column other values, row for row."""
        if self._columns is not None:
            self._columns[name] = cells
            return
        for row, cell in zip(self.data, cells, strict=True):
            row[name] = cell

    def extend(self, other: Iterable[Row]) -> None:
        theirs = other._columns if isinstance(other, Rows) else None
        if (
            self._columns is None
            or theirs is None
            or theirs.keys() != self._columns.keys()
        ):
            super().extend(other)
            return
        for name, cells in self._columns.items():
            self._columns[name] = [*cells, *theirs[name]]
