"""The children and the staff whom the lists of an export name, each once."""

from __future__ import annotations

from alongside.reckon.intake.findings import SUSPICIOUS, Findings
from alongside.reckon.intake.grid import Grid
from alongside.reckon.intake.layouts import WHO
from alongside.reckon.intake.lists import Held, all_grids
from alongside.reckon.records import TABLES, Records, Row, Value

_CALLED = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "dob": "date of birth",
    "expected": "expected date of birth",
    "died": "date of death",
}
_WORKERS = ("worker", "assessment_worker", "adviser")
_TEAMS = ("team", "assessment_team")

_First = dict[tuple[Value, str], tuple[str, int]]


def add_people(held: Held, records: Records, findings: Findings) -> None:
    """Add each child once. Where rows differ the first is kept, and the others are said."""
    people: dict[Value, Row] = {}
    first: _First = {}
    grids = all_grids(held)
    for grid in grids:
        if "child" in grid.columns:
            rows = records.hold("ssd_person")
            _meet(grid, people, rows)
            for field in WHO:
                if field in grid.columns:
                    _learn(grid, field, people, first, findings)


def _meet(grid: Grid, people: dict[Value, Row], rows: list[Row]) -> None:
    blank: Row = dict.fromkeys(TABLES["ssd_person"].columns)
    for child in dict.fromkeys(grid.values("child")):
        if child not in people:
            people[child] = blank | {"pers_person_id": child}
            rows.append(people[child])


def _learn(
    grid: Grid, field: str, people: dict[Value, Row], first: _First, findings: Findings
) -> None:
    """Take a thing said of children, and say where a child's rows say two things.

    What is said again is said once: of equal rows, the first counts.
    """
    column = WHO[field]
    pairs = zip(
        reversed(grid.values("child")), reversed(grid.values(field)), strict=True
    )
    told = dict(zip(pairs, reversed(grid.rows), strict=True))
    for (child, said), row in reversed(told.items()):
        if said is None:
            continue
        known = people[child][column]
        if known is None:
            people[child][column] = said
            first[child, field] = grid.sheet, row
        elif known != said:
            _say_differs(grid, field, row, str(child), first[child, field], findings)


def _say_differs(
    grid: Grid,
    field: str,
    row: int,
    child: str,
    where: tuple[str, int],
    findings: Findings,
) -> None:
    word = _CALLED[field]
    what = f"This child has another {word} on sheet {where[0]}, row {where[1]}; that one was kept."
    findings.add(
        SUSPICIOUS,
        what,
        f"Correct the {word} where it is wrong; or two children share an identifier.",
        sheet=grid.sheet,
        row=row,
        column=grid.labels.get(field) or grid.labels.get("dob"),
        alike=f"another {word}",
        child=child,
    )


def add_staff(held: Held, records: Records) -> None:
    """Add each worker and each team by name: most exports know them by nothing else."""
    grids = all_grids(held)
    for table, fields, name in (
        ("ssd_professionals", _WORKERS, "prof_professional_name"),
        ("ssd_department", _TEAMS, "dept_team_name"),
    ):
        columns = [
            grid.columns[each]
            for grid in grids
            for each in fields
            if each in grid.columns
        ]
        blank: Row = dict.fromkeys(TABLES[table].columns)
        for said in dict.fromkeys(value for values in columns for value in values):
            if said is not None:
                row = blank | {TABLES[table].key: said, name: said}
                records.hold(table).append(row)
