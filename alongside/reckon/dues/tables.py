"""What the statement reads: records, calendar, rules and events, written into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from alongside.reckon.clock import Clock, calendar_rows, reach_rows
from alongside.reckon.dues.due import Due, Happening
from alongside.reckon.dues.statement import STATEMENT
from alongside.reckon.events import EVENTS
from alongside.reckon.records import DATE, NUMBER, ONE_ROW_A_CHILD, TEXT, Records
from alongside.reckon.rulebook import BadRulebook, Rule, Rulebook
from alongside.reckon.stores import Store, load

_COLUMNS = {
    "held": {"table_name": TEXT, "latest_only": NUMBER},
    "calendar": {"day": DATE, "working": NUMBER, "number": NUMBER, "month_on": DATE},
    "rule_limit": {"rule": TEXT, "span": TEXT, "first_day": DATE, "last_day": DATE},
    "rule_part": {"rule": TEXT, "kind": TEXT, "part": TEXT, "phase": NUMBER},
    "rule_known": {
        "rule": TEXT, "computable": NUMBER, "latest_only": NUMBER,
        "first_day": DATE, "last_day": DATE,
    },
    "reach": {"span": TEXT, "day": DATE, "due": DATE},
    "event": {
        "kind": TEXT, "child": TEXT, "episode": TEXT,
        "happened_on": DATE, "team": TEXT, "worker": TEXT,
    },
}  # fmt: skip


def prepare(
    store: Store,
    records: Records,
    rulebook: Rulebook,
    clock: Clock,
    progress: Callable[[str], None] = lambda step: None,
) -> None:
    """Put the records, the calendar, the rules and the events into a store."""
    progress("Counting the calendar")
    write_rules(store, rulebook, clock)
    write_records(store, records, rulebook, progress)


def write_rules(store: Store, rulebook: Rulebook, clock: Clock) -> None:
    """Write the calendar and the rules: their limits by day, their events, their reach."""
    _fill(store, "calendar", calendar_rows(clock))
    spans = [
        (rule, limit, max(first, clock.first), min(last, clock.last))
        for rule in rulebook.values()
        if not rule.needs and not rule.earliest
        for limit, first, last in rule.limits()
    ]
    _fill(store, "rule_limit", ((r.code, lim.key, a, b) for r, lim, a, b in spans))
    _fill(store, "reach", reach_rows({lim.key: lim for _, lim, _, _ in spans}, clock))
    computed = [rule for rule in rulebook.values() if rule.computed]
    _fill(store, "rule_part", (row for rule in computed for row in _parts(rule)))


def write_records(
    store: Store,
    records: Records,
    rulebook: Rulebook,
    progress: Callable[[str], None] = lambda step: None,
) -> None:
    """Write the records, what they let be known of each rule, and what happened."""
    progress("Loading the records")
    load(store, records)
    latest = records.latest_only
    _fill(store, "held", ((name, int(name in latest)) for name in records.rows))
    _fill(store, "rule_known", _known(rulebook, records))
    progress("Asking what happened")
    write_events(store)


def _known(rulebook: Rulebook, records: Records) -> Iterator[tuple[object, ...]]:
    lacking = gaps(rulebook, frozenset(records.rows))
    latest = frozenset(records.latest_only)
    for rule in rulebook.values():
        if rule.computed:
            known, last = rule.code not in lacking, latest_known(rule, latest)
            yield rule.code, int(known), int(last), rule.first, rule.last


def write_events(store: Store) -> None:
    """Ask every event's question and keep the answers in one table."""
    store.make("event", _COLUMNS["event"])
    for event in (each for each in EVENTS.values() if each.sql):
        store.run(
            f"insert into event select '{event.name}', child, episode, happened_on, "
            f"team, worker from ({event.sql}) as happening where child is not null"
        )
    store.settle("event")


def gaps(rulebook: Rulebook, held: frozenset[str]) -> dict[str, str]:
    """Return, for each rule whose clocks cannot be computed, the reason in a sentence.

    Raises BadRulebook where a rule names an event that is none.
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
    events = [EVENTS[name] for name in (*rule.starts, *rule.completed_by)]
    if rule.measure:
        return ""
    if rule.needs:
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


def reckon(store: Store, as_at: date) -> list[Due]:
    """Return every clock in a prepared store, as at a day, in order of child and code."""
    return [Due(*row) for row in store.ask(STATEMENT, {"as_at": as_at})]  # type: ignore[arg-type]


def happenings(store: Store) -> list[Happening]:
    """Return all that happened, from a prepared store."""
    rows = store.ask(
        "select kind, child, episode, happened_on, team, worker from event"
    )
    return [Happening(*row) for row in rows]  # type: ignore[arg-type]


def _parts(rule: Rule) -> Iterator[tuple[str, str, str, int]]:
    done = 2 if rule.completes_same_day else 0
    for part, phase, kinds in (
        ("start", 1, rule.starts),
        ("done", done, rule.completed_by),
        ("end", 2, rule.ended_by),
    ):
        for kind in kinds:
            yield rule.code, kind, part, phase


def latest_known(rule: Rule, latest_only: frozenset[str]) -> bool:
    """Whether an earlier completion could be missing from the extract."""
    tables = latest_only | ONE_ROW_A_CHILD
    return any(
        EVENTS[name].reads & tables - EVENTS[name].optional
        for name in rule.completed_by
    )


def _fill(store: Store, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    store.make(table, _COLUMNS[table])
    store.fill(table, _COLUMNS[table], rows)  # type: ignore[arg-type]
