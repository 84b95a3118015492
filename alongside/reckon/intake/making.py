"""The rows of a list made into rows of records, as its layout says.

Exports give no identifiers but the child's, so they are made from what a row says
(`annex-a:4:1009:2026-01-05`): the same export gives the same identifiers again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import cast

from alongside.reckon.intake.grid import Grid
from alongside.reckon.intake.layouts import Layout, Made
from alongside.reckon.intake.lists import Held, in_order
from alongside.reckon.records import TABLES, Records, Value

Taken = dict[str, dict[str, int]]  # by table, how often each name was taken
_BRACES = re.compile(r"{(\w+)}")


def made_of(held: Held) -> Records:
    """Return the records that lists hold, in the order of their books."""
    records, taken = Records(), Taken()
    for layout in in_order(held):
        for grid in held[layout]:
            make(layout, grid, records, taken)
    return records


def make(layout: Layout, grid: Grid, records: Records, taken: Taken) -> None:
    """Make the rows of a list; the first sort of row lends its identifier to the others."""
    above: Sequence[Value] = [None] * len(grid.rows)
    for made in layout.makes:
        if any(need not in grid.columns for need in made.needs):
            continue
        at = _indexes(made, grid)
        keys = _apart(_named(made.id, grid, at), taken.setdefault(made.table, {}))
        if made is layout.makes[0]:
            above = _spread(keys, at, len(grid.rows))
        cells = _cells(made, layout, grid, at)
        if made.above:
            cells[made.above] = _only(above, at)
        cells |= dict.fromkeys(filter(None, (TABLES[made.table].key, made.own)), keys)
        records.put(made.table, cells)
        if made.latest_only:
            records.latest_only.add(made.table)


def _indexes(made: Made, grid: Grid) -> Sequence[int]:
    """The rows of a list that have everything that a row of the table needs."""
    needed = [grid.values(need) for need in made.needs]
    lacking = {
        at
        for values in needed
        if None in values
        for at, value in enumerate(values)
        if value is None
    }
    every = range(len(grid.rows))
    return [at for at in every if at not in lacking] if lacking else every


def _only(values: Sequence[Value], at: Sequence[int]) -> Sequence[Value]:
    """The values at these places, which may be all."""
    return values if len(at) == len(values) else list(map(values.__getitem__, at))


def _spread(keys: Sequence[str], at: Sequence[int], rows: int) -> Sequence[Value]:
    """The keys of the rows at these places; of all other rows, nothing."""
    by_place: dict[int, str] = dict(zip(at, keys, strict=True))
    return list(map(by_place.get, range(rows)))


def _cells(
    made: Made, layout: Layout, grid: Grid, at: Sequence[int]
) -> dict[str, Sequence[Value]]:
    """Return the cells of each column of the table, row for row."""
    table, cells = TABLES[made.table], blank(made.table, len(at))
    said = dict(made.columns)
    if table.child:
        said[table.child] = layout.key
    for name, field in said.items():
        cells[name] = _told(field, grid, at)
    return cells


def blank(table: str, rows: int) -> dict[str, Sequence[Value]]:
    """Return the columns of a table with nothing in so many rows."""
    return dict.fromkeys(TABLES[table].columns, [None] * rows)


def _told(said: str, grid: Grid, at: Sequence[int]) -> Sequence[Value]:
    """The values of a field; or of a link, which is named as the row that it links to;
    or the same in every row."""
    if said[0] == "=":
        return [said[1:]] * len(at)
    if "{" not in said:
        return _only(grid.values(said), at)
    wanted = [_only(grid.values(name), at) for name in _BRACES.findall(said)]
    linked = zip(_named(said, grid, at), *wanted, strict=True)
    return [None if None in parts else name for name, *parts in linked]


def _named(template: str, grid: Grid, at: Sequence[int]) -> list[str]:
    """Return what names the rows at these places, by a template as `annex-a:4:{child}`."""
    parts: list[Iterable[str]] = []
    for place, part in enumerate(_BRACES.split(template)):
        field = place % 2  # between the texts stand the names of fields
        parts.append(
            _as_text(_only(grid.values(part), at)) if field else repeat(part, len(at))
        )
    return list(map("".join, zip(*parts, strict=True)))


def _as_text(values: Sequence[Value]) -> Iterable[str]:
    if set(map(type, values)) == {str}:
        return cast("Sequence[str]", values)
    texts = {value: "" if value is None else str(value) for value in set(values)}
    return map(texts.__getitem__, values)


def _apart(names: Iterable[str], taken: dict[str, int]) -> list[str]:
    """Return names of which none is taken: a second row of the same day ends in `:2`."""
    told = []
    for name in names:
        times = taken[name] = taken.get(name, 0) + 1
        told.append(name if times == 1 else f"{name}:{times}")
    return told
