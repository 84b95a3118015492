"""The children and the staff whom the lists of an export name, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count

from alongside.reckon.intake.findings import SUSPICIOUS, Findings
from alongside.reckon.intake.grid import Grid
from alongside.reckon.intake.layouts import WHO
from alongside.reckon.intake.lists import Held, all_grids
from alongside.reckon.intake.making import blank
from alongside.reckon.records import TABLES, Records, Value

_CALLED = {
    "forename": "forename",
    "surname": "surname",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "dob": "date of birth",
    "expected": "expected date of birth",
    "died": "date of death",
}
_WORKERS = ("worker", "assessment_worker", "adviser")
_TEAMS = ("team", "assessment_team")


def add_people(held: Held, records: Records, findings: Findings) -> None:
    """Add each child once. Where rows differ the first is kept, and the others are said."""
    grids = [grid for grid in all_grids(held) if "child" in grid.columns]
    if not grids:
        return
    told = [_Told(grid) for grid in grids]
    places: dict[Value, int] = {}
    said = _said(grids)
    known: dict[str, list[Value]] = {field: [] for field in said}
    for met, each in enumerate(told, start=1):
        new = [child for child in each.children if child not in places]
        places.update(zip(new, count(len(places))))
        for field, values in known.items():
            values += [None] * len(new)
            if any(each.grid.values(field)):
                _learn(field, told[:met], places, values, findings)
    cells = blank("ssd_person", len(places)) | {"pers_person_id": list(places)}
    cells |= {column: known[field] for field, column in said.items()}
    records.put("ssd_person", cells)
    unsaid = TABLES["ssd_person"].columns.keys() - {"pers_person_id", *said.values()}
    records.unsaid["ssd_person"] = frozenset(unsaid)


def _said(grids: Iterable[Grid]) -> dict[str, str]:
    """Return the fields of who somebody is that any list has, and their columns.

    A report by layout names a column of its own where no list of ours has a field for it.
    """
    there = {name for grid in grids for name in grid.columns}
    others = TABLES["ssd_person"].columns.keys() - {"pers_person_id", *WHO.values()}
    fields = WHO | dict(zip(others, others, strict=True))
    return {field: column for field, column in fields.items() if field in there}


class _Told:
    """What a grid tells of each child: their last rows, and for each row the last row of
    its child, by place."""

    def __init__(self, grid: Grid) -> None:
        named = grid.values("child")
        last = dict(zip(named, range(len(named)), strict=True))
        self.grid, self.named = grid, named
        self.children, self.last = list(last), list(last.values())
        self.last_of_row = list(map(last.__getitem__, named))

    def alike(self, field: str) -> list[Value] | None:
        """Return what is said of each child, where all of their rows say the same."""
        values = self.grid.values(field)
        if list(map(values.__getitem__, self.last_of_row)) != values:
            return None
        return list(map(values.__getitem__, self.last))

    def pairs(self, field: str) -> Iterable[tuple[Value, Value]]:
        """Return each child with each thing said of them, once, in the order of the rows."""
        if (said := self.alike(field)) is not None:
            return zip(self.children, said, strict=True)
        return dict.fromkeys(zip(self.named, self.grid.values(field), strict=True))

    def rows(self, field: str) -> dict[tuple[Value, Value], int]:
        """Return the first row that says each thing of a child, in the order of the rows."""
        rows: dict[tuple[Value, Value], int] = {}
        said = zip(self.named, self.grid.values(field), self.grid.rows, strict=True)
        for child, value, row in said:
            rows.setdefault((child, value), row)
        return rows


def _learn(
    field: str,
    told: Sequence[_Told],
    places: Mapping[Value, int],
    known: list[Value],
    findings: Findings,
) -> None:
    """Take a thing that the last grid tells of children, and say who has two of it.

    What is said again is said once: of equal rows, the first counts.
    """
    if len(told) == 1 and (alike := told[0].alike(field)):
        known[:] = alike
        return
    other = []
    for child, said in told[-1].pairs(field):
        at = places[child]
        if known[at] is None:
            known[at] = said
        elif said is not None and known[at] != said:
            other.append((child, said))
    if other:
        first, rows = _first(field, told), told[-1].rows(field)
        for pair in other:
            where = rows[pair], str(pair[0]), first[pair[0]]
            _say_differs(told[-1].grid, field, *where, findings)


def _first(field: str, told: Sequence[_Told]) -> dict[Value, tuple[str, int]]:
    """Return the sheet and the row that first say a thing of each child."""
    first: dict[Value, tuple[str, int]] = {}
    for each in told:
        for (child, said), row in each.rows(field).items():
            if said is not None:
                first.setdefault(child, (each.grid.sheet, row))
    return first


def _say_differs(
    grid: Grid,
    field: str,
    row: int,
    child: str,
    where: tuple[str, int],
    findings: Findings,
) -> None:
    word = _CALLED.get(field) or field.removeprefix("pers_").replace("_", " ")
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
        columns = (
            grid.columns[each]
            for grid in grids
            for each in fields
            if each in grid.columns
        )
        told: list[Value] = list(
            filter(None, dict.fromkeys(chain.from_iterable(columns)))
        )
        if told:
            cells = blank(table, len(told))
            records.put(table, cells | {TABLES[table].key: told, name: told})
