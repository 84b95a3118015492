"""The plain second way: one child's events walked one by one.

Nothing here is shared with the statement but the rulebook and the clock, so that the two
can be held against each other (`tests/stores/test_two_ways.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from alongside.reckon.clock import Clock, OutsideCalendar
from alongside.reckon.dues.due import Due, Happening
from alongside.reckon.dues.tables import gaps, latest_known
from alongside.reckon.rulebook import Rule, Rulebook


def reckon_child(
    events: Iterable[Happening],
    rulebook: Rulebook,
    clock: Clock,
    as_at: date,
    held: frozenset[str],
    latest_only: Iterable[str] = (),
) -> list[Due]:
    """Return one child's clocks, without team and worker, walked event by event."""
    known = [event for event in events if event.on is None or event.on <= as_at]
    lacking = gaps(rulebook, held)
    found: set[Due] = set()
    for rule in rulebook.values():
        if not rule.computed:
            continue
        latest = latest_known(rule, frozenset(latest_only))
        for start in known:
            if start.kind not in rule.starts or start.on is None:
                continue
            if rule.first <= start.on <= rule.last:
                same = [e for e in known if e.episode == start.episode]
                certain = rule.code not in lacking
                found.add(_judged(rule, start, same, clock, as_at, certain, latest))
    return sorted(found)


def _judged(
    rule: Rule,
    start: Happening,
    events: list[Happening],
    clock: Clock,
    as_at: date,
    certain: bool,
    latest: bool,
) -> Due:
    assert start.on is not None
    done = _days(events, rule.completed_by)
    after = [
        d for d in done if d > start.on or (d == start.on and rule.completes_same_day)
    ]
    ends = [d for d in _days(events, rule.ended_by) if d >= start.on]
    completed, ended = min(after, default=None), min(ends, default=None)
    if completed and ended:
        completed, ended = (completed, None) if completed <= ended else (None, ended)
    due = _last_day(rule, start.on, clock)
    undated = any(e.on is None and e.kind in rule.completed_by for e in events)
    backwards = rule.completes_same_day and any(d < start.on for d in done)
    status = _status(due, completed, ended, as_at)
    # Of a table of latest rows, an earlier one may have completed the clock in time.
    hidden = latest and (
        status == "late" or (status == "closed_after_due" and not done)
    )
    if not certain or due is None:
        status = "cannot_compute"
    elif completed is None and backwards:
        status = "invalid_sequence"
    elif (completed is None and undated) or hidden:
        status = "cannot_compute"
    if status == "cannot_compute" and completed and due and completed > due:
        completed = None
    return Due(
        start.child, rule.code, start.on, start.episode, due, completed, ended, status
    )


def _status(
    due: date | None, completed: date | None, ended: date | None, as_at: date
) -> str:
    if due is None:
        return "cannot_compute"
    if completed:
        return "met" if completed <= due else "late"
    if ended:
        return "closed_before_due" if ended <= due else "closed_after_due"
    return "overdue" if due < as_at else "due"


def _days(events: list[Happening], kinds: tuple[str, ...]) -> list[date]:
    return [e.on for e in events if e.kind in kinds and e.on is not None]


def _last_day(rule: Rule, start: date, clock: Clock) -> date | None:
    if not clock.first <= start <= clock.last:
        return None
    try:
        return rule.due(start, clock)
    except OutsideCalendar:
        return None
