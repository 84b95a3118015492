"""Whose clocks are to be reckoned again when an export follows another, and whose are not.

A child's clocks come of that child's rows, of rows linked to them, and of the day. What
else they come of (the rules, the bank holidays, the questions, which tables are held) is
the same for all children: where it differs, everybody's are reckoned again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version

from alongside.reckon.clock import Clock
from alongside.reckon.dues.statement import STATEMENT
from alongside.reckon.events import EVENTS
from alongside.reckon.records import TABLES, TEXT, Records, Value
from alongside.reckon.rulebook import Rulebook
from alongside.reckon.stores import Store

READ = frozenset().union(*(event.reads for event in EVENTS.values())) | {
    "ssd_involvements", "local_events", "local_clock_stops", "local_due_overrides",
}  # fmt: skip
"""The tables that clocks come of. Each names the child of a row."""
_NO_LINK = (
    "professional_id",
    "worker_id",
    "team_id",
    "role_id",
    "table_id",
    "episode_id",
)
"""How names end that rows of many children have in common, and nothing else."""
_STIRS = """
select child, min(day) as day from (
    select child, happened_on as day from event where happened_on > $as_at
    union all
    select child, recorded_on as day from event where recorded_on > $as_at
    union all
    select invo_person_id as child, invo_involvement_start_date as day
    from ssd_involvements where invo_involvement_start_date > $as_at
    union all
    select invo_person_id as child, invo_involvement_end_date as day
    from ssd_involvements where invo_involvement_end_date > $as_at
) as ahead
group by child
order by child
"""
Child = Value


def manner(rulebook: Rulebook, clock: Clock) -> str:
    """Return a mark of how clocks are reckoned: another mark, another answer, maybe."""
    asked = [(event.name, event.sql) for event in EVENTS.values()]
    of_others = [(name, other.version) for name, other in clock.others.items()]
    said = (version("alongside"), STATEMENT, asked, rulebook, clock.version, of_others)
    return sha256(repr(said).encode()).hexdigest()


def stirs(store: Store, as_at: date) -> dict[str, date]:
    """Return the next day on which a child's clocks may change of themselves.

    Something in a prepared store happens only then: a birthday, a meeting put in ahead,
    the end of an allocation.
    """
    rows = store.ask(_STIRS, {"as_at": as_at})
    return {str(child): day for child, day in rows if isinstance(day, date)}


def changed(
    now: Records, before: Records, also: Collection[str] = ()
) -> set[Child] | None:
    """Return the children whose rows differ, those of `also`, and those linked to them.

    None where what is held of everybody differs.
    """
    if _manner_of(now) != _manner_of(before):
        return None
    found: set[Child] = set(also)
    for name in READ & now.rows.keys():
        place = list(TABLES[name].columns).index(TABLES[name].child)
        found |= {row[place] for row in _differing(name, now, before)}
    return _with_linked(found, now, before)


def of_children(records: Records, children: Collection[Child]) -> Records:
    """Return the records of some children, and those of nobody in particular.

    Of `local_events` all are kept, since its names say what is held.
    """
    kept = {
        name: rows
        if name == "local_events" or not (column := TABLES[name].child)
        else [row for row in rows if row.get(column) in children]
        for name, rows in records.rows.items()
    }
    return replace(records, rows=kept)


def _manner_of(records: Records) -> tuple[object, ...]:
    """What is held of everybody, and how complete it is."""
    return records.held(), records.latest_only, records.complete_since


def _differing(name: str, now: Records, before: Records) -> set[tuple[Value, ...]]:
    columns = list(TABLES[name].columns)
    here, there = (
        {tuple(map(row.get, columns)) for row in records.rows[name]}
        for records in (now, before)
    )
    return here ^ there


def _with_linked(found: set[Child], *held: Records) -> set[Child]:
    """Return children and all whose rows name what theirs name: a referral, a family."""
    links = defaultdict(set)
    for records in held:
        first: dict[tuple[str, Value], Child] = {}
        for child, named in _named(records):
            other = first.setdefault(named, child)
            if other != child:
                links[other].add(child)
                links[child].add(other)
    waiting = list(found)
    while waiting:
        more = links[waiting.pop()] - found
        found |= more
        waiting += more
    return found


def _named(records: Records) -> Iterator[tuple[Child, tuple[str, Value]]]:
    """Yield each child with each thing that a row of theirs names."""
    for name in READ & records.rows.keys():
        child, columns = TABLES[name].child, _naming(name)
        for row in records.rows[name]:
            for column, plain in columns:
                if row.get(column) is not None:
                    yield row.get(child), (plain, row[column])


def _naming(table: str) -> list[tuple[str, str]]:
    """Return the columns of a table that name things, with and without its prefix."""
    named = [
        (column, column.partition("_")[2])
        for column, kind in TABLES[table].columns.items()
        if kind == TEXT and column.endswith("_id") and column != TABLES[table].child
    ]
    return [(c, plain) for c, plain in named if not plain.endswith(_NO_LINK)]
