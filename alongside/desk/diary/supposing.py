"""What if there were one more chair, one more room, or a chair were off sick?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alongside.desk.diary.models import Resource
from alongside.reckon.arrange.problem import Place, Problem
from alongside.reckon.arrange.what_if import off_sick, one_more_chair, one_more_room

SEATS = 12


def said(supposed: Mapping) -> str:
    """Return in words what is supposed; nothing where nothing is."""
    match supposed:
        case {"what": "chair"}:
            return "with one more chair"
        case {"what": "room", "place": place}:
            return f"with one more room of {SEATS} seats at {place}"
        case {"what": "sick", "name": name}:
            return f"with {name} off sick"
    return ""


def as_supposed(
    problem: Problem, supposed: Mapping, shared: Sequence[Resource]
) -> Problem:
    """Return the problem as it would be; as it is where nothing is supposed."""
    match supposed:
        case {"what": "chair"}:
            return one_more_chair(problem)
        case {"what": "room", "place": place}:
            return one_more_room(problem, SEATS, place)
        case {"what": "sick", "chair": chair} if str(chair) in problem.people:
            return off_sick(problem, str(chair), problem.timeline.days)
    return problem


def used(place: Place | None) -> list[str]:
    """Return what of the supposed a meeting's place takes, in words."""
    taken = (place.chair, place.room) if place else ()
    return [f"takes the {each}" for each in taken if each and not each.isdecimal()]
