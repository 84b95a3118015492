"""A nation of children's events, and a rulebook of 128 rules to reckon them by.

The lives are those of the invented council: some 10,000 children, each lived again as often
as the size asks, every event up to two days off. What is measured is their number, their
order and their days, so a life lived forty times is forty lives.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count, cycle
from pathlib import Path

from alongside.reckon.clock import Clock
from alongside.reckon.council import build
from alongside.reckon.dues import prepare
from alongside.reckon.events import EVENTS
from alongside.reckon.rulebook import Rule, Rulebook, england
from alongside.reckon.stores import connect

AS_AT = date(2026, 11, 6)
A_COUNCIL = 10_000
"""Children ever known, near enough, in an invented council of 2,000 open cases."""

LIVES = """
create table lived as
select event.* replace (
           child || '-' || life as child, episode || '-' || life as episode,
           happened_on + cast(hash(kind, child, episode, happened_on, life) % 5 as integer)
               - 2 as happened_on)
from event cross join (select range as life from range($lives)) as lives
"""
ALLOCATIONS = """
insert into ssd_involvements by name
select ssd_involvements.* replace (invo_person_id || '-' || life as invo_person_id)
from ssd_involvements cross join (select range as life from range($lives)) as lives
"""


def rules(number: int = 128) -> Rulebook:
    """Return so many rules that can be reckoned: the book's, switched on, and variants.

    A variant has an amount of its own, so that its last days are its own.
    """
    book = [rule for rule in england().values() if _askable(rule)]
    made = {rule.code: replace(rule, enabled=True) for rule in book}
    shipped = [rule for rule in book if rule.computed]
    for rule, more in zip(cycle(shipped), count(len(shipped)), strict=False):
        if len(made) >= number:
            return made
        longer = replace(rule.within, amount=rule.within.amount + more // len(shipped))
        code = f"{rule.code}_{longer.amount}"
        made[code] = replace(rule, code=code, within=longer, changes=())
    return made


def _askable(rule: Rule) -> bool:
    named = (*rule.starts, *rule.completed_by)
    asked = rule.starts and rule.completed_by and all(EVENTS[n].sql for n in named)
    return bool(asked) and not (rule.needs or rule.measure or rule.earliest)


def nation(children: int, path: Path) -> None:
    """Write a DuckDB store of so many children, prepared for the 128 rules."""
    council = build(A_COUNCIL // 5, 1, AS_AT + timedelta(7))
    lives = max(1, round(children / A_COUNCIL))
    with connect(f"duckdb:///{path}") as store:
        prepare(store, council.extract(AS_AT), rules(), Clock.england())
        store.run(LIVES, {"lives": lives})
        store.run("drop table event")
        store.run("alter table lived rename to event")
        store.run(ALLOCATIONS, {"lives": lives})
