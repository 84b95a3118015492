"""A change of one rule, written as a rulebook file would say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from alongside.desk.casework.rule_words import other_ways
from alongside.reckon.clock import Limit
from alongside.reckon.rulebook import Rule, Rulebook, Written, as_toml
from alongside.reckon.rulebook.rule import Change

Entry = dict[str, Any]


def own_entries(layers: Iterable[Written]) -> dict[str, Entry]:
    """Return what the council says of each rule it changed, with who signed that off."""
    return {
        code: {"changed_by": written.signed, **entry}
        for written in layers
        for code, entry in written.entries().items()
    }


def can_be_switched(rule: Rule) -> bool:
    return not (rule.needs or rule.measure or rule.earliest)


def changed_text(
    rule: Rule,
    book: Rulebook,
    own: dict[str, Entry],
    *,
    limit: Limit,
    begins: date | None,
    enabled: bool,
    source: str,
    today: date,
) -> str:
    """Return a file that gives the rule this limit and switch; empty where none changes.

    With `begins`, clocks that start earlier keep the limit they have. Switching a rule
    on switches off whatever other way of keeping the same duty is on.
    """
    entry = _unsigned(own.get(rule.code, {}))
    before = dict(entry)
    if limit != rule.limit(begins or today):
        entry |= _limited(rule, entry, limit, begins, source)
    elif source != rule.source:
        entry["source"] = source
    if enabled != rule.enabled:
        entry["enabled"] = enabled
    if entry == before:
        return ""
    entries = {rule.code: entry}
    if enabled and not rule.enabled:
        for other in other_ways(rule, book):
            if other.computed:
                entries[other.code] = _unsigned(own.get(other.code, {}))
                entries[other.code]["enabled"] = False
    return as_toml(entries)


def _unsigned(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if key != "changed_by"}


def _limited(
    rule: Rule, entry: Entry, limit: Limit, begins: date | None, source: str
) -> Entry:
    if begins:
        later = {"from": begins, "within": _limit(limit), "source": source}
        return {"changes": [*_until(rule.changes, begins), later]}
    # For every clock: no later day of the council's own may have another.
    entry.pop("changes", None)
    return {"within": _limit(limit), "source": source}


def _until(changes: Iterable[Change], begins: date) -> Iterator[Entry]:
    """Yield what of other limits lies before a day."""
    for change in changes:
        if change.first >= begins:
            continue
        last = min(change.last, begins - timedelta(1))
        days = {} if change.first == date.min else {"from": change.first}
        yield days | {
            "to": last,
            "within": _limit(change.within),
            "source": change.source,
        }


def _limit(limit: Limit) -> Entry:
    usual = replace(limit, count="after", roll="none", calendar="england")
    unusual = {
        key: getattr(limit, key)
        for key in ("count", "roll", "calendar")
        if getattr(limit, key) != getattr(usual, key)
    }
    return {limit.unit: limit.amount} | unusual
