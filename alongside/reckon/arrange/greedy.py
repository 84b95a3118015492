"""The first month: each meeting in turn at its best place, the hardest to place first."""

from __future__ import annotations

from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.problem import Meeting, Place, Problem
from alongside.reckon.arrange.slots import best


def greedy(problem: Problem) -> dict[str, Place]:
    """Return places for as many meetings as find one, in milliseconds a meeting.

    Pinned meetings stand first, whatever they stand upon; then those with the fewest
    possible starts for their weight. A meeting that finds no place is left out.
    """
    diaries = Diaries(problem)
    for meeting in in_order(diaries):
        place = best(diaries, meeting)
        if place is not None:
            diaries.put(meeting, place)
    return dict(diaries.places)


def in_order(diaries: Diaries) -> list[Meeting]:
    """Return the meetings, pinned first, then the fewest starts by severity."""

    def hardness(meeting: Meeting) -> tuple[bool, float, str]:
        rooms = diaries.problem.rooms_for(meeting)
        places: set[str | None] = {room.place for room in rooms}
        each = (diaries.starts(meeting, place) for place in places or {None})
        starts = max(found.bit_count() for found in each)
        return not meeting.pinned, starts / meeting.severity, meeting.id

    return sorted(diaries.problem.meetings.values(), key=hardness)
