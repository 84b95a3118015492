"""Reading a problem from a file: what is refused is refused with its place.

The format is told by `problem.schema.json`, beside this file, and in the manual. Reading is
strict: a field that is not known is refused, because a word misspelt would be left out
of the arrangement in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from alongside.reckon.arrange.agreeing import agree
from alongside.reckon.arrange.fields import Fields, Given
from alongside.reckon.arrange.problem import (
    IN_PERSON,
    MODES,
    NINE_TO_FIVE,
    SEVERITY,
    Busy,
    Meeting,
    Person,
    Place,
    Problem,
    Room,
)
from alongside.reckon.arrange.refusing import Unreadable
from alongside.reckon.arrange.timeline import Timeline

FORMAT = "alongside-arrange-1"
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TOP = "format today days hours people rooms travel apart meetings"
PERSON = "id hours busy leave day_limit"
ROOM = "id capacity place busy"
MEETING = (
    "id kind severity minutes required optional opens due mode chairs usual_chair "
    "interpreters slices remote rooms booked pinned"
)
Named = TypeVar("Named", Person, Room, Meeting)


def read_problem(given: object) -> Problem:
    """Return the problem of a file's content. Raises Unreadable, with where and what to do."""
    top = Given("", given).fields(TOP)
    if (found := top.text_of("format")) != FORMAT:
        raise Unreadable("format", f"{found!r} is not known", f"Write {FORMAT!r}")
    line = _line(top)
    problem = Problem(
        timeline=line,
        people=_named(top, "people", map(_person, top.list_of("people"))),
        rooms=_named(top, "rooms", map(_room, top.list_of("rooms", []))),
        meetings=_named(
            top, "meetings", (_meeting(each, line) for each in top.list_of("meetings"))
        ),
        today=top.day_of("today"),
        hours=tuple(each.spell() for each in top.list_of("hours", [])) or NINE_TO_FIVE,
        travel=dict(map(_journey, top.list_of("travel", []))),
        apart=tuple(map(_pair, top.list_of("apart", []))),
    )
    agree(problem)
    return problem


def _line(top: Fields) -> Timeline:
    days = [each.day() for each in top.list_of("days")]
    if not days or days != sorted(set(days)):
        do = "Name at least one day, each once, the earliest first"
        raise Unreadable("days", "are not in order", do)
    return Timeline(tuple(days))


def _named(top: Fields, name: str, things: Iterable[Named]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for n, thing in enumerate(things):
        if thing.id in found:
            where = f"{name}[{n}].id"
            raise Unreadable(
                where, f"{thing.id!r} is there already", "Give each its own"
            )
        found[thing.id] = thing
    return found


def _person(given: Given) -> Person:
    person = given.fields(PERSON)
    weekly = person.object_of("hours")
    for name in weekly:
        if name not in WEEK:
            raise Unreadable(
                weekly[name].where, "is no day of the week", f"Write {', '.join(WEEK)}"
            )
    hours = {
        WEEK.index(name): tuple(spell.spell() for spell in spells.list())
        for name, spells in weekly.items()
    }
    return Person(
        person.text_of("id"),
        hours if person.value.get("hours") is not None else None,
        _busy(person.list_of("busy", [])),
        frozenset(each.day() for each in person.list_of("leave", [])),
        person.number_of("day_limit", None),
    )


def _room(given: Given) -> Room:
    room = given.fields(ROOM)
    return Room(
        room.text_of("id"),
        room.number_of("capacity", least=1),
        room.text_of("place", ""),
        _busy(room.list_of("busy", [])),
    )


def _busy(entries: Sequence[Given]) -> tuple[Busy, ...]:
    found = []
    for each in entries:
        entry = each.fields("start end soft place")
        start, end = entry.moment_of("start"), entry.moment_of("end")
        if end <= start:
            raise entry.at("end").refuse(
                "is not after the start", "Put the start first"
            )
        found.append(
            Busy(start, end, entry.yes_of("soft"), entry.text_of("place", None))
        )
    return tuple(found)


def _journey(given: Given) -> tuple[tuple[str, str], int]:
    way = given.fields("from to minutes")
    return (way.text_of("from"), way.text_of("to")), way.number_of("minutes")


def _pair(given: Given) -> tuple[str, str]:
    both = [each.text() for each in given.list()]
    if len(both) != 2 or both[0] == both[1]:
        raise given.refuse("is no pair", "Name two people who must not meet")
    return both[0], both[1]


def _meeting(given: Given, line: Timeline) -> Meeting:
    meeting = given.fields(MEETING)
    mode = meeting.text_of("mode", IN_PERSON)
    if mode not in MODES:
        raise meeting.at("mode").refuse(
            "is not known", f"Write one of: {', '.join(MODES)}"
        )
    kind = meeting.text_of("kind", "other")
    rooms = meeting.value.get("rooms")
    return Meeting(
        id=meeting.text_of("id"),
        minutes=meeting.minutes_of("minutes", least=15),
        required=meeting.texts_of("required"),
        opens=meeting.day_of("opens"),
        due=meeting.day_of("due"),
        kind=kind,
        severity=meeting.number_of(
            "severity", SEVERITY.get(kind, SEVERITY["other"]), 1
        ),
        optional=meeting.texts_of("optional", []),
        mode=mode,
        chairs=meeting.texts_of("chairs", []),
        usual_chair=meeting.text_of("usual_chair", None),
        interpreters=meeting.texts_of("interpreters", []),
        slices={who: _slice(each) for who, each in meeting.object_of("slices").items()},
        remote=frozenset(meeting.texts_of("remote", [])),
        rooms=None if rooms is None else meeting.texts_of("rooms"),
        booked=_place(meeting.at("booked"), line)
        if meeting.value.get("booked")
        else None,
        pinned=meeting.yes_of("pinned"),
    )


def _slice(given: Given) -> tuple[int, int]:
    both = [each.minutes() for each in given.list()]
    if len(both) != 2 or both[0] >= both[1]:
        raise given.refuse(
            "is no part of a meeting", "Write from and to in minutes, like [0, 45]"
        )
    return both[0], both[1]


def _place(given: Given, line: Timeline) -> Place:
    place = given.fields("start room chair interpreter")
    start = place.moment_of("start")
    if start.date() not in line.number or start.minute % 15 or start.second:
        raise place.at("start").refuse(
            "is not on a quarter of an hour of a day named",
            "Give a start on one of the days, at :00, :15, :30 or :45",
        )
    return Place(
        line.grain(start),
        place.text_of("room", None),
        place.text_of("chair", None),
        place.text_of("interpreter", None),
    )
