"""The public meeting-scheduling sets: reading them, and what they hold.

They are the example of that name of OptaPlanner and Timefold, in its JSON form: meetings
with required and preferred attendees, rooms with capacity, quarters of an hour numbered on
across lunch and midnight. `score.py` has its rules, `heat_bath.py` arranges it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.reckon.arrange.refusing import Unreadable


@dataclass(frozen=True)
class PublicMeeting:
    """A meeting of a public set: its length in grains, and who comes, by number."""

    id: int
    length: int
    required: tuple[str, ...]
    preferred: tuple[str, ...]

    @property
    def seats(self) -> int:
        return len(self.required) + len(self.preferred)


@dataclass(frozen=True)
class PublicPlace:
    """The grain a meeting starts at and its room, both by their place in the set's lists."""

    start: int
    room: int


@dataclass(frozen=True)
class PublicSet:
    """A whole set. `days` and `said` give the day and the wording of each grain.

    `pinned` stand where they are, by the place of the meeting in the list.
    """

    meetings: tuple[PublicMeeting, ...]
    days: tuple[int, ...]
    said: tuple[str, ...]
    rooms: tuple[str, ...]
    capacities: tuple[int, ...]
    pinned: Mapping[int, PublicPlace]


def is_public(given: object) -> bool:
    """Return whether a file's content is a public set."""
    return isinstance(given, dict) and "meetingList" in given


def public_set(given: Mapping[str, Any]) -> PublicSet:
    """Read a set. Raises Unreadable, with the list and the field that lacks."""
    try:
        return _read(given)
    except KeyError as lacking:
        raise Unreadable(
            "this public set", f"has no {lacking.args[0]!r} where one is needed", NEEDED
        ) from None
    except (TypeError, ValueError, AttributeError, StopIteration):
        raise Unreadable(
            "this public set", "is laid out in a way not known", NEEDED
        ) from None


NEEDED = (
    "Give a file of the meeting-scheduling example as Timefold publishes it, with "
    "meetingList, dayList, timeGrainList, roomList and meetingAssignmentList"
)


def _read(given: Mapping[str, Any]) -> PublicSet:
    grains = sorted(given["timeGrainList"], key=lambda each: int(each["grainIndex"]))
    if [each["grainIndex"] for each in grains] != list(range(len(grains))):
        raise ValueError("grains are numbered from 0, with none left out")
    days = {_key(each): n for n, each in enumerate(given["dayList"])}
    meetings = tuple(_meeting(each) for each in given["meetingList"])
    assigned = given["meetingAssignmentList"]
    return PublicSet(
        meetings,
        tuple(days[_key(each["day"])] for each in grains),
        tuple(_said(each, days[_key(each["day"])]) for each in grains),
        tuple(str(each["name"]) for each in given["roomList"]),
        tuple(int(each["capacity"]) for each in given["roomList"]),
        _pinned(given, [_key(each) for each in given["meetingList"]], assigned),
    )


def _key(thing: object) -> str:
    """Return the key of a thing, which is written whole where first met and then named."""
    return str(thing["@id"]) if isinstance(thing, dict) else str(thing)


def _meeting(given: Mapping[str, Any]) -> PublicMeeting:
    length = int(given["durationInGrains"])
    if length < 1:
        raise ValueError("a meeting takes at least a grain")
    return PublicMeeting(
        int(given["id"]),
        length,
        tuple(_key(each["person"]) for each in given["requiredAttendanceList"]),
        tuple(_key(each["person"]) for each in given["preferredAttendanceList"]),
    )


def _said(grain: Mapping[str, Any], day: int) -> str:
    hours, minutes = divmod(int(grain["startingMinuteOfDay"]), 60)
    return f"day {day + 1} {hours:02}:{minutes:02}"


def _pinned(
    given: Mapping[str, Any], keys: Sequence[str], assigned: Sequence[Mapping[str, Any]]
) -> dict[int, PublicPlace]:
    grains = {_key(each): int(each["grainIndex"]) for each in given["timeGrainList"]}
    rooms = {_key(each): n for n, each in enumerate(given["roomList"])}
    return {
        keys.index(_key(each["meeting"])): PublicPlace(
            grains[_key(each["startingTimeGrain"])], rooms[_key(each["room"])]
        )
        for each in assigned
        if each.get("pinned")
    }
