"""Whether a month keeps every hard rule: a second way, that shares nothing with the search.

Plain loops over wall times and minutes, no bits: what `diaries.py` and `month.py` have in
common with it is the problem alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import combinations
from typing import NamedTuple

from alongside.reckon.arrange.problem import Busy, Meeting, Place, Problem

QUARTER = timedelta(minutes=15)


class Stay(NamedTuple):
    meeting: str
    who: str
    starts: datetime
    ends: datetime
    where: str | None


def broken(
    problem: Problem,
    places: Mapping[str, Place],
    absent: Mapping[str, Iterable[str]],
) -> list[str]:
    """Return a sentence for each hard rule that a month breaks; none where it keeps all.

    `absent` names who may come to a meeting and does not. What is pinned is not held
    against diaries and hours, but against other meetings, as everything is.
    """
    stays = [
        stay
        for key, place in places.items()
        for stay in _stays(
            problem, problem.meetings[key], place, set(absent.get(key, ()))
        )
    ]
    found = [
        said for key, place in places.items() for said in _alone(problem, key, place)
    ]
    found += [said for stay in stays for said in _own_diary(problem, stay)]
    return found + list(_twice(problem, stays)) + list(_together(problem, stays))


def _stays(
    problem: Problem, meeting: Meeting, place: Place, absent: set[str]
) -> Iterator[Stay]:
    starts = problem.timeline.moment(place.start)
    where = None if place.room is None else problem.rooms[place.room].place
    for who in {
        *meeting.required,
        *meeting.optional,
        place.chair,
        place.interpreter,
    } - {None}:
        if who is None or (who in absent and who not in meeting.required):
            continue
        first, last = meeting.slices.get(who, (0, meeting.minutes))
        from_afar = meeting.mode == "hybrid" and who in meeting.remote
        begin, end = starts + timedelta(minutes=first), starts + timedelta(minutes=last)
        yield Stay(meeting.id, who, begin, end, None if from_afar else where)
    if place.room is not None:
        ends = starts + timedelta(minutes=meeting.minutes)
        yield Stay(meeting.id, f"room {place.room}", starts, ends, where)


def _alone(problem: Problem, key: str, place: Place) -> Iterator[str]:
    """Yield what is wrong with one meeting whatever the others do."""
    meeting = problem.meetings[key]
    starts = problem.timeline.moment(place.start)
    if meeting.pinned:
        if place != meeting.booked:
            yield f"{key} is pinned, and stands elsewhere than it is booked."
        return
    if starts.date() < meeting.opens:
        yield f"{key} stands on {starts:%Y-%m-%d}, before it opens on {meeting.opens}."
    ends = starts + timedelta(minutes=meeting.minutes)
    if not any(_within(starts, ends, spell) for spell in problem.hours):
        yield f"{key} stands at {starts:%H:%M} to {ends:%H:%M}, outside the hours."
    yield from _choices(problem, meeting, place)


def _choices(problem: Problem, meeting: Meeting, place: Place) -> Iterator[str]:
    if (place.room is None) != (meeting.mode == "online"):
        yield f"{meeting.id} is {meeting.mode}, and its room is {place.room}."
    if place.room is not None:
        room = problem.rooms[place.room]
        remote = meeting.remote if meeting.mode == "hybrid" else set()
        seats = len({*meeting.required, *meeting.optional} - set(remote))
        seats += (place.chair is not None) + (place.interpreter is not None)
        if seats > room.capacity:
            yield f"{meeting.id} needs {seats} seats; room {room.id} has {room.capacity}."
        if meeting.rooms is not None and room.id not in meeting.rooms:
            yield f"{meeting.id} may not stand in room {room.id}."
    for name, one, choice in (
        ("chair", place.chair, meeting.chairs),
        ("interpreter", place.interpreter, meeting.interpreters),
    ):
        if (one is None) == bool(choice) or (one is not None and one not in choice):
            yield f"{meeting.id} has {one} as its {name}, who is not one of {choice}."


def _own_diary(problem: Problem, stay: Stay) -> Iterator[str]:
    """Yield where somebody, or a room, is wanted against their own diary."""
    if problem.meetings[stay.meeting].pinned:
        return
    if stay.who.startswith("room ") and stay.who[5:] in problem.rooms:
        yield from _against(problem, stay, problem.rooms[stay.who[5:]].busy)
        return
    person = problem.people[stay.who]
    spells = problem.hours
    if person.hours is not None:
        spells = person.hours.get(stay.starts.weekday(), ())
    day = stay.starts.date()
    inside = any(_within(stay.starts, stay.ends, spell) for spell in spells)
    if day in person.leave or not inside:
        yield f"{stay.meeting}: {stay.who} does not work at {stay.starts:%Y-%m-%d %H:%M}."
    yield from _against(problem, stay, person.busy)


def _against(problem: Problem, stay: Stay, busy: Iterable[Busy]) -> Iterator[str]:
    for entry in busy:
        other = Stay("their diary", stay.who, entry.start, entry.end, entry.place)
        same_day = (
            entry.start.date() <= stay.ends.date()
            and stay.starts.date() <= entry.end.date()
        )
        if not entry.soft and same_day and _clash(problem, stay, other):
            yield f"{stay.meeting}: {stay.who} is taken from {entry.start:%Y-%m-%d %H:%M}."


def _twice(problem: Problem, stays: Iterable[Stay]) -> Iterator[str]:
    """Yield who, or what room, is wanted at two meetings at once, or cannot get to the second."""
    by_day: dict[tuple[str, object], list[Stay]] = {}
    for stay in stays:
        by_day.setdefault((stay.who, stay.starts.date()), []).append(stay)
    for same in by_day.values():
        for one, other in combinations(same, 2):
            if _clash(problem, one, other):
                yield f"{one.who} is wanted at {one.meeting} and {other.meeting} at once."


def _together(problem: Problem, stays: list[Stay]) -> Iterator[str]:
    """Yield where two who must not meet are at one place, or in one meeting, too close."""
    for one, other in problem.apart:
        theirs = [stay for stay in stays if stay.who == other]
        for first in (stay for stay in stays if stay.who == one):
            for second in theirs:
                near = first.where is not None and first.where == second.where
                if (near or first.meeting == second.meeting) and (
                    first.starts < second.ends + QUARTER
                    and second.starts < first.ends + QUARTER
                ):
                    yield f"{one} and {other} would meet: {first.meeting}, {second.meeting}."


def _clash(problem: Problem, one: Stay, other: Stay) -> bool:
    gap, here, there = timedelta(), one.where, other.where
    if here is not None and there is not None and here != there:
        back = problem.travel.get((there, here), 0)
        gap = timedelta(minutes=problem.travel.get((here, there), back))
    return one.starts < other.ends + gap and other.starts < one.ends + gap


def _within(starts: datetime, ends: datetime, spell: tuple[int, int]) -> bool:
    midnight = datetime.combine(starts.date(), time())
    return (
        midnight + spell[0] * QUARTER <= starts
        and ends <= midnight + spell[1] * QUARTER
    )
