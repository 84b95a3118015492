"""A rule: when a clock starts, how long it runs, what completes or ends it, by what law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from alongside.reckon.clock import Clock, Limit

BASES = ("statute", "guidance", "local")
CLOCKS = ("practice", "statistics")
RECURS_FROM = ("actual", "due")


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
class Lifted:
    """Days, both included, on which clocks that start have no limit, and by what law."""

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
    `clock`: `practice` for a duty that somebody must keep; `statistics` for the same
    thing as published figures count it, which is reckoned and is on nobody's worklist.
    `recur_from`: whether the next of a repeated duty is counted from the day the last
    was done (`actual`) or from the day it was due (`due`, for fixed slots).
    `one_at_a_time`: a start while an earlier clock runs in its episode is that one
    recorded again, and does not start another.
    `past_childhood`: clocks go on when the child turns 18, dies or is adopted.
    `sooner_wins`: a day that a plan sets may be sooner than the limit, never later.
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
    lifted: tuple[Lifted, ...] = ()
    clock: str = "practice"
    recur_from: str = "actual"
    one_at_a_time: bool = False
    past_childhood: bool = False
    sooner_wins: bool = False
    changed_by: str = ""

    @property
    def computed(self) -> bool:
        """Whether clocks of this rule are reckoned from exports alone."""
        return self.runs and not self.needs

    @property
    def runs(self) -> bool:
        """Whether it is a duty that is on, whatever may be wanting to reckon it."""
        return self.enabled and not self.measure and not self.earliest

    @property
    def counts_back(self) -> bool:
        """Whether its limit is counted back from a day that lies ahead."""
        return self.within.count == "before"

    def is_lifted(self, start: date) -> bool:
        """Whether the law had lifted the limit for a clock that starts on a day."""
        return any(span.covers(start) for span in self.lifted)

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

    def source_on(self, start: date) -> str:
        """Return the source of the limit in force for a clock that starts on `start`."""
        for change in self.changes:
            if change.covers(start):
                return f"{change.source} ({self.source} else)"
        return self.source

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
