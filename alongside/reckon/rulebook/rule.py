"""A rule: when a clock starts, how long it runs, what completes or ends it, by what law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

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
    """One timescale. Events are named; `alongside/reckon/events/` says what each asks.

    `same_day`: whether an event on the very day the clock starts can complete it.
    `repeats`: completing one starts the next, so only a later day completes.
    `needs`: what is wanting before clocks of this rule can be computed, or empty.
    `measure`: not a duty, but a length of time that events or figures ask about.
    `earliest`: a least wait. The day reached is not the last in time but the first: what
    completes it is not to come before. Nothing is ever late, so it is never a clock.
    `instead_of`: the rule for the same duty that this one would stand in for; of such
    rules no more than one is enabled.
    `off_because`: why the book has the rule switched off, where no record is wanting.
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
    earliest: bool = False
    needs: str = ""
    instead_of: str = ""
    off_because: str = ""
    first: date = date.min
    last: date = date.max
    changes: tuple[Change, ...] = ()
    changed_by: str = ""

    @property
    def computed(self) -> bool:
        """Whether clocks of this rule are reckoned."""
        return (
            self.enabled and not self.measure and not self.earliest and not self.needs
        )

    @property
    def limit_said(self) -> str:
        """The limit in words, with whatever is unusual about how it is counted."""
        place = (
            "any part of the UK's bank holidays"
            if self.within.calendar != "england"
            else ""
        )
        roll = (
            f"moved to the {self.within.roll} working day"
            if self.within.roll != "none"
            else ""
        )
        return ", ".join(filter(None, (str(self.within), place, roll)))

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
        """Return the last day in time; for hours from a moment, the last moment.

        Raises OutsideCalendar past the edge.
        """
        day = start.date() if isinstance(start, datetime) else start
        limit = self.limit(day)
        if isinstance(start, datetime) and limit.unit == "hours":
            return limit.last_moment(start)
        return limit.last_day(day, clock)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
