"""What is to be arranged: days, people, rooms, travel and meetings.

Built by the desk from its tables, or read from a file by `reading.py`. All times are wall
times of England without a zone; all lengths are minutes, in steps of 15; a person, a room
and a meeting are known by an identifier, never by a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from alongside.reckon.arrange.timeline import GRAIN, Spell, Timeline

IN_PERSON, HYBRID, ONLINE = "in person", "hybrid", "online"
MODES = (IN_PERSON, HYBRID, ONLINE)

SEVERITY = {
    "strategy discussion": 10,
    "initial conference": 9,
    "review conference": 8,
    "looked-after review": 8,
    "core group": 6,
    "child in need meeting": 4,
    "personal education plan": 4,
    "panel": 4,
    "other": 3,
    "supervision": 2,
}
"""How much it weighs that a meeting of a kind is left out or late, where it does not say."""

LATE_DAYS = 5
"""How many working days past its due day a place is still looked for."""

A_NOTICE = timedelta(days=7)
"""How long before it people hear of a meeting, where that can be.

A week, which is five working days: by then a family is to have the report for a review conference
(RCPC_REPORT of the rulebook, two for an initial one), letters have come, and work and the care of
other children can be seen to. No law says it of all kinds; it weighs, and forbids nothing.
"""

AT_ONCE = frozenset({"strategy discussion", "supervision"})
"""Kinds that staff and their partners alone attend, which need no such notice."""

NINE_TO_FIVE: tuple[Spell, ...] = ((36, 68),)


@dataclass(frozen=True)
class Busy:
    """A time that is taken. Soft is tentative: it may be used, and is told."""

    start: datetime
    end: datetime
    soft: bool = False
    place: str | None = None


@dataclass(frozen=True)
class Person:
    """Anybody with a diary: worker, chair, interpreter, parent, school.

    `hours` gives the spells of each weekday, 0 for Monday; None takes the problem's own.
    `day_limit` is how many meetings a day this person bears before it tells on them.
    """

    id: str
    hours: Mapping[int, tuple[Spell, ...]] | None = None
    busy: tuple[Busy, ...] = ()
    leave: frozenset[date] = frozenset()
    day_limit: int | None = None


@dataclass(frozen=True)
class Room:
    id: str
    capacity: int
    place: str = ""
    busy: tuple[Busy, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a meeting stands: its start, its room, who chairs, who interprets.

    `start` is a grain of the problem's line. `room` is None for a meeting online.
    """

    start: int
    room: str | None = None
    chair: str | None = None
    interpreter: str | None = None


@dataclass(frozen=True)
class Meeting:
    """A meeting to be held. The first possible day is `opens`, the last in time `due`.

    `chairs` and `interpreters` are choices: one of each is taken, where any are given.
    `slices` says from which minute to which a person attends, where that is not the
    whole meeting. `remote` join a hybrid meeting from where they are. `rooms` narrows
    the rooms. `booked` is where it stands now; `pinned` keeps it there.
    """

    id: str
    minutes: int
    required: tuple[str, ...]
    opens: date
    due: date
    kind: str = "other"
    severity: int = 3
    optional: tuple[str, ...] = ()
    mode: str = IN_PERSON
    chairs: tuple[str, ...] = ()
    usual_chair: str | None = None
    interpreters: tuple[str, ...] = ()
    slices: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    remote: frozenset[str] = frozenset()
    rooms: tuple[str, ...] | None = None
    booked: Place | None = None
    pinned: bool = False

    @cached_property
    def length(self) -> int:
        """How many grains it takes."""
        return self.minutes // GRAIN

    @cached_property
    def seats(self) -> int:
        """How many sit in the room: all who come, the chair and the interpreter."""
        there = len({*self.required, *self.optional} - self.away)
        return there + bool(self.chairs) + bool(self.interpreters)

    @cached_property
    def away(self) -> frozenset[str]:
        """Who joins from elsewhere, and so needs neither a seat nor travel."""
        return self.remote if self.mode == HYBRID else frozenset()

    @cached_property
    def told(self) -> int:
        """How many people are told when it moves."""
        return len(self.required) + len(self.optional) + bool(self.chairs)

    def part(self, person: str) -> tuple[int, int]:
        """Return from which grain after its start to which a person attends."""
        first, last = self.slices.get(person, (0, self.minutes))
        return first // GRAIN, last // GRAIN


@dataclass(frozen=True, eq=False)
class Problem:
    """All of it. `today` decides what is close at hand: booked, or at short notice.

    `travel` gives minutes between two places, both ways; 0 where it says nothing.
    `apart` are pairs of people who must not meet: no part of a meeting together, nor
    two meetings at one place with less than a quarter of an hour between.
    """

    timeline: Timeline
    people: Mapping[str, Person]
    rooms: Mapping[str, Room]
    meetings: Mapping[str, Meeting]
    today: date
    hours: tuple[Spell, ...] = NINE_TO_FIVE
    travel: Mapping[tuple[str, str], int] = field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()

    @cached_property
    def noticed(self) -> int:
        """The number of the first day of which people hear in time, if they are told today."""
        return self.timeline.first_from(self.today + A_NOTICE)

    def apart_in_grains(self, one: str | None, other: str | None) -> int:
        """Return the travel between two places, in whole grains; 0 from or to nowhere."""
        if one is None or other is None or one == other:
            return 0
        minutes = self.travel.get((one, other), self.travel.get((other, one), 0))
        return -(-minutes // GRAIN)

    def place_of(self, room: str | None) -> str | None:
        """Return the place of a room; None for a meeting online, which is nowhere."""
        return self.rooms[room].place if room is not None else None

    @cached_property
    def shunned(self) -> Mapping[str, frozenset[str]]:
        """Whom each person must not meet."""
        pairs: dict[str, set[str]] = {}
        for one, other in self.apart:
            pairs.setdefault(one, set()).add(other)
            pairs.setdefault(other, set()).add(one)
        return {person: frozenset(others) for person, others in pairs.items()}

    def rooms_for(self, meeting: Meeting) -> tuple[Room, ...]:
        """Return the rooms that hold a meeting, smallest first; none for one online."""
        if meeting.mode == ONLINE:
            return ()
        named = self.rooms if meeting.rooms is None else meeting.rooms
        fit = (self.rooms[each] for each in named)
        return tuple(
            sorted(
                (room for room in fit if room.capacity >= meeting.seats),
                key=lambda room: (room.capacity, room.id),
            )
        )
