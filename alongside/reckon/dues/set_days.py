"""Last days come by out of the ordinary: a clock stopped, a day set, a fixed slot.

A council says which in two tables of its own, `local_clock_stops` and
`local_due_overrides`; `recur_from = "due"` in its rulebook makes slots. What is set for
a clock is worked out here, in Python, for the few clocks concerned, and the statement
reads it from the table `set_day`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from alongside.reckon.clock import Clock, OutsideCalendar, days_between
from alongside.reckon.records import Value
from alongside.reckon.rulebook import Rule

STOPS = """
    select stop_person_id, stop_code, stop_episode_id, stop_from_date, stop_to_date
    from local_clock_stops
"""
OVERRIDES = """
    select over_person_id, over_code, over_started_date, over_due_date, over_applies
    from local_due_overrides
"""
Cells = tuple[Value, ...]


@dataclass(frozen=True)
class Start:
    """The start of a clock: its day, and the day its limit is counted from."""

    child: str
    episode: str
    on: date
    counted_from: date


@dataclass(frozen=True)
class SetDay:
    """The last day of one clock, or none, and the key of the reason for it."""

    due: date | None
    reason: str


@dataclass(frozen=True)
class Stop:
    """Days, both included, on which a clock stands still; without `last`, still so."""

    episode: str | None
    first: date
    last: date | None


@dataclass(frozen=True)
class Override:
    """The last day as somebody set it for the clock that began on a day, or for all."""

    started_on: date | None
    due: date | None
    waived: bool


@dataclass
class Exceptions:
    """What a council's own tables say of single clocks, by child and code."""

    stops: Mapping[tuple[str, str], list[Stop]] = field(default_factory=dict)
    overrides: Mapping[tuple[str, str], list[Override]] = field(default_factory=dict)

    @classmethod
    def told(cls, stops: Iterable[Cells], overrides: Iterable[Cells]) -> Exceptions:
        """Return what rows say, in the columns of STOPS and OVERRIDES.

        A stop without a first day says nothing that can be counted, nor does one that
        ends before it begins, nor a day set that is none and waives nothing.
        """
        found = cls(defaultdict(list), defaultdict(list))
        for child, code, episode, first, last in stops:
            if isinstance(first, date) and (last is None or _day(last) >= first):
                stop = Stop(_words(episode), first, _day_or_none(last))
                found.stops[str(child), str(code)].append(stop)
        for child, code, start, due, applies in overrides:
            if due or applies == "N":
                override = Override(
                    _day_or_none(start), _day_or_none(due), applies == "N"
                )
                found.overrides[str(child), str(code)].append(override)
        for told in found.overrides.values():
            told.sort(key=_particular_and_soon_first)
        return found

    def children(self, code: str) -> set[str]:
        """Return the children of whom anything is said under a rule."""
        return {child for child, of in (*self.stops, *self.overrides) if of == code}

    def set_day(
        self, rule: Rule, start: Start, slot: date | None, clock: Clock
    ) -> SetDay | None:
        """Return what is set for a clock, or nothing where its day is the ordinary one.

        A day set by a court, plan or chair stands in place of the count. Where the rule
        says that the sooner wins, as it does of visits, a later one does not.
        """
        counted = self._counted(rule, start, slot, clock)
        for override in self.overrides.get((start.child, rule.code), ()):
            if override.started_on not in (None, start.on):
                continue
            if override.waived:
                return SetDay(None, "waived")
            if override.due is None or override.due < start.on:
                continue
            plain = counted.due if counted else _last_day(rule, start, clock)
            if not (rule.sooner_wins and plain and plain <= override.due):
                return SetDay(override.due, "day_set")
        return counted

    def _counted(
        self, rule: Rule, start: Start, slot: date | None, clock: Clock
    ) -> SetDay | None:
        stops = [
            stop
            for stop in self.stops.get((start.child, rule.code), ())
            if stop.episode in (None, start.episode)
        ]
        closed = [stop for stop in stops if stop.last]
        lost = {
            day
            for stop in closed
            for day in days_between(stop.first, stop.last or stop.first)
        }
        plain = slot or _last_day(rule, start, clock)
        due = plain
        if lost and not slot:
            due = _last_day(rule, start, clock, lost)
        if due and any(stop.first <= due for stop in stops if not stop.last):
            return SetDay(None, "stopped")
        if due != plain:
            return SetDay(due, "days_left_out") if due else None
        return SetDay(slot, "fixed_slot") if slot else None


def slots(rule: Rule, starts: Sequence[date], clock: Clock) -> dict[date, date]:
    """Return the last day of each later clock of a chain that keeps to fixed slots.

    Slots are counted each from the one before, from the chain's first start. What is
    done in its slot, early or late in it, is next due at the end of the next slot; what
    is done after it, at the end of the slot it was done in.
    """
    found: dict[date, date] = {}
    ends: list[date] = []
    due: date | None = None
    for start in sorted(set(starts)):
        try:
            while not ends or ends[-1] <= start or ends[-1] == due:
                ends.append(rule.due(ends[-1] if ends else start, clock))
        except OutsideCalendar:
            break
        if due is None:
            due = ends[0]
            continue
        later = [end for end in ends if end > start and end != due]
        due = max(due, min(later))
        found[start] = due
    return found


def _last_day(
    rule: Rule, start: Start, clock: Clock, lost: Iterable[date] = ()
) -> date | None:
    if not clock.first <= start.counted_from <= clock.last:
        return None
    limit = rule.limit(start.counted_from)
    try:
        return limit.last_day(start.counted_from, clock, frozenset(lost))
    except OutsideCalendar:
        return None


def _particular_and_soon_first(override: Override) -> tuple[bool, bool, date]:
    return override.started_on is None, not override.waived, override.due or date.min


def _words(value: Value) -> str | None:
    return str(value) if value else None


def _day(value: Value) -> date:
    assert isinstance(value, date)
    return value


def _day_or_none(value: Value) -> date | None:
    return _day(value) if value else None
