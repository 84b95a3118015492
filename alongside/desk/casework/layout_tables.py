"""What was found in a file that nobody has mapped yet: kept sealed while a person is asked.

The pages show this and never read the file again, however large it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from alongside.desk.casework import store
from alongside.desk.casework.models import Extract
from alongside.reckon.intake.reports import (
    PATTERNS,
    UNBORN,
    Proposal,
    Seen,
    fingerprint,
    propose,
)
from alongside.reckon.intake.reports.patterns import Pattern, read_day, tells_itself
from alongside.reckon.intake.values import NOTHING, Cell, tidy
from alongside.reckon.intake.workbook import Sheet

PART = "tables"
KEPT_ROWS = 40
SHOWN_ROWS = 5
SHOWN_LETTERS = 60
MOST_VALUES = 300  # a column of more distinct values holds no codes
DaysBy = Mapping[Pattern, Mapping[Cell, date]]
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
        return code_of((self.pattern, self.first_year))


def code_of(pattern: Pattern) -> str:
    """A pattern as a form sends it, with its first year if it has one."""
    return f"{pattern[0]} {pattern[1] or ''}".strip()


@dataclass(frozen=True)
class Table:
    """A table of a file: where it stands, its headers, its first rows, what they may mean.

    `days` gives by header the patterns of a column of days, `cells_by` how many of its
    cells are days by just which of those; `held` its distinct values with their rows,
    where they may be codes.
    """

    sheet: str
    header_row: int
    rows: int
    headers: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    proposals: dict[str, Proposal]
    days: dict[str, tuple[Days, ...]]
    held: dict[str, dict[str, int]]
    cells_by: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    heading: str = ""

    @property
    def called(self) -> str:
        """Its sheet, and what stands above it: two tables may stand on one sheet."""
        return f"{self.sheet}: {cut(self.heading)}" if self.heading else self.sheet

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.headers)

    @property
    def nameless(self) -> int:
        """How many columns have no header: there is nothing to know them by next time."""
        return self.headers.count("")

    def only_about(self, children: Set[str]) -> Table:
        """The same with only those of the first rows that are about these children.

        A column in which an id of theirs stands is one of ids: a row that names any
        other in it goes, whether that child is restricted or not known at all.
        """
        rows = [[tidy(cell) for cell in row] for row in self.cells]
        of_ids = {at for row in rows for at, cell in enumerate(row) if cell in children}
        named = [{row[at] for at in of_ids if at < len(row)} - {""} for row in rows]
        kept = [
            row
            for row, ids in zip(self.cells, named, strict=True)
            if ids and ids <= children
        ]
        return replace(self, cells=tuple(kept))

    def seen(self) -> Seen:
        """As much of it as is kept, in the shape that the readers take."""
        rows = [list(self.headers), *map(list, self.cells)]
        return Seen(Sheet(self.sheet, rows, self.header_row - 1), self.headers)

    def left_blank(self, header: str, codes: Iterable[str]) -> int:
        """How many filled cells of a column are days by none of these patterns."""
        by, chosen = self.cells_by.get(header, ()), set(codes)
        return sum(times for read_by, times in by if not chosen & set(read_by))

    def examples(self, header: str) -> list[str]:
        """Three filled cells of a column, no two alike, long ones cut."""
        at = self.headers.index(header)
        said = (cut(_shown(row[at])) for row in self.cells if at < len(row))
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
    read = {header: _read(cells) for header, cells in columns.items()}
    return Table(
        seen.name,
        seen.header_row,
        len(rows),
        seen.headers,
        tuple(map(tuple, rows[:KEPT_ROWS])),
        {each.header: each for each in propose(seen)},
        {header: tuple(_days(*each)) for header, each in read.items()},
        {header: _held(cells) for header, cells in columns.items()},
        {header: tuple(_cells_by(*each)) for header, each in read.items()},
        seen.heading,
    )


def _held(cells: Sequence[Cell]) -> dict[str, int]:
    values = Counter(map(tidy, cells))
    return dict(values) if len(values) <= MOST_VALUES else {}


def _read(cells: Sequence[Cell]) -> tuple[Counter[Cell], DaysBy]:
    """Return the filled cells of a column, and the days that each pattern makes of them.

    None where all patterns together make no days of half of it. A pattern counts that
    reads half of it, or a cell that none reads which reads more.
    """
    said = Counter(cell for cell in cells if tidy(cell).lower() not in NOTHING)
    filled, found, known = said.total(), {}, set[Cell]()
    read = {each: _days_by(each, said) for each in _patterns(said)}
    times = {each: sum(said[cell] for cell in days) for each, days in read.items()}
    for most in sorted(set(times.values()) - {0}, reverse=True):
        alike = [each for each in read if times[each] == most]
        found |= {
            each: read[each]
            for each in alike
            if 2 * most >= filled or read[each].keys() - known
        }
        known |= {cell for each in alike for cell in read[each]}
    holds_days = 2 * sum(said[cell] for cell in known) >= filled
    return said, {each: found[each] for each in read if each in found and holds_days}


def _days_by(pattern: Pattern, said: Iterable[Cell]) -> dict[Cell, date]:
    read = ((cell, read_day(cell, *pattern)[0]) for cell in said)
    return {cell: day for cell, day in read if isinstance(day, date)}


def _days(said: Counter[Cell], found: DaysBy) -> Iterator[Days]:
    """Yield what each pattern makes of a column, with one cell to show it.

    The cell that is shown is one that the patterns read differently, if any is.
    """
    for (pattern, first), days in found.items():
        cell = max(days, key=partial(_tells, found))
        times = sum(said[each] for each in days)
        day = days[cell].isoformat()
        yield Days(pattern, first, times, said.total(), _shown(cell), day)


def _cells_by(
    said: Counter[Cell], found: DaysBy
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield how many cells are read by just which patterns, as a form sends these.

    Those that say unborn are by themselves: of a birth they are read, else by nothing.
    """
    times: Counter[tuple[str, ...]] = Counter()
    for cell, n in said.items() if found else ():
        codes = tuple(code_of(each) for each in found if cell in found[each])
        times[(UNBORN,) if tidy(cell) == UNBORN else codes] += n
    yield from times.items()


def _patterns(said: Counter[Cell]) -> list[Pattern]:
    """The patterns to try; of days that need none, the one that names them."""
    if said and all(map(tells_itself, said)):
        return [("yyyy-mm-dd", None)]
    return [
        (pattern, first)
        for pattern in PATTERNS
        for first in (FIRST_YEARS if pattern.count("y") == 2 else (None,))
    ]


def _tells(found: DaysBy, cell: Cell) -> tuple[int, str]:
    """How much a cell tells of what patterns do: how many days they make of it."""
    return len({days[cell] for days in found.values() if cell in days}), _shown(cell)


def cut(text: str) -> str:
    """The beginning of a long text: enough to know a column by, and no case note whole."""
    return text if len(text) <= SHOWN_LETTERS else f"{text[: SHOWN_LETTERS - 1]}…"


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
        {
            header: tuple((tuple(codes), times) for codes, times in found)
            for header, found in told.get("cells_by", {}).items()
        },
        told.get("heading", ""),
    )


def _cell_again(cell: Any) -> Cell:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


def _proposal(told: dict[str, Any]) -> Proposal:
    return Proposal(
        **told | {"to": tuple(told["to"]), "patterns": tuple(told["patterns"])}
    )
