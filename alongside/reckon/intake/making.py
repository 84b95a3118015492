"""The rows of a list made into rows of records, as its layout says.

Exports give no identifiers but the child's, so they are made from what a row says
(`annex-a:4:1009:2026-01-05`): the same export gives the same identifiers again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

from alongside.reckon.intake.grid import Grid
from alongside.reckon.intake.layouts import Layout, Made
from alongside.reckon.intake.lists import Held, in_order
from alongside.reckon.records import TABLES, Records, Value

Taken = dict[tuple[str, str], int]
_BRACES = re.compile(r"{(\w+)}")
_Named = Callable[[int], str]


def made_of(held: Held) -> Records:
    """Return the records that lists hold, in the order of their books."""
    records, taken = Records(), Taken()
    for layout in in_order(held):
        for grid in held[layout]:
            make(layout, grid, records, taken)
    return records


def make(layout: Layout, grid: Grid, records: Records, taken: Taken) -> None:
    """Make the rows of a list; the first sort of row lends its identifier to the others."""
    above: dict[int, str] = {}
    for made in layout.makes:
        if any(need not in grid.columns for need in made.needs):
            continue
        at = _indexes(made, grid)
        keys = _keys(made, grid, at, taken)
        if made is layout.makes[0]:
            above = dict(zip(at, keys, strict=True))
        cells = _cells(made, layout, grid, at)
        if made.above:
            cells[made.above] = map(above.get, at)
        cells |= dict.fromkeys(filter(None, (TABLES[made.table].key, made.own)), keys)
        names = tuple(cells)  # in the order of the table's columns
        rows = zip(*cells.values(), strict=False)  # what is blank goes on for ever
        records.hold(made.table).extend(
            dict(zip(names, row, strict=True)) for row in rows
        )
        if made.latest_only:
            records.latest_only.add(made.table)


def _indexes(made: Made, grid: Grid) -> list[int]:
    """The rows of a list that have everything that a row of the table needs."""
    needs = zip(*map(grid.values, made.needs), strict=True)
    return [index for index, values in enumerate(needs) if None not in values]


def _keys(made: Made, grid: Grid, at: Sequence[int], taken: Taken) -> list[str]:
    named = _namer(made.id, grid)
    return [apart(made.table, named(index), taken) for index in at]


def _cells(
    made: Made, layout: Layout, grid: Grid, at: Sequence[int]
) -> dict[str, Iterable[Value]]:
    """Return the cells of each column of the table; nothing, again and again, if blank."""
    table = TABLES[made.table]
    cells: dict[str, Iterable[Value]] = dict.fromkeys(table.columns, repeat(None))
    said = dict(made.columns)
    if table.child:
        said[table.child] = layout.key
    for name, field in said.items():
        if field[0] == "=":
            cells[name] = repeat(field[1:])
        else:
            cells[name] = map(_told(field, grid).__getitem__, at)
    return cells


def _told(said: str, grid: Grid) -> Sequence[Value]:
    """The values of a field; or of a link, which is named as the row that it links to."""
    if "{" not in said:
        return grid.values(said)
    wanted = [grid.values(name) for name in _BRACES.findall(said)]
    named = _namer(said, grid)
    return [
        None if any(values[index] is None for values in wanted) else named(index)
        for index in range(len(grid.rows))
    ]


def _namer(template: str, grid: Grid) -> _Named:
    """Return what names the row at an index, by a template such as `annex-a:4:{child}`."""
    columns = [grid.values(name) for name in _BRACES.findall(template)]
    positional = _BRACES.sub("{}", template)

    def named(index: int) -> str:
        parts = (values[index] for values in columns)
        return positional.format(*("" if part is None else part for part in parts))

    return named


def apart(table: str, name: str, taken: Taken) -> str:
    """Return a name not yet taken in the table: a second row of the same day ends in `:2`."""
    times = taken[table, name] = taken.get((table, name), 0) + 1
    return name if times == 1 else f"{name}:{times}"
