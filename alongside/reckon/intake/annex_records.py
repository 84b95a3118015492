"""The lists of Annex A made into records, and the links that Annex A leaves out.

Annex A gives no identifiers but the child's, so they are made from what a row says
(`annex-a:4:1009:2026-01-05`): the same export gives the same identifiers again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from alongside.reckon.intake.annex_a import Held
from alongside.reckon.intake.findings import Findings
from alongside.reckon.intake.grid import Grid
from alongside.reckon.intake.layouts import Layout, Made, layouts
from alongside.reckon.intake.people import add_people, add_staff
from alongside.reckon.records import TABLES, Records, Row, Value

# A plan begins at its conference, or is recorded within about two weeks of it.
PLAN_WITHIN = timedelta(days=15)

# What is begun under a referral: its table, the link to fill, and its start.
_BEGUN = (
    ("ssd_cin_assessments", "cina_referral_id", "cina_assessment_start_date"),
    ("ssd_s47_enquiry", "s47e_referral_id", "s47e_s47_start_date"),
    ("ssd_cp_plans", "cppl_referral_id", "cppl_cp_plan_start_date"),
    ("ssd_cla_episodes", "clae_referral_id", "clae_cla_episode_start_date"),
)

_Named = Callable[[int], str]


def records_of(held: Held, findings: Findings) -> Records:
    """Return the records that the lists hold, linked to one another."""
    records, taken = Records(), dict[tuple[str, str], int]()
    for number in sorted(held):
        for grid in held[number]:
            _make(layouts()[number], grid, records, taken)
    add_people(held, records, findings)
    add_staff(held, records)
    _join_episodes(records)
    _link_referrals(records)
    _link_plans(records)
    return records


def _make(
    layout: Layout, grid: Grid, records: Records, taken: dict[tuple[str, str], int]
) -> None:
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
    made: Made, layout: Layout, grid: Grid, taken: dict[tuple[str, str], int]
) -> Iterator[tuple[int, Row]]:
    """Yield the rows made for one table, each with the index of the row it came from."""
    table = TABLES[made.table]
    blank: Row = {**dict.fromkeys(table.columns), **_constants(made)}
    filled = [
        (name, grid.values(said))
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
        row[table.key] = key = _apart(made.table, named(index), taken)
        if made.own:
            row[made.own] = key
        yield index, row


def _constants(made: Made) -> dict[str, Value]:
    return {name: said[1:] for name, said in made.columns.items() if said[0] == "="}


def _namer(template: str, grid: Grid) -> _Named:
    """Return what names the row at an index, by a template such as `annex-a:4:{child}`."""
    columns = [grid.values(name) for name in re.findall(r"{(\w+)}", template)]
    positional = re.sub(r"{\w+}", "{}", template)

    def named(index: int) -> str:
        parts = (values[index] for values in columns)
        return positional.format(*("" if part is None else part for part in parts))

    return named


def _apart(table: str, name: str, taken: dict[tuple[str, str], int]) -> str:
    """Return a name not yet taken in the table: a second row of the same day ends in `:2`."""
    times = taken[table, name] = taken.get((table, name), 0) + 1
    return name if times == 1 else f"{name}:{times}"


def _join_episodes(records: Records) -> None:
    """Join List 6's episode to List 3's referral of the same child and day.

    List 6 says who holds the case now, so its team and worker stand.
    """
    episodes = records.rows.get("ssd_cin_episodes", [])
    referrals: dict[tuple[Value, Value], Row] = {}
    joined: list[Row] = []
    for row in episodes:  # List 3 was made before List 6
        same = row["cine_person_id"], row["cine_referral_date"]
        if str(row["cine_referral_id"]).startswith("annex-a:3:"):
            referrals.setdefault(same, row)
        elif same in referrals:
            told = {name: said for name, said in row.items() if said is not None}
            del told["cine_referral_id"]
            referrals[same].update(told)
            continue
        joined.append(row)
    episodes[:] = joined


def _link_referrals(records: Records) -> None:
    """Link what was begun to the child's latest referral by then, unless it had closed."""
    referrals = _by_child(records, "ssd_cin_episodes", "cine_referral_date")
    for table, link, start in _BEGUN:
        for row in records.rows.get(table, ()):
            began = row[start]
            for referral in referrals.get(row[TABLES[table].child], ()):
                closed = referral["cine_close_date"]
                if _by(referral["cine_referral_date"], began) and (
                    closed is None or _by(began, closed)
                ):
                    row[link] = referral["cine_referral_id"]


def _link_plans(records: Records) -> None:
    """Link a plan to the child's conference that resulted in it, and back."""
    conferences = _by_child(records, "ssd_initial_cp_conference", "icpc_icpc_date")
    for plan in records.rows.get("ssd_cp_plans", ()):
        start = plan["cppl_cp_plan_start_date"]
        for conference in conferences.get(plan["cppl_person_id"], ()):
            held = conference["icpc_icpc_date"]
            if conference["icpc_icpc_outcome_cp_flag"] != "Y":
                continue
            if _by(held, start) and _days(held, start) <= PLAN_WITHIN:
                plan["cppl_icpc_id"] = conference["icpc_icpc_id"]
                conference["icpc_cp_plan_id"] = plan["cppl_cp_plan_id"]


def _by_child(records: Records, table: str, day: str) -> dict[Value, list[Row]]:
    """Return a table's rows by child, earliest first."""
    grouped: dict[Value, list[Row]] = {}
    for row in records.rows.get(table, ()):
        grouped.setdefault(row[TABLES[table].child], []).append(row)
    for rows in grouped.values():
        rows.sort(key=lambda row: str(row[day]))
    return grouped


def _by(first: Value, then: Value) -> bool:
    return isinstance(first, date) and isinstance(then, date) and first <= then


def _days(first: Value, then: Value) -> timedelta:
    assert isinstance(first, date) and isinstance(then, date)
    return then - first
