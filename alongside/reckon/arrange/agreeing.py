"""Whether the parts of a problem agree with one another: who is named must be there."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.reckon.arrange.problem import ONLINE, Meeting, Problem
from alongside.reckon.arrange.refusing import Unreadable


def agree(problem: Problem) -> None:
    """Raise Unreadable for the first thing named that is not there, or cannot be."""
    for n, pair in enumerate(problem.apart):
        _there(f"apart[{n}]", pair, problem.people, "people")
    for meeting in problem.meetings.values():
        where = f"meeting {meeting.id!r}"
        _people(problem, meeting, where)
        _lengths(meeting, where)
        _must_not_meet(problem, meeting, where)
        _booked(problem, meeting, where)


def _people(problem: Problem, meeting: Meeting, where: str) -> None:
    named = (*meeting.required, *meeting.optional)
    people = (*named, *meeting.chairs, *meeting.interpreters)
    _there(where, people, problem.people, "people")
    _there(f"{where}, rooms", meeting.rooms or (), problem.rooms, "rooms")
    _there(f"{where}, slices", meeting.slices, named, "those who attend it")
    _there(f"{where}, remote", meeting.remote, named, "those who attend it")
    usual = () if meeting.usual_chair is None else (meeting.usual_chair,)
    _there(f"{where}, usual_chair", usual, meeting.chairs, "its chairs")
    twice = sorted(each for each in set(people) if people.count(each) > 1)
    if twice:
        do = "Name each person in one of required, optional, chairs and interpreters"
        raise Unreadable(where, f"{twice[0]!r} is named in two of its lists", do)


def _there(where: str, named: Iterable[str], known: object, what: str) -> None:
    for each in named:
        if each not in known:  # type: ignore[operator]
            do = f"Add it there, or take it out of {where}"
            raise Unreadable(where, f"{each!r} is not among {what}", do)


def _lengths(meeting: Meeting, where: str) -> None:
    if meeting.due < meeting.opens:
        said = f"is due on {meeting.due} and opens on {meeting.opens}"
        raise Unreadable(where, said, "Put the day it opens first")
    for who, (_, last) in meeting.slices.items():
        if last > meeting.minutes:
            said = f"{who!r} attends to minute {last} of {meeting.minutes}"
            raise Unreadable(where, said, "End the part with the meeting")


def _must_not_meet(problem: Problem, meeting: Meeting, where: str) -> None:
    comes = {*meeting.required, *meeting.optional}
    for one, other in problem.apart:
        if {one, other} <= comes:
            (first, last), (begins, ends) = meeting.part(one), meeting.part(other)
            if first <= ends and begins <= last:
                said = f"{one!r} and {other!r} must not meet and attend the same part of it"
                do = "Give each a part in slices, with 15 minutes between"
                raise Unreadable(where, said, do)


def _booked(problem: Problem, meeting: Meeting, where: str) -> None:
    booked = meeting.booked
    if booked is None:
        if meeting.pinned:
            raise Unreadable(
                where, "is pinned and not booked", "Say where it is booked"
            )
        return
    if (booked.room is None) != (meeting.mode == ONLINE):
        said = (
            "is booked without a room"
            if booked.room is None
            else "is online, and booked in a room"
        )
        raise Unreadable(where, said, "Give a room, or make it online")
    _there(
        f"{where}, booked", [booked.room] if booked.room else [], problem.rooms, "rooms"
    )
    for name, one, choice in (
        ("chair", booked.chair, meeting.chairs),
        ("interpreter", booked.interpreter, meeting.interpreters),
    ):
        _there(f"{where}, booked", [one] if one else [], choice, f"its {name}s")
        if meeting.pinned and choice and one is None:
            raise Unreadable(
                where, f"is pinned without its {name}", f"Say who is {name}"
            )
