"""Which meetings are in each other's way: those that share people in windows that touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from random import Random

from alongside.reckon.arrange.diaries import window
from alongside.reckon.arrange.problem import Meeting, Problem


def people_of(meeting: Meeting) -> frozenset[str]:
    """Return all who come or might be chosen to."""
    named = (meeting.required, meeting.optional, meeting.chairs, meeting.interpreters)
    return frozenset(person for people in named for person in people)


class Nearness:
    """Draws meetings near one another out of some of a problem's."""

    def __init__(
        self, problem: Problem, meetings: Sequence[Meeting], draw: Random
    ) -> None:
        self.meetings, self.draw = meetings, draw
        self._people = {each.id: people_of(each) for each in meetings}
        self._hours = {each.id: window(problem, each) for each in meetings}
        self._by_sharing = cache(self._worked_out)  # asked again for nearly each turn

    def around(self, first: Meeting, many: int) -> list[Meeting]:
        """Return a meeting with those that share most with it, drawn among those that share alike."""
        found = [first]
        for alike in self._by_sharing(first.id):
            if len(found) == many:
                break
            some = min(many - len(found), len(alike))
            found += self.draw.sample(alike, some)
        return found

    def _worked_out(self, first: str) -> list[list[Meeting]]:
        """Return the others, those that share most first; last those whose windows do not touch."""
        people, hours = self._people[first], self._hours[first]

        def shared(other: Meeting) -> int:
            touch = hours & self._hours[other.id]
            return len(people & self._people[other.id]) if touch else -1

        found = {each.id: shared(each) for each in self.meetings if each.id != first}
        others = (each for each in self.meetings if each.id != first)
        ordered = sorted(others, key=lambda each: -found[each.id])
        return [list(each) for _, each in groupby(ordered, lambda each: found[each.id])]


def parts(meetings: Sequence[Meeting], many: int) -> Iterator[list[Meeting]]:
    """Yield all meetings in parts of so many, those that share people together."""
    left = list(meetings)
    while left:
        people = people_of(left[0])
        left.sort(key=lambda each: -len(people & people_of(each)))
        part, left = left[:many], left[many:]
        yield part
