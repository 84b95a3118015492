"""The plain second way: one child's events walked one by one.

Nothing here is shared with the statement but the rulebook, the clock and the days that
are set, so that the two can be held against each other
(`tests/stores/test_two_ways.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from alongside.reckon.clock import Clock, OutsideCalendar
from alongside.reckon.dues.due import Due, Happening
from alongside.reckon.dues.known import gaps, known_since, latest_known, reckoned
from alongside.reckon.dues.set_days import Exceptions, SetDay, Start, slots
from alongside.reckon.events import CHILDHOOD_ENDS
from alongside.reckon.rulebook import Rule, Rulebook


def reckon_child(
    events: Iterable[Happening],
    rulebook: Rulebook,
    clock: Clock,
    as_at: date,
    held: frozenset[str],
    latest_only: Iterable[str] = (),
    exceptions: Exceptions | None = None,
    complete_since: Mapping[str, date] | None = None,
) -> list[Due]:
    """Return one child's clocks, without team and worker, walked event by event."""
    told = list(events)
    recorded = [e for e in told if e.recorded_on is None or e.recorded_on <= as_at]
    ends = [e.on for e in recorded if e.kind in CHILDHOOD_ENDS and e.on]
    over = min((day for day in ends if day <= as_at), default=None)
    rules = reckoned(rulebook, held)
    lacking = gaps({rule.code: rule for rule in rules}, held)
    latest = frozenset(latest_only)
    episodes, chains = _by_episode(recorded), _by_episode(told)
    found: list[Due] = []
    for rule in rules:
        for episode, mine in episodes.items():
            if not any(e.kind in rule.starts for e in mine):
                continue
            walk = _Walk(
                rule, clock, as_at, mine, _slots(rule, chains[episode], clock),
                None if rule.past_childhood else over, rule.code not in lacking,
                latest_known(rule, latest), known_since(rule, complete_since or {}),
                exceptions or Exceptions(),
            )  # fmt: skip
            found += walk.clocks()
    return sorted(found)


def _by_episode(events: Iterable[Happening]) -> dict[str, list[Happening]]:
    found: dict[str, list[Happening]] = {}
    for event in events:
        found.setdefault(event.episode, []).append(event)
    return found


def _slots(rule: Rule, events: list[Happening], clock: Clock) -> dict[date, date]:
    if not (rule.repeats and rule.recur_from == "due"):
        return {}
    days = [_begins(rule, e) for e in events if e.kind in rule.starts]
    return slots(rule, [day for day in days if day], clock)


def _begins(rule: Rule, event: Happening) -> date | None:
    """The day a clock begins: of a day that lies ahead, the day it was recorded."""
    return event.recorded_on if rule.counts_back else event.on


@dataclass
class _Walk:
    """One rule and one episode of one child, as it was known on a day."""

    rule: Rule
    clock: Clock
    as_at: date
    events: list[Happening]
    slots: dict[date, date]
    over: date | None
    certain: bool
    latest: bool
    since: date | None
    exceptions: Exceptions

    def clocks(self) -> list[Due]:
        found: list[Due] = []
        before: tuple[date | None, date | None] | None = None
        for on, starts in sorted(self._starts().items()):
            counted = min(e.on for e in starts if e.on)
            if not self.rule.first <= counted <= self.rule.last:
                continue
            closing = self._closing(on)
            running = before is not None and not any(d and d <= on for d in before)
            before = closing
            found.append(self._clock(on, counted, starts, closing, running))
        return found

    def _starts(self) -> dict[date, list[Happening]]:
        found: dict[date, list[Happening]] = {}
        for event in self.events:
            on = _begins(self.rule, event)
            if event.kind in self.rule.starts and on and on <= self.as_at and event.on:
                found.setdefault(on, []).append(event)
        return found

    def _closing(self, on: date) -> tuple[date | None, date | None]:
        """Return the day a clock was completed, or the day it ended; never both."""
        completed = _first(self.done, on, self.rule.completes_same_day)
        ended = _first(self.ends, on, True)
        if self.over and self.over >= on:
            ended = min(ended or self.over, self.over)
        if completed and ended:
            return (completed, None) if completed <= ended else (None, ended)
        return completed, ended

    @cached_property
    def done(self) -> list[date]:
        return self._days(self.rule.completed_by)

    @cached_property
    def ends(self) -> list[date]:
        return self._days(self.rule.ended_by)

    def _days(self, kinds: tuple[str, ...]) -> list[date]:
        days = [e.on for e in self.events if e.kind in kinds]
        return sorted(day for day in days if day is not None and day <= self.as_at)

    def _clock(
        self,
        on: date,
        counted: date,
        starts: list[Happening],
        closing: tuple[date | None, date | None],
        running: bool,
    ) -> Due:
        start = Start(starts[0].child, starts[0].episode, on, counted)
        completed, ended = closing
        plain = self._last_day(counted)
        set_day = self.exceptions.set_day(
            self.rule, start, self.slots.get(on), self.clock
        )
        due = set_day.due if set_day else plain
        if self.rule.one_at_a_time and running:
            return _due(
                start, self.rule, None, None, None, "superseded", "already_running"
            )
        status, reason = self._unjudged(start, due, set_day, completed, ended)
        if not status:
            late = min((e.recorded_on for e in starts if e.recorded_on), default=None)
            status = _status(due, completed, ended, self.as_at, late)
            reason = set_day.reason if set_day else ""
        if status == "cannot_compute" and completed and due and completed > due:
            completed = None
        if status == "not_applicable":
            due = None
        return _due(start, self.rule, due, completed, ended, status, reason)

    def _unjudged(
        self,
        start: Start,
        due: date | None,
        set_day: SetDay | None,
        completed: date | None,
        ended: date | None,
    ) -> tuple[str, str]:
        """Return the status of a clock that cannot be judged, and why; or nothing."""
        if set_day and set_day.reason == "waived":
            return "not_applicable", "waived"
        if self.rule.is_lifted(start.counted_from):
            return "not_applicable", "lifted"
        if not self.certain:
            return "cannot_compute", "not_held"
        if due is None:
            reason = set_day.reason if set_day else "outside_calendar"
            return "cannot_compute", reason
        if self.over and self.over < start.on:
            return "invalid_sequence", "after_childhood"
        if completed is None:
            earlier = self.done and self.done[0] < start.on
            backwards = self.rule.completes_same_day and earlier
            if backwards:
                return "invalid_sequence", "done_before_start"
            if hidden := self._hidden():
                return "cannot_compute", hidden
        # Of a table of latest rows, an earlier one may have completed it in time.
        before = self.done and self.done[0] <= start.on
        judged = completed or (None if before else ended)
        if self.latest and judged and judged > due:
            return "cannot_compute", "latest_only"
        # Of what was done before the year that a return tells of, it says nothing.
        closed = completed or ended
        if self.since and start.on < self.since and not (closed and closed <= due):
            return "cannot_compute", "year_only"
        return "", ""

    def _hidden(self) -> str:
        """Say why it is not known when a thing was done, or nothing where it is."""
        done = [e.on for e in self.events if e.kind in self.rule.completed_by]
        if None in done:
            return "undated"
        ahead = any(day and day > self.as_at for day in done)
        return "ahead" if ahead and self.latest else ""

    def _last_day(self, start: date) -> date | None:
        if not self.clock.first <= start <= self.clock.last:
            return None
        try:
            return self.rule.due(start, self.clock)
        except OutsideCalendar:
            return None


def _first(days: list[date], on: date, same_day: bool) -> date | None:
    """Return the first of some days in order that is after a day, or on it if that will do."""
    place = (bisect_left if same_day else bisect_right)(days, on)
    return days[place] if place < len(days) else None


def _due(
    start: Start,
    rule: Rule,
    due: date | None,
    completed: date | None,
    ended: date | None,
    status: str,
    reason: str,
) -> Due:
    return Due(
        start.child, rule.code, start.on, start.episode, due, completed, ended, status,
        reason=reason,
    )  # fmt: skip


def _status(
    due: date | None,
    completed: date | None,
    ended: date | None,
    as_at: date,
    recorded: date | None,
) -> str:
    assert due is not None
    if completed:
        return "met" if completed <= due else "late"
    if ended:
        return "closed_before_due" if ended <= due else "closed_after_due"
    if due >= as_at:
        return "due"
    return "late_on_arrival" if recorded and recorded > due else "overdue"
