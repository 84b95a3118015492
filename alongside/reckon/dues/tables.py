"""What the statement reads: records, calendar, rules and events, written into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import groupby

from alongside.reckon.clock import Clock, Limit, calendar_rows, reach_rows
from alongside.reckon.dues.due import Due, Happening
from alongside.reckon.dues.known import (
    counted,
    gaps,
    known_since,
    latest_known,
    reckoned,
)
from alongside.reckon.dues.set_days import (
    OVERRIDES,
    STOPS,
    Exceptions,
    SetDay,
    Start,
    slots,
)
from alongside.reckon.dues.statement import STATEMENT
from alongside.reckon.events import EVENTS, FED
from alongside.reckon.records import DATE, NUMBER, TEXT, Records
from alongside.reckon.rulebook import Rule, Rulebook
from alongside.reckon.stores import Columnar, Indexed, Store, load

_COLUMNS = {
    "held": {"table_name": TEXT, "latest_only": NUMBER, "complete_since": DATE},
    "calendar": {"day": DATE, "working": NUMBER, "number": NUMBER, "month_on": DATE},
    "rule_limit": {"rule": TEXT, "span": TEXT, "first_day": DATE, "last_day": DATE},
    "rule_lifted": {"rule": TEXT, "first_day": DATE, "last_day": DATE},
    "rule_part": {
        "rule": TEXT, "kind": TEXT, "part": TEXT, "phase": NUMBER, "ahead": NUMBER,
    },
    "rule_known": {
        "rule": TEXT, "computable": NUMBER, "latest_only": NUMBER, "same_day": NUMBER,
        "one_at_a_time": NUMBER, "past_childhood": NUMBER, "known_since": DATE,
        "first_day": DATE, "last_day": DATE,
    },
    "set_day": {
        "rule": TEXT, "child": TEXT, "episode": TEXT, "started_on": DATE,
        "due_on": DATE, "reason": TEXT,
    },
    "reach": {"span": TEXT, "day": DATE, "due": DATE},
    "event": {
        "kind": TEXT, "child": TEXT, "episode": TEXT,
        "happened_on": DATE, "recorded_on": DATE, "team": TEXT, "worker": TEXT,
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
    write_rules(store, counted(rulebook, records.held()), clock)
    write_records(store, records, rulebook, clock, progress)


def write_rules(store: Store, rules: Iterable[Rule], clock: Clock) -> None:
    """Write the calendar and the rules: their limits by day, lifted or not, their reach."""
    _fill(store, "calendar", calendar_rows(clock))
    asked = list(rules)
    spans = [
        (rule, limit, max(first, clock.first), min(last, clock.last))
        for rule in asked
        for limit, first, last in rule.limits()
        if first <= clock.last and last >= clock.first
    ]
    _fill(store, "rule_limit", ((r.code, lim.key, a, b) for r, lim, a, b in spans))
    _write_reach(store, {limit.key: limit for _, limit, _, _ in spans}, clock)
    lifted = (
        (rule.code, span.first, span.last) for rule in asked for span in rule.lifted
    )
    _fill(store, "rule_lifted", lifted)


def _write_reach(store: Store, limits: Mapping[str, Limit], clock: Clock) -> None:
    """Write every limit's last days in time: by columns where the store takes them."""
    if not isinstance(store, Columnar) or not limits:
        _fill(store, "reach", reach_rows(limits, clock))
        if isinstance(store, Indexed):
            store.index("reach", ("span", "day"))
        return
    import numpy as np

    due = np.array([clock.reach(limit) for limit in limits.values()])
    span, day = np.nonzero(due)
    names = np.array(list(limits), object)
    store.make("reach", _COLUMNS["reach"])
    store.pour(
        "reach",
        _COLUMNS["reach"],
        [names[span], day + clock.first.toordinal(), due[span, day]],
    )


def write_records(
    store: Store,
    records: Records,
    rulebook: Rulebook,
    clock: Clock,
    progress: Callable[[str], None] = lambda step: None,
) -> None:
    """Write the records, what they let be known of each rule, and what happened."""
    progress("Loading the records")
    load(store, records)
    latest, since = records.latest_only, records.complete_since
    held = ((name, int(name in latest), since.get(name)) for name in records.rows)
    _fill(store, "held", held)
    rules = reckoned(rulebook, records.held())
    _fill(store, "rule_part", (row for rule in rules for row in _parts(rule)))
    _fill(store, "rule_known", _known(rules, rulebook, records))
    progress("Asking what happened")
    write_events(store, {name for name, rows in records.rows.items() if rows})
    write_set_days(store, rules, clock)


def _known(
    rules: list[Rule], rulebook: Rulebook, records: Records
) -> Iterator[tuple[object, ...]]:
    lacking = gaps(rulebook, records.held())
    latest = frozenset(records.latest_only)
    for rule in rules:
        flags = (
            rule.code not in lacking,
            latest_known(rule, latest),
            rule.completes_same_day,
            rule.one_at_a_time,
            rule.past_childhood,
        )
        since = known_since(rule, records.complete_since)
        yield rule.code, *map(int, flags), since, rule.first, rule.last


def write_events(store: Store, told: Set[str]) -> None:
    """Ask the events' questions, add what is fed, and keep it all in one table.

    `told` names the tables that have rows: a question that reads none of them has no
    answer, and is not asked.
    """
    store.make("event", _COLUMNS["event"])
    for event in (each for each in EVENTS.values() if each.reads & told):
        store.run(
            f"insert into event select '{event.name}', child, episode, happened_on, "
            f"null, team, worker from ({event.sql}) as happening "
            "where child is not null"
        )
    for question in FED:
        store.run(f"insert into event {question}")
    store.settle("event")


def write_set_days(store: Store, rules: Iterable[Rule], clock: Clock) -> None:
    """Work out the last days that are out of the ordinary, and keep them in one table."""
    exceptions = Exceptions.told(store.ask(STOPS), store.ask(OVERRIDES))
    found = [
        (rule.code, start.child, start.episode, start.on, day.due, day.reason)
        for rule in rules
        for start, day in _set_days(store, rule, exceptions, clock)
    ]
    _fill(store, "set_day", found)


def _set_days(
    store: Store, rule: Rule, exceptions: Exceptions, clock: Clock
) -> Iterator[tuple[Start, SetDay]]:
    concerned = exceptions.children(rule.code)
    slotted = rule.repeats and rule.recur_from == "due"
    if not concerned and not slotted:
        return
    for _, chain in groupby(
        starts_of(store, rule), key=lambda start: (start.child, start.episode)
    ):
        clocks = list(chain)
        ends = slots(rule, [c.on for c in clocks], clock) if slotted else {}
        for start in clocks:
            if slotted or start.child in concerned:
                day = exceptions.set_day(rule, start, ends.get(start.on), clock)
                if day:
                    yield start, day


def starts_of(store: Store, rule: Rule) -> list[Start]:
    """Return the starts of a rule's clocks in a prepared store, by child and episode."""
    return [Start(*row) for row in store.ask(_STARTS, {"rule": rule.code})]  # type: ignore[arg-type]


_DAY = "case when part.ahead = 1 then event.recorded_on else event.happened_on end"
_STARTS = f"""
    select event.child as child, event.episode as episode, {_DAY} as started_on,
           min(event.happened_on) as counted_on
    from event
    join rule_part as part on part.kind = event.kind and part.part = 'start'
    where part.rule = $rule and event.child is not null and {_DAY} is not null
    group by event.child, event.episode, {_DAY}
    order by event.child, event.episode, {_DAY}
"""


def reckon(store: Store, as_at: date) -> list[Due]:
    """Return every clock in a prepared store, as at a day, in order of child and code.

    A store that answers in columns is reckoned by binary search, any other by the
    statement; the rows are the same.
    """
    if isinstance(store, Columnar):
        from alongside.reckon.dues.by_search import search

        return [due for clocks in search(store, as_at) for due in clocks.dues()]
    return reckon_by_statement(store, as_at)


def reckon_rows(
    store: Store, as_at: date, columns: Sequence[str]
) -> Iterator[tuple[object, ...]]:
    """Yield some columns of what `reckon` returns, as they are found: no Due is made."""
    if isinstance(store, Columnar):
        from alongside.reckon.dues.by_search import search

        for clocks in search(store, as_at):
            said = clocks.said()
            yield from zip(*(said[name] for name in columns), strict=True)
    else:
        for due in reckon_by_statement(store, as_at):
            yield tuple(getattr(due, name) for name in columns)


def reckon_by_statement(store: Store, as_at: date) -> list[Due]:
    """Return what `reckon` does, asked of the store in one statement."""
    return [Due(*row) for row in store.ask(STATEMENT, {"as_at": as_at})]  # type: ignore[arg-type]


def happenings(store: Store) -> list[Happening]:
    """Return all that happened, from a prepared store."""
    rows = store.ask(
        "select kind, child, episode, happened_on, recorded_on, team, worker from event"
    )
    return [Happening(*row) for row in rows]  # type: ignore[arg-type]


def _parts(rule: Rule) -> Iterator[tuple[str, str, str, int, int]]:
    done = 2 if rule.completes_same_day else 0
    for part, phase, kinds in (
        ("start", 1, rule.starts),
        ("done", done, rule.completed_by),
        ("end", 2, rule.ended_by),
    ):
        ahead = int(part == "start" and rule.counts_back)
        for kind in kinds:
            yield rule.code, kind, part, phase, ahead


def _fill(store: Store, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    store.make(table, _COLUMNS[table])
    store.fill(table, _COLUMNS[table], rows)  # type: ignore[arg-type]
