"""One export laid over another: what it holds speaks, and the rest stays, still linked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from alongside.reckon.records import TABLES, Records, Row, Table, Value

WHO = frozenset({"ssd_person", "ssd_family"})
"""Tables of who a child is, which every list of children tells a part of."""


def laid_over(records: Records, earlier: Records) -> Records:
    """Return records with the tables they do not hold taken from `earlier`.

    An export speaks for the tables that it holds and for no others. Sources name
    rows differently (Annex A has no keys at all): what is kept is linked anew to the
    row of the same child and first day, and decisions that come alone to the
    referral they must be about. Who somebody is stays known of those whom the kept
    tables name, since an export in parts names only its own children.
    """
    names = _names_for(records, earlier)
    kept_rows = {
        name: _linked(name, rows, names)
        for name, rows in earlier.rows.items()
        if name not in records.rows
    }
    rows = kept_rows | records.rows | _people_of(records, kept_rows, earlier)
    if "ssd_cin_episodes" in kept_rows and "local_referral_decisions" in records.rows:
        rows["local_referral_decisions"] = _decisions_linked(rows)
    kept = earlier.rows.keys() - records.rows.keys()
    since = {n: day for n, day in earlier.complete_since.items() if n in kept}
    return Records(
        rows,
        (earlier.latest_only & kept) | records.latest_only,
        since | records.complete_since,
    )


def _people_of(
    records: Records, kept: dict[str, list[Row]], earlier: Records
) -> dict[str, list[Row]]:
    """Return who is who: all told of here, and of before those whom `kept` names.

    What an export has no column for, it says nothing of: what is held of that stays.
    """
    named = set(Records(kept).children())
    people = {}
    for name in WHO & records.rows.keys() & earlier.rows.keys():
        child = TABLES[name].child
        before = {row[child]: row for row in earlier.rows[name]}
        told = [
            _filled(row, before.get(row[child]), records.unsaid.get(name, ()))
            for row in records.rows[name]
        ]
        here = {row[child] for row in told}
        people[name] = told + [
            row
            for row in earlier.rows[name]
            if row[child] in named and row[child] not in here
        ]
    return people


def _filled(row: Row, before: Row | None, unsaid: Iterable[str]) -> Row:
    if before is None:
        return row
    return row | {column: before.get(column) for column in unsaid}


def _names_for(records: Records, earlier: Records) -> dict[str, dict[Value, Value]]:
    """Return, by the name a link has in other tables, the keys here of rows there."""
    names: dict[str, dict[Value, Value]] = {}
    for name in earlier.rows.keys() & records.rows.keys():
        table = TABLES[name]
        if table.child and table.dates:
            here = {_whose(table, row): row[table.key] for row in records.rows[name]}
            keys = {row[table.key] for row in records.rows[name]}
            names[_unprefixed(table.key)] = {
                row[table.key]: here[whose]
                for row in earlier.rows[name]
                if row[table.key] not in keys and (whose := _whose(table, row)) in here
            }
    return names


def _whose(table: Table, row: Row) -> tuple[Value, Value]:
    """Whose row it is, and its first day."""
    return row.get(table.child), row.get(table.dates[0])


def _unprefixed(column: str) -> str:
    return column.partition("_")[2]


def _decisions_linked(rows: dict[str, list[Row]]) -> list[Row]:
    """Return decisions, each on the referral it names or, where no list has that one,
    on the child's latest referral by that day."""
    keys = {row["cine_referral_id"] for row in rows["ssd_cin_episodes"]}
    referrals: dict[Value, list[tuple[date, Value]]] = {}
    for row in rows["ssd_cin_episodes"]:
        if isinstance(day := row["cine_referral_date"], date):
            mine = referrals.setdefault(row["cine_person_id"], [])
            mine.append((day, row["cine_referral_id"]))
    linked = []
    for row in rows["local_referral_decisions"]:
        decided = row.get("refd_decision_date")
        by_then = [
            (day, str(key))
            for day, key in referrals.get(row.get("refd_person_id"), ())
            if isinstance(decided, date) and day <= decided
        ]
        if row.get("refd_referral_id") not in keys and by_then:
            row = row | {"refd_referral_id": max(by_then)[1]}
        linked.append(row)
    return linked


def _linked(
    name: str, rows: list[Row], names: dict[str, dict[Value, Value]]
) -> list[Row]:
    """Return rows with their links to other tables put into those tables' names now."""
    links = {
        column: names[_unprefixed(column)]
        for column in list(TABLES[name].columns)[1:]
        if names.get(_unprefixed(column))
    }
    if not links:
        return rows
    return [
        row | {c: new.get(row.get(c), row.get(c)) for c, new in links.items()}
        for row in rows
    ]
