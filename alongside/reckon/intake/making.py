"""The rows of a list made into rows of records, as its layout says.

Exports give no identifiers but the child's, so they are made from what a row says
(`annex-a:4:1009:2026-01-05`): the same export gives the same identifiers again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from alongside.reckon.intake.grid import Grid
from alongside.reckon.intake.layouts import Layout, Made
from alongside.reckon.intake.lists import Held, in_order
from alongside.reckon.records import TABLES, Records, Row, Value

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
    above: list[str | None] = [None] * len(grid.rows)
    for made in layout.makes:
        if any(need not in grid.columns for need in made.needs):
            continue
        rows = records.hold(made.table)
        for index, row in _rows(made, layout, grid, taken):
            if made.above:
                row[made.above] = above[index]
            if made is layout.makes[0]:
                above[index] = str(row[TABLES[made.table].key])
            rows.append(row)
        if made.latest_only:
            records.latest_only.add(made.table)


def _rows(
    made: Made, layout: Layout, grid: Grid, taken: Taken
) -> Iterator[tuple[int, Row]]:
    """Yield the rows made for one table, each with the index of the row it came from."""
    table = TABLES[made.table]
    blank: Row = {**dict.fromkeys(table.columns), **_constants(made)}
    filled = [
        (name, _told(said, grid))
        for name, said in made.columns.items()
        if said[0] != "="
    ]
    if table.child:
        filled.append((table.child, grid.values(layout.key)))
    needs = [grid.values(need) for need in made.needs]
    named = _namer(made.id, grid)
    for index in range(len(grid.rows)):
        if any(values[index] is None for values in needs):
            continue
        row = blank | {name: values[index] for name, values in filled}
        row[table.key] = key = apart(made.table, named(index), taken)
        if made.own:
            row[made.own] = key
        yield index, row


def _constants(made: Made) -> dict[str, Value]:
    return {name: said[1:] for name, said in made.columns.items() if said[0] == "="}


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
