"""The best places for one meeting, at once.

    diaries = Diaries(problem, placed)          # placed: {meeting id: Place}, may be empty
    for slot in ranked(diaries, meeting):
        slot.starts, slot.ends                  # wall time of England, without a zone
        slot.place.room, slot.place.chair, slot.place.interpreter   # identifiers, or None
        slot.absent                             # who may come and cannot
        slot.reasons                            # why it stands where it does in the list
        slot.cost                               # Levels(law, disruption, comfort)

Bits decide who is free, so a month of 800 meetings is searched in milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.reckon.arrange.costs import Levels, levels
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.problem import Meeting, Place
from alongside.reckon.arrange.search import Search


@dataclass(frozen=True)
class Slot:
    """A place where a meeting can stand, what it costs and why."""

    starts: datetime
    ends: datetime
    place: Place
    absent: frozenset[str]
    cost: Levels
    reasons: tuple[str, ...]


def ranked(diaries: Diaries, meeting: Meeting, limit: int | None = 10) -> list[Slot]:
    """Return the best places for a meeting, best first: one for each start.

    Everybody required is free and can travel there and on, a chair and an interpreter
    from those allowed are free where any are named, and so is the smallest room that
    holds all. Starts on or after `opens`; past `due` only up to five working days, and
    after all that are in time. `limit` None returns every start. `reasons` names what
    costs, the heaviest first; a slot that costs nothing says "nothing against it". The
    list is empty where nothing fits: `explain.in_the_way` says who or what is.

    What stands in `diaries` is left as it is: take the meeting itself out first
    (`diaries.take(meeting)`) if it stands there. A pinned meeting has its own place only.
    """
    search = Search(diaries, meeting)
    if meeting.pinned and meeting.booked is not None:
        return [_slot(search, meeting.booked)]
    return [_slot(search, place) for _, place in search.best(limit)]


def best(diaries: Diaries, meeting: Meeting) -> Place | None:
    """Return the first of `ranked` alone, without its words; None where nothing fits."""
    if meeting.pinned and meeting.booked is not None:
        return meeting.booked
    return next((place for _, place in Search(diaries, meeting).best(1)), None)


def _slot(search: Search, place: Place) -> Slot:
    """Return a place with its times, who cannot come, its cost and its reasons."""
    starts = search.diaries.problem.timeline.moment(place.start)
    terms = sorted(search.terms(place), key=lambda term: (term.level, -term.points))
    return Slot(
        starts,
        starts + timedelta(minutes=search.meeting.minutes),
        place,
        search.absent(place),
        levels(terms),
        tuple(term.said for term in terms) or ("nothing against it",),
    )
