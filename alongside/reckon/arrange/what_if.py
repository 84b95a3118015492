"""Edits of a problem: one more chair, one more room, somebody off sick.

Each returns another problem and leaves the one given as it is; arrange both, and compare.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from alongside.reckon.arrange.problem import Meeting, Person, Problem, Room


def one_more_chair(problem: Problem, name: str = "one more chair") -> Problem:
    """Return the problem with a chair whose diary is empty, for every meeting that has one."""
    meetings = {
        key: replace(each, chairs=(*each.chairs, name)) if each.chairs else each
        for key, each in problem.meetings.items()
    }
    people = {**problem.people, name: Person(name)}
    return replace(problem, people=people, meetings=meetings)


def one_more_room(
    problem: Problem, capacity: int, place: str, name: str = "one more room"
) -> Problem:
    """Return the problem with a room for that many at a place, open to every meeting there."""
    meetings = {
        key: _let_in(problem, each, place, name)
        for key, each in problem.meetings.items()
    }
    rooms = {**problem.rooms, name: Room(name, capacity, place)}
    return replace(problem, rooms=rooms, meetings=meetings)


def _let_in(problem: Problem, meeting: Meeting, place: str, name: str) -> Meeting:
    if meeting.rooms is None or all(
        problem.rooms[each].place != place for each in meeting.rooms
    ):
        return meeting
    return replace(meeting, rooms=(*meeting.rooms, name))


def off_sick(problem: Problem, person: str, days: Iterable[date]) -> Problem:
    """Return the problem with somebody away on some days."""
    away = problem.people[person]
    away = replace(away, leave=away.leave | frozenset(days))
    return replace(problem, people={**problem.people, person: away})


def not_required(problem: Problem, meeting: str, person: str) -> Problem:
    """Return the problem with somebody asked to a meeting, and no longer required."""
    asked = problem.meetings[meeting]
    required = tuple(each for each in asked.required if each != person)
    asked = replace(asked, required=required, optional=(*asked.optional, person))
    return replace(problem, meetings={**problem.meetings, meeting: asked})
