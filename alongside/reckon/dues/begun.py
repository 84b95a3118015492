"""Which clocks have begun for the children of whom a council's own tables say something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from alongside.reckon.clock import Clock
from alongside.reckon.dues.changed import of_children
from alongside.reckon.dues.tables import prepare, starts_of
from alongside.reckon.events import EVENTS
from alongside.reckon.records import Records, Value
from alongside.reckon.rulebook import Rule, Rulebook
from alongside.reckon.stores import connect

Begun = dict[tuple[Value, Value], list[tuple[str, date]]]
"""By child and code: the episode of each clock, and the day on which it began."""


def begun(records: Records, rulebook: Rulebook) -> Begun:
    """Return the clocks begun of each child and code of which a stop or a day is told.

    Nothing is reckoned, and only the tables of those timescales are read.
    """
    told = _told(records)
    rules = [rulebook[code] for _, code in told if code in rulebook]
    if not rules:
        return {}
    tables = _tables(rules) & records.rows.keys()
    part = Records({name: records.rows[name] for name in tables})
    part = of_children(part, {child for child, _ in told})
    found: Begun = {}
    with connect("sqlite://") as store:
        prepare(store, part, _beside(rules, rulebook), Clock.england())
        for rule in dict.fromkeys(rules):
            for start in starts_of(store, rule):
                key = start.child, rule.code
                found.setdefault(key, []).append((start.episode, start.on))
    return found


def _told(records: Records) -> list[tuple[Value, str]]:
    """Return each child and code that a row of the two tables names."""
    return [
        (row.get(f"{prefix}_person_id"), str(row.get(f"{prefix}_code")))
        for table, prefix in (("local_clock_stops", "stop"), ("local_due_overrides", "over"))
        for row in records.rows.get(table, ())
    ]  # fmt: skip


def _kinds(rules: Iterable[Rule]) -> set[str]:
    return {kind for r in rules for kind in (*r.starts, *r.completed_by, *r.ended_by)}


def _tables(rules: Iterable[Rule]) -> frozenset[str]:
    reads = (EVENTS[kind].reads for kind in _kinds(rules))
    return frozenset({"local_events"}).union(*reads)


def _beside(rules: list[Rule], rulebook: Rulebook) -> Rulebook:
    """Return the rules with those by whose limits their events are told apart."""
    by = frozenset().union(*(EVENTS[kind].counts_by for kind in _kinds(rules)))
    codes = {rule.code for rule in rules} | by
    return {code: rule for code, rule in rulebook.items() if code in codes}
