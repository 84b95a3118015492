"""A list read from a sheet: its rows laid out, its cells cleaned, what is odd said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from alongside.reckon.intake import grid as grids
from alongside.reckon.intake import suspicious
from alongside.reckon.intake.findings import LEFT_OUT, NOTE, Findings, ListRead
from alongside.reckon.intake.grid import Cells, Column, Grid
from alongside.reckon.intake.layouts import (
    ANNEX_A,
    Found,
    Layout,
    columns_of,
    header_of,
    missing_fields,
    number_in,
    unknown_headers,
)
from alongside.reckon.intake.values import NOTHING, Cell, tidy
from alongside.reckon.intake.workbook import Sheet
from alongside.reckon.reference.lists import in_words

Held = dict[Layout, list[Grid]]


@dataclass
class Lists:
    """What a file held: the grids of each list, and how they were read.

    `invented` is the text by which the file says that its people are, `day` the day that
    the file itself says it speaks for, `unknown` the sheets where none holds a list.
    """

    read: list[ListRead] = field(default_factory=list)
    held: Held = field(default_factory=dict)
    invented: str = ""
    book: str = ""
    day: date | None = None
    unknown: list[Sheet] = field(default_factory=list)


def in_order(held: Held) -> list[Layout]:
    """Return the lists as their book has them: what comes first lends its links."""
    return sorted(held, key=lambda layout: layout.place)


def all_grids(held: Held) -> list[Grid]:
    return [grid for layout in in_order(held) for grid in held[layout]]


def read_list(
    found: Found, sheet: Sheet, lists: Lists, as_at: date | None, findings: Findings
) -> None:
    """Read one list from the sheet that it was found on, and add it to the others."""
    columns = columns_of(found, sheet)
    layout = found.layout
    findings.filled(sheet.name, None, layout.fills(layout.key))
    for name, column in columns.items():
        findings.filled(sheet.name, column.label, layout.fills(name))
    _say_headers(found, sheet, findings)
    grid, across, total = grids.lay_out(
        sheet,
        found.header,
        columns.get(layout.key),
        columns.get("child"),
        findings,
        layout.repeats,
    )
    if _is_shifted(columns, across, grid):
        _leave_out(found, grid, total, lists, findings)
        return
    if not grid.rows and layout.book == ANNEX_A:
        _say_empty(sheet, findings)
    grids.clean(grid, across, columns.values(), findings)
    _say_suspicious(found, columns, grid, as_at, findings)
    expect_unborn(grid, as_at)
    tables = ("ssd_person", *layout.tables) if layout.key == "child" else layout.tables
    lists.read.append(grids.as_list(layout.name, tables, grid, found.row, total))
    if layout.key in columns:
        lists.held.setdefault(layout, []).append(grid)


def _is_shifted(columns: dict[str, Column], across: Cells, grid: Grid) -> bool:
    """Whether the headers stand above the wrong cells: no sex and no birth reads as one."""
    return all(
        name in columns
        and _reads_ill(columns[name], grids.cells_of(columns[name], across, grid))
        for name in ("sex", "dob")
    )


def _reads_ill(column: Column, held: Sequence[Cell]) -> bool:
    """Whether most of the filled cells of a column are not what its header says."""
    cells = Counter(held)
    filled = {c: n for c, n in cells.items() if tidy(c).lower() not in NOTHING}
    ill = sum(n for cell, n in filled.items() if column.reader(cell)[0] is None)
    return ill * 2 > sum(filled.values())


def _leave_out(
    found: Found, grid: Grid, total: int, lists: Lists, findings: Findings
) -> None:
    """Report a list whose headers do not describe its cells; nothing of it is used."""
    what = (
        "The headers do not describe what stands below them: most cells under the sex "
        "and the date of birth are neither. Nothing was read from this sheet."
    )
    do = "Move the headers back above their columns and read the file again."
    findings.add(LEFT_OUT, what, do, sheet=grid.sheet)
    grid.rows.clear()
    lists.read.append(grids.as_list(found.layout.name, (), grid, found.row, total))


def _say_empty(sheet: Sheet, findings: Findings) -> None:
    findings.add(
        NOTE,
        "This list holds no row that can be used: it was taken to say that there is none "
        "of what it lists.",
        "Export it again, if there is.",
        sheet=sheet.name,
    )


def _say_headers(found: Found, sheet: Sheet, findings: Findings) -> None:
    stated = number_in(sheet.name) if found.layout.number else None
    if stated not in (None, found.layout.number):
        what = f"The sheet is named as list {stated}, but its headers are those of {found.layout.name}; it was read as that."
        findings.add(
            NOTE, what, "Rename the sheet, or check its headers.", sheet=sheet.name
        )
    for header in unknown_headers(found, sheet):
        what = "This column is not one of the list, or repeats one; it was not used."
        findings.add(NOTE, what, "Nothing.", sheet=sheet.name, column=header)
    for missing in missing_fields(found):
        _say_missing(found, missing, sheet, findings)


def _say_missing(found: Found, missing: str, sheet: Sheet, findings: Findings) -> None:
    layout, header = found.layout, header_of(found.layout, missing).strip()
    fills = tuple(layout.fills(missing))
    if missing not in (layout.key, *layout.needs):
        what = f"There is no column {header}."
        do = "Add it if you need it."
        findings.add(NOTE, what, do, sheet=sheet.name, fills=fills)
        return
    rests = {made.table for made in layout.makes if missing in made.needs}
    effect = f"no {in_words(rests, 'or')} were read" if rests else "it stays blank"
    if missing == layout.key:
        effect = "no row of this sheet could be used"
    what = f"There is no column {header}; {effect}."
    do = "Add the column under exactly that header and export again."
    findings.add(LEFT_OUT, what, do, sheet=sheet.name, fills=fills)


def _say_suspicious(
    found: Found,
    columns: dict[str, Column],
    grid: Grid,
    as_at: date | None,
    findings: Findings,
) -> None:
    layout = found.layout
    for first, then in layout.order:
        suspicious.runs_backwards(grid, first, then, findings)
    for need in layout.makes[0].needs if layout.makes else ():
        if need in columns and need != layout.key:
            suspicious.begins_nothing(grid, need, findings)
    if layout.birth:
        suspicious.before_birth(grid, layout.birth, "dob", findings)
    for name in columns if layout.open else ():
        if name.endswith(("team", "worker")):
            word = "team" if name.endswith("team") else "worker"
            suspicious.open_without(grid, layout.open, name, word, findings)
    for name in layout.fields if as_at else ():
        if name in grid.columns and name not in ("dob", *layout.lent) and as_at:
            suspicious.lies_ahead(grid, name, as_at, findings)


def expect_unborn(grid: Grid, as_at: date | None) -> None:
    """Move the date of birth of the unborn to `expected`: age -1, or born after the extract."""
    if "dob" not in grid.columns:
        return
    born, result = list(grid.values("dob")), list(grid.values("expected"))
    ages = grid.values("age")
    unborn = [at for at, age in enumerate(ages) if age == -1] if -1 in ages else []
    for at in {*unborn, *suspicious.after(as_at, born)}:
        born[at], result[at] = None, born[at]
    grid.columns["dob"], grid.columns["expected"] = born, result
