"""A report read by its layout: every table of the file that has the layout's headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from alongside.reckon.intake import grid as grids
from alongside.reckon.intake.codes import code_list
from alongside.reckon.intake.findings import (
    EACH,
    LEFT_OUT,
    NOTE,
    REFUSED,
    Findings,
    ListRead,
    Reading,
)
from alongside.reckon.intake.gate import Refused, admit, cannot_open
from alongside.reckon.intake.grid import Column, Grid
from alongside.reckon.intake.layouts import (
    PLAIN_KINDS,
    WHO,
    Layout,
    Made,
    book_of,
    layouts,
    plain,
)
from alongside.reckon.intake.lists import Held, expect_unborn
from alongside.reckon.intake.making import Taken, make
from alongside.reckon.intake.people import add_people
from alongside.reckon.intake.reports.differing import difference
from alongside.reckon.intake.reports.layout import CHILD, NamedLayout, Use
from alongside.reckon.intake.reports.look import (
    Seen,
    fingerprint,
    look,
    sheets_of,
    tables_of,
)
from alongside.reckon.intake.reports.patterns import read_by_either
from alongside.reckon.intake.sheets import invented
from alongside.reckon.intake.tables import reader_of, say_suspicious
from alongside.reckon.intake.values import Cell, Read, Reader, tidy
from alongside.reckon.intake.workbook import Sheet
from alongside.reckon.records import DATE, TABLES, Records, Table, Value

FORMAT = "report"
BIRTH = "ssd_person.pers_dob"
UNBORN = "-1"  # what case systems print for the birth of a child who is expected


@dataclass(frozen=True)
class Preview:
    """The first rows as they would be read: cells as they stand, and values by target."""

    headers: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    values: tuple[Mapping[str, Value], ...]
    findings: tuple[str, ...]


def preview(seen: Seen, layout: NamedLayout, rows: int = 5) -> Preview:
    """Return the first rows of a table as a layout would have them read."""
    some = replace(seen.sheet, rows=seen.sheet.rows[: rows + 1])
    findings = Findings("")
    grid, _ = _grid(replace(seen, sheet=some), layout, findings)
    names = list(grid.columns)
    return Preview(
        seen.headers,
        tuple(tuple(map(tidy, row)) for row in some.rows[1:]),
        tuple(
            {name: grid.columns[name][at] for name in names}
            for at in range(len(grid.rows))
        ),
        tuple(f"{each.what} {each.do}" for each in findings.listed()),
    )


def fitting(path: Path, known: Sequence[NamedLayout]) -> NamedLayout | None:
    """Return the layout whose headers stand in a file, or none; of several, the first."""
    try:
        there = {fingerprint(seen.headers) for seen in look(path)} if known else set()
    except (Refused, OSError):
        return None
    return next((each for each in known if each.fingerprint in there), None)


def read_with(path: Path, layout: NamedLayout, as_at: date | None = None) -> Reading:
    """Read a file by one layout."""
    return read_by(path, [layout], as_at)


def read_by(
    path: Path,
    layouts: Sequence[NamedLayout],
    as_at: date | None = None,
    each: int = EACH,
    sheets: Iterable[Sheet] | None = None,
) -> Reading:
    """Read a file by layouts: all of its tables that have the headers of any of them;
    or its sheets, if it was read already.

    Of two layouts with the same headers the first is taken. Never raises for what the
    file holds: one with other headers is refused, and the findings say how they differ.
    """
    path = Path(path)
    reading = Reading(path.name, FORMAT, as_at=as_at)
    findings = Findings(path.name, each)
    try:
        there = sheets_of(admit(path)) if sheets is None else sheets
        others = _read_all(there, layouts, reading, findings)
        if not reading.lists:
            raise _unlike(layouts, others)
        _pass_over(others, findings)
    except Refused as refused:
        _refuse(reading, findings, refused)
    except OSError:
        _refuse(reading, findings, cannot_open())
    reading.findings = findings.listed()
    return reading


def _refuse(reading: Reading, findings: Findings, refused: Refused) -> None:
    findings.add(REFUSED, refused.what, refused.do)
    reading.records, reading.lists = Records(), []


def _read_all(
    sheets: Iterable[Sheet],
    layouts: Sequence[NamedLayout],
    reading: Reading,
    findings: Findings,
) -> list[Seen]:
    """Read the tables that are the layouts'; return the others."""
    taken, others = Taken(), []
    by_headers = {each.fingerprint: each for each in reversed(layouts)}
    held: Held = {}
    for sheet in sheets:
        reading.invented = reading.invented or bool(invented(sheet))
        if sheet.fault:
            findings.add(LEFT_OUT, sheet.fault.what, sheet.fault.do, sheet=sheet.name)
        for seen in tables_of(sheet):
            layout = by_headers.get(fingerprint(seen.headers))
            if layout is None:
                others.append(seen)
                continue
            grid = _read_table(seen, layout, reading, findings)
            known = as_known(layout)
            make(known, grid, reading.records, taken)
            if any(TABLES[name].child for name in layout.tables):
                held.setdefault(known, []).append(grid)
    if held:
        add_people(held, reading.records, findings)
    return others


def _read_table(
    seen: Seen, layout: NamedLayout, reading: Reading, findings: Findings
) -> Grid:
    grid, total = _grid(seen, layout, findings)
    expect_unborn(grid, reading.as_at)
    for name in layout.tables:
        say_suspicious(TABLES[name], grid, reading.as_at, findings)
    reading.lists.append(_told(layout, seen, grid, total))
    return grid


def _told(layout: NamedLayout, seen: Seen, grid: Grid, total: int) -> ListRead:
    return grids.as_list(layout.name, layout.tables, grid, seen.header_row, total)


def _pass_over(others: Sequence[Seen], findings: Findings) -> None:
    for seen in others:
        what = f"The table whose headers stand in row {seen.header_row} has not the headers of this layout; it was passed over."
        findings.add(
            NOTE, what, "Give it a layout of its own, if it matters.", sheet=seen.name
        )


def _unlike(layouts: Sequence[NamedLayout], others: Sequence[Seen]) -> Refused:
    """What to say of a file without the headers: how the likest of its tables differs."""
    if not others:
        return Refused(
            "No table was found in the file: no row of headers with rows below it.",
            "Choose the report itself, with its headers above its columns.",
        )
    pairs = ((each.name, difference(each, seen)) for each in layouts for seen in others)
    name, nearest = min(pairs, key=lambda pair: len(pair[1].gone))
    return Refused(
        f"The headers are not those of {name}. {nearest.in_words}",
        "Say in the layout what the headers are now, or export the report as before.",
    )


def as_known(layout: NamedLayout) -> Layout:
    """Return a named layout in the shape of the lists that are known by their headers."""
    return Layout(
        book=FORMAT,
        name=layout.name,
        place=0,
        number=0,
        title=layout.name,
        fields=(CHILD,),
        needs=(),
        makes=tuple(
            _made(name, layout) for name in layout.tables if name != "ssd_person"
        ),
    )


def _made(name: str, layout: NamedLayout) -> Made:
    table = TABLES[name]
    targets = {to for use in layout.uses for to in use.to}
    own = [column for column in table.columns if f"{name}.{column}" in targets]
    columns = {column: _field(name, column) for column in own if column != table.child}
    always = {
        target.partition(".")[2]: f"={said}"
        for target, said in layout.always.items()
        if target.partition(".")[0] == name
    }
    key = columns.pop(table.key, "")
    days = [columns[each] for each in table.dates if each in columns]
    needs = tuple(filter(None, [key or (CHILD if table.child else ""), *days[:1]]))
    called = layout.name.replace("{", "(").replace("}", ")")  # braces name fields
    named = f"{{{key}}}" if key else f"report:{called}:{name}:{{child}}"
    if days and not key:
        named += f":{{{days[0]}}}"
    return Made(name, needs, named, columns | always)


def _field(table: str, column: str) -> str:
    """The name by which a column's values go: who somebody is, as in every list."""
    return next((name for name, each in WHO.items() if each == column), column)


def _grid(seen: Seen, layout: NamedLayout, findings: Findings) -> tuple[Grid, int]:
    """Return the kept rows of a table, their cells read, and how many rows there are."""
    columns = _columns(seen, layout, findings)
    child = columns.get(CHILD)
    key = child or _key_column(columns, layout)
    grid, across, total = grids.lay_out(seen.sheet, 0, key, child, findings)
    grids.clean(grid, across, columns.values(), findings)
    return grid, total


def _key_column(columns: Mapping[str, Column], layout: NamedLayout) -> Column | None:
    """The column that a row must fill: a table's key, else the first column in use."""
    for name in layout.tables:
        if found := columns.get(TABLES[name].key):
            return found
    return next(iter(columns.values()), None)


def _columns(seen: Seen, layout: NamedLayout, findings: Findings) -> dict[str, Column]:
    at = {plain(header): index for index, header in enumerate(seen.headers) if header}
    columns = {}
    for use in layout.uses:
        index = at[plain(use.header)]
        label = seen.sheet.label(index, seen.headers[index])
        for to in use.to:
            name, reader = reader_for(to, use)
            columns[name] = Column(name, index, label, reader)
            findings.filled(seen.name, label, _fills(to, layout))
    return columns


def _fills(to: str, layout: NamedLayout) -> list[str]:
    """The columns of records that a column fills; the child's are all of a row's."""
    return [each for use in layout.uses for each in use.to] if to == CHILD else [to]


def reader_for(to: str, use: Use) -> tuple[str, Reader]:
    """Return by what name a target goes in a grid, and how its cells are read."""
    if to == CHILD:
        return CHILD, _aliased(PLAIN_KINDS["id"], use)
    name, _, column = to.partition(".")
    table = TABLES[name]
    if column == table.child:
        return CHILD, _aliased(PLAIN_KINDS["id"], use)
    if table.columns[column] == DATE:
        read = _dated(use)
        return _field(name, column), _birth(read) if to == BIRTH else read
    return _field(name, column), _aliased(_reader(table, column), use)


def _reader(table: Table, column: str) -> Reader:
    """How a column is read: by its code list, where the returns know one for it."""
    kind = code_lists().get((table.name, column))
    return code_list(kind).read if kind else reader_of(table, column)


@cache
def code_lists() -> dict[tuple[str, str], str]:
    """Return the code list of each column of records that the known lists fill by one."""
    found = {
        ("ssd_person", "pers_sex"): "sex",
        ("ssd_person", "pers_ethnicity"): "ethnicity",
    }
    for book in ("annex_a", "ssda903", "cin_census"):
        fields = book_of(book)["fields"]
        for layout in layouts(book).values():
            for made in layout.makes:
                for column, said in made.columns.items():
                    kind = fields[said][0] if said in fields else "text"
                    if kind not in PLAIN_KINDS:
                        found.setdefault((made.table, column), kind)
    return found


def _dated(use: Use) -> Reader:
    def read(cell: Cell) -> Read:
        return read_by_either(use.values.get(tidy(cell), cell), use.patterns)

    return read


def _birth(reader: Reader) -> Reader:
    """A date of birth: -1, as in a column of ages, is a child not yet born."""

    def read(cell: Cell) -> Read:
        return (None, None) if tidy(cell) == UNBORN else reader(cell)

    return read


def _aliased(reader: Reader, use: Use) -> Reader:
    def read(cell: Cell) -> Read:
        return reader(use.values.get(tidy(cell), cell))

    return read
