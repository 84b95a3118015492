"""What was found in a file that nobody has mapped yet: kept sealed while a person is asked.

The pages show this and never read the file again, however large it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from alongside.desk.casework import store
from alongside.desk.casework.models import Extract
from alongside.reckon.intake.reports import (
    PATTERNS,
    Proposal,
    Seen,
    fingerprint,
    propose,
)
from alongside.reckon.intake.reports.patterns import read_day
from alongside.reckon.intake.values import NOTHING, Cell, tidy
from alongside.reckon.intake.workbook import Sheet

PART = "tables"
KEPT_ROWS = 40
SHOWN_ROWS = 5
MOST_VALUES = 300  # a column of more distinct values holds no codes
FIRST_YEARS = (1930, 1950, 2000)  # of the hundred that a year of two digits stands for


@dataclass(frozen=True)
class Days:
    """What a pattern makes of a column: of how many filled cells, how many are days.

    `cell` is one that reads, and `day` what it reads as, in ISO form.
    """

    pattern: str
    first_year: int | None
    read: int
    filled: int
    cell: str
    day: str

    @property
    def code(self) -> str:
        """As a form sends it: `dd/mm/yy 1950`."""
        return f"{self.pattern} {self.first_year or ''}".strip()


@dataclass(frozen=True)
class Table:
    """A table of a file: where it stands, its headers, its first rows, what they may mean.

    `days` gives by header the patterns by which at least half of its cells are days;
    `held` its distinct values with their rows, where they may be codes.
    """

    sheet: str
    header_row: int
    rows: int
    headers: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    proposals: dict[str, Proposal]
    days: dict[str, tuple[Days, ...]]
    held: dict[str, dict[str, int]]

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.headers)

    @property
    def nameless(self) -> int:
        """How many columns have no header: there is nothing to know them by next time."""
        return self.headers.count("")

    def without(self, children: set[str]) -> Table:
        """The same without the first rows in which one of these children's ids stands."""
        kept = [row for row in self.cells if not children & set(map(tidy, row))]
        return replace(self, cells=tuple(kept))

    def seen(self) -> Seen:
        """As much of it as is kept, in the shape that the readers take."""
        rows = [list(self.headers), *map(list, self.cells)]
        return Seen(Sheet(self.sheet, rows, self.header_row - 1), self.headers)

    def examples(self, header: str) -> list[str]:
        """Three filled cells of a column, no two alike."""
        at = self.headers.index(header)
        said = (_shown(row[at]) for row in self.cells if at < len(row))
        return list(dict.fromkeys(filter(None, said)))[:3]


def keep(extract: Extract, tables: Sequence[Seen]) -> None:
    told = [_told(_table(seen)) for seen in tables]
    store.keep_json(extract.stored_as, PART, told)


def kept(extract: Extract) -> list[Table]:
    """Return the tables found in a file; none where it was read without asking."""
    if not store.holds(extract.stored_as, PART):
        return []
    return [_restored(each) for each in store.kept_json(extract.stored_as, PART)]


def _table(seen: Seen) -> Table:
    rows = [row for row in seen.sheet.rows[1:] if any(map(tidy, row))]
    columns = {header: seen.column(header) for header in seen.headers if header}
    return Table(
        seen.name,
        seen.header_row,
        len(rows),
        seen.headers,
        tuple(map(tuple, rows[:KEPT_ROWS])),
        {each.header: each for each in propose(seen)},
        {header: tuple(_days(cells)) for header, cells in columns.items()},
        {header: _held(cells) for header, cells in columns.items()},
    )


def _held(cells: Sequence[Cell]) -> dict[str, int]:
    values = Counter(map(tidy, cells))
    return dict(values) if len(values) <= MOST_VALUES else {}


def _days(cells: Sequence[Cell]) -> Iterator[Days]:
    """Yield what each pattern makes of a column, where it makes days of half of it.

    The cell that is shown is one that the patterns read differently, if any is.
    """
    said = Counter(cell for cell in cells if tidy(cell).lower() not in NOTHING)
    filled = sum(said.values())
    found = {}
    for pattern in _patterns(said):
        read = {cell: read_day(cell, *pattern)[0] for cell in said}
        days = {cell: day for cell, day in read.items() if isinstance(day, date)}
        if days and 2 * sum(said[cell] for cell in days) >= filled:
            found[pattern] = days
    for (pattern, first), days in found.items():
        cell = max(days, key=partial(_tells, found))
        times = sum(said[each] for each in days)
        yield Days(pattern, first, times, filled, _shown(cell), days[cell].isoformat())


def _patterns(said: Counter[Cell]) -> list[tuple[str, int | None]]:
    """The patterns to try; of real days, which need none, the one that names them."""
    if said and all(isinstance(cell, date) for cell in said):
        return [("yyyy-mm-dd", None)]
    return [
        (pattern, first)
        for pattern in PATTERNS
        for first in (FIRST_YEARS if pattern.count("y") == 2 else (None,))
    ]


def _tells(found: Mapping[Any, Mapping[Cell, date]], cell: Cell) -> tuple[int, str]:
    """How much a cell tells of what patterns do: how many days they make of it."""
    return len({days[cell] for days in found.values() if cell in days}), _shown(cell)


def _shown(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return tidy(cell)


def _told(table: Table) -> dict[str, Any]:
    told = {each.name: getattr(table, each.name) for each in fields(table)}
    told["cells"] = [[_cell(cell) for cell in row] for row in table.cells]
    told["proposals"] = [asdict(each) for each in table.proposals.values()]
    told["days"] = {
        header: [asdict(each) for each in found] for header, found in table.days.items()
    }
    return told


def _cell(cell: Cell) -> Any:
    """A cell as JSON holds it: a day under its own name, so that it is one again."""
    if isinstance(cell, date):
        return {"day": _shown(cell)}
    return (
        cell
        if isinstance(cell, (str, int, float, bool)) or cell is None
        else tidy(cell)
    )


def _restored(told: dict[str, Any]) -> Table:
    return Table(
        told["sheet"],
        told["header_row"],
        told["rows"],
        tuple(told["headers"]),
        tuple(tuple(map(_cell_again, row)) for row in told["cells"]),
        {each["header"]: _proposal(each) for each in told["proposals"]},
        {
            header: tuple(Days(**each) for each in found)
            for header, found in told["days"].items()
        },
        told["held"],
    )


def _cell_again(cell: Any) -> Cell:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


def _proposal(told: dict[str, Any]) -> Proposal:
    return Proposal(
        **told | {"to": tuple(told["to"]), "patterns": tuple(told["patterns"])}
    )
