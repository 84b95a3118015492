"""What can be known from the records: which rules are reckoned, and why others are not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from alongside.reckon.events import EVENTS
from alongside.reckon.events.event import Event
from alongside.reckon.records import ONE_ROW_A_CHILD
from alongside.reckon.rulebook import BadRulebook, Rule, Rulebook


def reckoned(rulebook: Rulebook, held: frozenset[str]) -> list[Rule]:
    """Return the rules of which clocks are reckoned, given what is held (`Records.held`).

    A rule that needs what no export carries is one where `local_events` tells of every
    event that it needs.
    """
    return [rule for rule in rulebook.values() if rule.computed or is_fed(rule, held)]


def is_fed(rule: Rule, held: frozenset[str]) -> bool:
    """Whether a rule that needs something is given it, event by event."""
    wanted = [event for event in _events(rule) if not event.sql]
    stands = rule.runs and rule.needs and rule.starts and rule.completed_by
    return bool(stands and wanted) and all(event.name in held for event in wanted)


def counted(rulebook: Rulebook, held: frozenset[str]) -> list[Rule]:
    """Return the rules whose limits are asked about: by clocks, events or figures."""
    named = set().union(*(event.counts_by for event in EVENTS.values()))
    clocks = {rule.code for rule in reckoned(rulebook, held)}
    return [
        rule
        for rule in rulebook.values()
        if rule.measure or rule.code in clocks | named
    ]


def _events(rule: Rule) -> list[Event]:
    """Return the events that start and complete a rule; `gaps` refuses unknown ones."""
    names = (*rule.starts, *rule.completed_by)
    return [EVENTS[name] for name in names if name in EVENTS]


def gaps(rulebook: Rulebook, held: frozenset[str]) -> dict[str, str]:
    """Return, for each rule whose clocks cannot be computed, the reason in a sentence.

    `held` is what `Records.held` returns. Raises BadRulebook where a rule names an event
    that is none.
    """
    for rule in rulebook.values():
        for key in ("starts", "completed_by", "ended_by"):
            for name in getattr(rule, key):
                if name not in EVENTS:
                    raise BadRulebook(
                        f"{rule.code}: {key}: there is no event {name!r}. "
                        f"The events are {', '.join(EVENTS)}."
                    )
    reasons = {code: _gap(rule, held) for code, rule in rulebook.items()}
    return {code: reason for code, reason in reasons.items() if reason}


def _gap(rule: Rule, held: frozenset[str]) -> str:
    """Return why clocks of a rule cannot be computed, or nothing."""
    events = _events(rule)
    if rule.measure:
        return ""
    if rule.needs and not is_fed(rule, held):
        hints = dict.fromkeys(filter(None, (e.could_come_from for e in events)))
        return " ".join([f"It needs {rule.needs}.", *(f"{hint}." for hint in hints)])
    if rule.earliest:
        return "It is a least wait: nothing falls due at the end of it."
    if not rule.enabled:
        return _switched_off(rule)
    lacking = [f"The export has no {e.lacks(held)}." for e in events if e.lacks(held)]
    return lacking[-1] if lacking else ""


def _switched_off(rule: Rule) -> str:
    if rule.changed_by or not (rule.off_because or rule.instead_of):
        return "It is switched off in this council's rulebook."
    because = rule.off_because or f"another way of keeping {rule.instead_of}"
    return f"It is switched off as shipped: {because}."


def latest_known(rule: Rule, latest_only: frozenset[str]) -> bool:
    """Whether an earlier completion could be missing from the extract."""
    return bool(_completing(rule) & (latest_only | ONE_ROW_A_CHILD))


def known_since(rule: Rule, complete_since: Mapping[str, date]) -> date | None:
    """Return the first day from which on every completion is in the extract, or None.

    None where there is no such bound.
    """
    days = [complete_since[t] for t in _completing(rule) & complete_since.keys()]
    return max(days, default=None)


def _completing(rule: Rule) -> frozenset[str]:
    """Return the tables that completions of a rule are read from."""
    events = [EVENTS[name] for name in rule.completed_by]
    return frozenset().union(*(event.reads - event.optional for event in events))
