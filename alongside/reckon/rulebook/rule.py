"""A rule: when a clock starts, how long it runs, what completes or ends it, by what law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.reckon.clock import Clock, Limit

BASES = ("statute", "guidance", "local")


@dataclass(frozen=True)
class Change:
    """Another limit that was, or will be, in force between two days, both included."""

    within: Limit
    first: date
    last: date
    source: str

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Rule:
    """One timescale. Events are named; `alongside/reckon/events.py` says what each asks.

    `same_day`: whether an event on the very day the clock starts can complete it.
    `repeats`: completing one starts the next, so only a later day completes.
    `needs`: what is wanting before clocks of this rule can be computed, or empty.
    `measure`: not a duty, but a length of time that events ask about.
    """

    code: str
    title: str
    service: str
    within: Limit
    basis: str
    source: str
    verified: bool
    starts: tuple[str, ...] = ()
    completed_by: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()
    from_words: str = ""
    done_words: str = ""
    who: str = ""
    warn: int = 5
    repeats: bool = False
    same_day: bool = True
    enabled: bool = True
    measure: bool = False
    needs: str = ""
    first: date = date.min
    last: date = date.max
    changes: tuple[Change, ...] = ()
    changed_by: str = ""

    @property
    def computed(self) -> bool:
        """Whether clocks of this rule are reckoned."""
        return self.enabled and not self.measure and not self.needs

    @property
    def completes_same_day(self) -> bool:
        return self.same_day and not self.repeats

    def limit(self, start: date) -> Limit:
        """Return the limit in force for a clock that starts on `start`."""
        for change in self.changes:
            if change.covers(start):
                return change.within
        return self.within

    def limits(self) -> list[tuple[Limit, date, date]]:
        """Return each limit with the first and last start day it holds for, in order."""
        spans: list[tuple[Limit, date, date]] = []
        opens = self.first
        for change in sorted(self.changes, key=lambda change: change.first):
            if opens < change.first:
                spans.append((self.within, opens, _day_before(change.first)))
            spans.append((change.within, change.first, change.last))
            if change.last >= self.last:
                return spans
            opens = _day_after(change.last)
        return [*spans, (self.within, opens, self.last)]

    def due(self, start: date, clock: Clock) -> date:
        """Return the last day in time. Raises OutsideCalendar past the edge."""
        return self.limit(start).last_day(start, clock)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
