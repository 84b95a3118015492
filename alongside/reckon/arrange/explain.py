"""Why a meeting could not be placed, and what would make room for it.

What is said is proved, or said not to be: that no start is free follows from the diaries;
that no rearrangement makes one is proved by CP-SAT, which frees the meetings that share
its people and rooms while the rest of the month stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec

from alongside.reckon.arrange.costs import NOT_PLACED, counted, scale
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.problem import ONLINE, Meeting, Place, Problem
from alongside.reckon.arrange.slots import best
from alongside.reckon.arrange.what_if import (
    not_required,
    one_more_chair,
    one_more_room,
)

NEIGHBOURS = 15
SECONDS = 5.0


def why(problem: Problem, places: Mapping[str, Place], key: str) -> str:
    """Return why a meeting has no place among the others, and what would make room."""
    meeting = problem.meetings[key]
    others = {each: place for each, place in places.items() if each != key}
    if meeting.mode != ONLINE and not problem.rooms_for(meeting):
        return f"No room that it may use holds {counted(meeting.seats, 'person', 'people')}. Add a larger room, or hold it online."
    pinned = {
        each: place for each, place in others.items() if problem.meetings[each].pinned
    }
    if best(Diaries(problem, pinned), meeting) is None:
        reason = "In its window those it needs are never all free, even if every other meeting gave way."
        others = pinned
    else:
        reason = _crowded_out(problem, others, meeting)
    helps = list(makes_room(problem, others, key))
    return f"{reason} {'It would find a place ' + ', or '.join(helps) + '.' if helps else NOTHING}"


NOTHING = "No single change that was tried makes room: widen its window, or ask fewer people to it."


def makes_room(
    problem: Problem, places: Mapping[str, Place], key: str
) -> Iterator[str]:
    """Yield each single change with which a meeting finds a place while all others stand."""
    meeting = problem.meetings[key]

    def fits(edited: Problem) -> bool:
        diaries = Diaries(edited, places)
        return best(diaries, edited.meetings[key]) is not None

    if meeting.chairs and fits(one_more_chair(problem)):
        yield "with one more chair"
    rooms = {room.place for room in problem.rooms_for(meeting)}
    if any(
        fits(one_more_room(problem, meeting.seats, place)) for place in sorted(rooms)
    ):
        yield "with one more room"
    for person in meeting.required:
        if fits(not_required(problem, key, person)):
            yield f"without {person}"


def in_the_way(diaries: Diaries, meeting: Meeting) -> list[str]:
    """Return who or what must give for one meeting to find a slot, in words, as things stand."""
    return list(makes_room(diaries.problem, diaries.places, meeting.id))


def neighbours(problem: Problem, meeting: Meeting) -> list[Meeting]:
    """Return the meetings that share most with one, those not pinned, itself not among them."""
    people = _people(meeting)
    rooms = {room.id for room in problem.rooms_for(meeting)}

    def shared(other: Meeting) -> tuple[int, int, str]:
        same = {room.id for room in problem.rooms_for(other)} & rooms
        return -len(people & _people(other)), -len(same), other.id

    free = (each for each in problem.meetings.values() if not each.pinned)
    return sorted((each for each in free if each.id != meeting.id), key=shared)[
        :NEIGHBOURS
    ]


def _crowded_out(
    problem: Problem, others: Mapping[str, Place], meeting: Meeting
) -> str:
    near = [each for each in neighbours(problem, meeting) if each.id in others]
    taken = "Every start in its window is taken by other meetings"
    if find_spec("ortools") is None:
        return f"{taken}; without OR-Tools it is not proved that no other order makes room."
    if _proved(problem, others, [meeting, *near]):
        return (
            f"{taken}, and it is proved that no arrangement of it and the "
            f"{counted(len(near), 'meeting')} that share most with it, the rest standing, costs less."
        )
    return f"{taken}; whether another order of those makes room was not settled."


def _proved(problem: Problem, others: Mapping[str, Place], free: list[Meeting]) -> bool:
    """Return whether leaving the first out costs least, however the others are arranged."""
    from alongside.reckon.arrange.solving import solve

    freed = {each.id for each in free}
    held = {key: place for key, place in others.items() if key not in freed}
    weights = scale(problem)
    places, bound = solve(
        Diaries(problem, held), free, weights, others, SECONDS, 2, 0, None
    )
    left_out = {*freed} - {*places}
    worst = min((problem.meetings[key].severity for key in left_out), default=0)
    # As long as the bound holds a meeting unplaced, some meeting must stay out.
    return bool(left_out) and weights.apart(bound).law >= NOT_PLACED * worst > 0


def _people(meeting: Meeting) -> set[str]:
    return {*meeting.required, *meeting.chairs, *meeting.interpreters}
