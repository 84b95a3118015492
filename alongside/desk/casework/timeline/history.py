"""The timeline as a list: what happened, newest first, and how the clocks ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple

from alongside.desk.casework.models import Due, Happening
from alongside.desk.casework.timeline.lanes import (
    LANE_OF_EVENT,
    LANES,
    OTHER,
    lane_of,
    title_of,
)
from alongside.desk.casework.timeline.window import Window
from alongside.desk.people.models import Child
from alongside.desk.said import day_said
from alongside.reckon.rulebook import Rulebook

DONE = (Due.Status.MET, Due.Status.LATE)


class Ending(NamedTuple):
    """How a clock ended: a title where it is not plain from the entry it stands in."""

    title: str
    due: Due


@dataclass
class Entry:
    """A line of the list: an event, with the clocks it completed, or a clock's end."""

    on: date
    title: str
    lane: str
    endings: list[Ending] = field(default_factory=list)


class Month(NamedTuple):
    first: date
    entries: list[Entry]


class Tally(NamedTuple):
    """How the closed clocks of one rule ended."""

    title: str
    met: int
    late: int
    left: int
    undone: int
    unclear: int

    @property
    def done(self) -> int:
        return self.met + self.late

    @property
    def besides(self) -> str:
        """Say how those ended that were not done; nothing where all were."""
        said = (
            (self.left, "ended before due"),
            (self.undone, "ended overdue, not done"),
            (self.unclear, "cannot be told"),
        )
        return ", ".join(f"{count} {words}" for count, words in said if count)


def months(
    happenings: Iterable[Happening],
    dues: Iterable[Due],
    rules: Rulebook,
    window: Window,
    today: date,
) -> list[Month]:
    """Return all that lies in the window up to today, newest first, by month."""
    found = [e for e in _entries(happenings, dues, rules, today) if window.holds(e.on)]
    found.sort(key=lambda entry: entry.on, reverse=True)
    by_month = groupby(found, key=lambda entry: entry.on.replace(day=1))
    return [Month(first, list(entries)) for first, entries in by_month]


def _entries(
    happenings: Iterable[Happening], dues: Iterable[Due], rules: Rulebook, today: date
) -> list[Entry]:
    events = {(each.kind, each.on): _event(each) for each in happenings}
    others = []
    for due in dues:
        day = _day(due, today)
        if day is None:
            continue
        entry = _completing(due, rules, events)
        if entry is None:
            others.append(_without_event(due, day, rules))
        else:
            entry.endings.append(_ending(due, entry, rules))
    return [*events.values(), *others]


def _event(happening: Happening) -> Entry:
    lane = LANES[LANE_OF_EVENT.get(happening.kind, OTHER)].title
    return Entry(happening.on, title_of(happening.kind), lane)


def _without_event(due: Due, day: date, rules: Rulebook) -> Entry:
    """A line for a clock that no event shown completed; overdue ones say so."""
    late = ", was due" if due.status == Due.Status.OPEN else ""
    title = f"{_title(due, rules)}{late}"
    return Entry(day, title, _lane(due, rules), [Ending("", due)])


def _day(due: Due, today: date) -> date | None:
    """The day a clock has its place in the list; none while it is still to come."""
    if due.status == Due.Status.OPEN:
        return due.due_on if due.due_on and due.due_on < today else None
    return due.completed_on or due.ended_on or due.due_on or due.started_on


def _completing(due: Due, rules: Rulebook, events: dict) -> Entry | None:
    kinds = rules[due.rule].completed_by if due.rule in rules else ()
    found = (events.get((kind, due.completed_on)) for kind in kinds)
    return next(filter(None, found), None)


def _ending(due: Due, entry: Entry, rules: Rulebook) -> Ending:
    title = _title(due, rules)
    return Ending("" if title == entry.title else title, due)


def _title(due: Due, rules: Rulebook) -> str:
    return rules[due.rule].title if due.rule in rules else due.rule


def _lane(due: Due, rules: Rulebook) -> str:
    return LANES[lane_of(rules[due.rule]) if due.rule in rules else OTHER].title


def tally(dues: Sequence[Due], rules: Rulebook) -> list[Tally]:
    """Count how the closed clocks of each rule ended, in the order of the book."""
    counts = Counter((due.rule, due.status) for due in dues)
    codes = {due.rule for due in dues if due.status != Due.Status.OPEN}
    order = [code for code in rules if code in codes] + sorted(codes - rules.keys())
    status = Due.Status
    kinds = (status.MET, status.LATE, status.CLOSED_BEFORE_DUE, status.CLOSED_AFTER_DUE)
    return [
        Tally(
            rules[code].title if code in rules else code,
            *(counts[code, kind] for kind in kinds),
            unclear=counts[code, status.CANNOT_COMPUTE]
            + counts[code, status.INVALID_SEQUENCE],
        )
        for code in order
    ]


def spoken_age(child: Child, today: date) -> str:
    """Say a child's age at the last birthday; of a baby in months, of one to come, when."""
    if child.died_on:
        return f"Died {day_said(child.died_on)}"
    if child.born_on is None:
        if child.expected_on:
            return f"Expected {day_said(child.expected_on)}"
        return "Age not recorded"
    lived = _whole_months(child.born_on, today)
    if lived == 0:
        return "Less than a month old"
    if lived < 24:
        return f"{lived} month{'' if lived == 1 else 's'} old"
    return f"{lived // 12} years old"


def _whole_months(born_on: date, today: date) -> int:
    months = (today.year - born_on.year) * 12 + today.month - born_on.month
    return max(0, months - (today.day < born_on.day))
