"""What people's own diaries say, before anything is booked into them: as bits."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple
from weakref import WeakKeyDictionary

from alongside.reckon.arrange.problem import Busy, Person, Problem
from alongside.reckon.arrange.timeline import Timeline


class Stay(NamedTuple):
    """A time that somebody is somewhere: grains, the last not included. None is nowhere."""

    first: int
    last: int
    where: str | None


class Own(NamedTuple):
    """When somebody is free but for `away`, and when they are taken tentatively."""

    free: int
    soft: int
    away: tuple[Stay, ...]


class OwnTimes(dict[str, Own]):
    """The own diary of each person of a problem, worked out once it is asked for."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.line, self.hours, self.people = problem.timeline, problem.hours, problem.people  # fmt: skip

    def __missing__(self, key: str) -> Own:
        person = self.people[key]
        hard = [each for each in person.busy if not each.soft]
        # What is busy nowhere is busy wherever one is asked to be.
        taken = touched(self.line, (each for each in hard if each.place is None))
        soft = touched(self.line, (each for each in person.busy if each.soft))
        self[key] = Own(self._hours(person) & ~taken, soft, tuple(self._stays(hard)))
        return self[key]

    def _hours(self, person: Person) -> int:
        line, hours = self.line, person.hours
        days = [day for day in line.days if day not in person.leave]
        if hours is None:
            return line.on(days, self.hours)
        # A weekday not named is not worked.
        return all_of(line.on([day], hours.get(day.weekday(), ())) for day in days)

    def _stays(self, hard: Iterable[Busy]) -> Iterable[Stay]:
        for each in hard:
            mask = self.line.between(each.start, each.end)
            if mask and each.place is not None:
                first = (mask & -mask).bit_length() - 1
                yield Stay(first, mask.bit_length(), each.place)


_KNOWN: WeakKeyDictionary[Problem, OwnTimes] = WeakKeyDictionary()


def own_times(problem: Problem) -> OwnTimes:
    """Return what a problem's people say, the same for all that is tried on the problem."""
    return _KNOWN.setdefault(problem, OwnTimes(problem))


def touched(line: Timeline, busy: Iterable[Busy]) -> int:
    return all_of(line.between(each.start, each.end) for each in busy)


def all_of(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
