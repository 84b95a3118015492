"""The score of a public set, from that example's published rules, one function a rule.

Source: MeetingSchedulingConstraintProvider in TimefoldAI/timefold-solver-benchmarks at
2199c4e (Apache-2.0), read and written anew. Less is worse: all points are taken off. The
search does not use this file; tests/reckon/test_arrange_public.py works cases by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from typing import NamedTuple

from alongside.reckon.arrange.public import PublicMeeting, PublicPlace, PublicSet

BREAK, OVERLAP, STABLE_WITHIN = 100, 10, 2


class Score(NamedTuple):
    """Hard, medium and soft: 0 or less, and compared in that order."""

    hard: int
    medium: int
    soft: int

    def __str__(self) -> str:
        return f"{self.hard}hard/{self.medium}medium/{self.soft}soft"


def score(given: PublicSet, places: Sequence[PublicPlace]) -> Score:
    """Return the score of places, one for each meeting in the set's order."""
    pairs = list(_pairs(given, places))
    hard, medium = _of_people(pairs)
    hard += sum(over for a, b, over in pairs if a[1].room == b[1].room)
    hard += sum(
        _of_one(given, *each) for each in zip(given.meetings, places, strict=True)
    )
    medium += sum(_twice_in(each) * each.length for each in given.meetings)
    soft = OVERLAP * sum(over for _, _, over in pairs)
    soft += _of_time(given, places) + _of_rooms(given, places)
    return Score(-hard, -medium, -soft)


Placed = tuple[PublicMeeting, PublicPlace]


def _pairs(
    given: PublicSet, places: Sequence[PublicPlace]
) -> Iterator[tuple[Placed, Placed, int]]:
    """Yield each two meetings that overlap, and by how many grains."""
    for one, other in combinations(zip(given.meetings, places, strict=True), 2):
        end = min(_last(*one), _last(*other)) + 1
        over = end - max(one[1].start, other[1].start)
        if over > 0:
            yield one, other, over


def _of_people(pairs: Sequence[tuple[Placed, Placed, int]]) -> tuple[int, int]:
    """Return the grains in which people are wanted twice: required both times, and otherwise."""
    hard = medium = 0
    for (one, _), (other, _), over in pairs:
        must, may = Counter(one.required), Counter(one.preferred)
        for person in other.required:
            hard += must[person] * over
            medium += may[person] * over
        for person in other.preferred:
            medium += (must[person] + may[person]) * over
    return hard, medium


def _twice_in(meeting: PublicMeeting) -> int:
    """Return how often one person stands among both lists of one meeting."""
    must = Counter(meeting.required)
    return sum(must[person] for person in meeting.preferred)


def _of_one(given: PublicSet, meeting: PublicMeeting, place: PublicPlace) -> int:
    """Return the hard points of one meeting: past the end, too small a room, over midnight."""
    last = _last(meeting, place)
    points = max(0, meeting.seats - given.capacities[place.room])
    if last >= len(given.days):
        return points + last
    return points + (given.days[place.start] != given.days[last])


def _of_time(given: PublicSet, places: Sequence[PublicPlace]) -> int:
    """Return the soft points of time: how late each ends, and no break between two."""
    lasts = [_last(*each) for each in zip(given.meetings, places, strict=True)]
    begins = Counter(place.start for place in places)
    return sum(lasts) + BREAK * sum(begins[last + 1] for last in lasts)


def _of_rooms(given: PublicSet, places: Sequence[PublicPlace]) -> int:
    """Return the soft points of rooms: larger ones left free, and people sent to another."""
    larger = [
        sum(max(0, c - own) for c in given.capacities) for own in given.capacities
    ]
    points = sum(larger[place.room] for place in places)
    everyone = [Counter((*each.required, *each.preferred)) for each in given.meetings]
    for left, right in permutations(range(len(places)), 2):
        gap = places[right].start - places[left].start
        if (
            0 < gap <= given.meetings[left].length + STABLE_WITHIN
            and places[left].room != places[right].room
        ):
            points += sum(n * everyone[right][who] for who, n in everyone[left].items())
    return points


def _last(meeting: PublicMeeting, place: PublicPlace) -> int:
    return place.start + meeting.length - 1
