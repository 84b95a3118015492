"""A meeting at one place: when it can begin there, in which rooms and with whom, at what cost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING

from alongside.reckon.arrange.choosing import Choice, Kept, at_least, how_many
from alongside.reckon.arrange.costs import COMFORT, MISSING, OVER_TENTATIVE, Levels
from alongside.reckon.arrange.problem import Place
from alongside.reckon.arrange.timeline import starts_in

if TYPE_CHECKING:
    from alongside.reckon.arrange.search import Search

Found = tuple[Levels, Place]
DEAREST = Levels(sys.maxsize)


class Standing:
    """A meeting at one place: when it can begin there, in which rooms and with whom."""

    def __init__(
        self, search: Search, where: str | None, rooms: list[str | None]
    ) -> None:
        self.search, meeting = search, search.meeting
        self.starts = search.diaries.starts(meeting, where)
        self.rooms = Kept(Choice(room, self._free(room)) for room in rooms)
        self.chairs = Kept(search.people(meeting.chairs, where))
        self.interpreters = Kept(search.people(meeting.interpreters, where))
        self.lost = [mask for _, mask in search.lost_at(where)] if self.starts else []
        self.over = list(map(search.tentative, meeting.required))
        self.dear = at_least([*self.lost, *self.over])

    def options(self, days: int, least: Levels, most: Levels) -> Iterator[Found]:
        """Yield possible starts among these grains, with their best room and people.

        Each of these days costs so much at least; what costs more than most may be left out.
        """
        starts = self.worth(days, least, most)
        if not starts:
            return
        rooms = self._rooms_at(starts)
        chairs = self.chairs.best_at(starts)
        interpreters = self.interpreters.best_at(starts)
        open_ = sorted(rooms.keys() & chairs.keys() & interpreters.keys())
        yield from self._costed(
            starts, ((s, rooms[s], chairs[s], interpreters[s]) for s in open_)
        )

    def worth(self, days: int, least: Levels, most: Levels) -> int:
        """Return possible starts of days that cost so much at least, but for what costs more
        than most for who is missed, or there over a tentative entry."""
        many = (most.comfort - least.comfort) // min(MISSING, OVER_TENTATIVE)
        if least[:COMFORT] < most[:COMFORT] or many >= len(self.dear):
            return self.starts & days
        return self.starts & days & ~self.dear[many]

    def every(
        self, starts: int, of: Callable[[Kept], Kept] = lambda all_: all_
    ) -> Iterator[Found]:
        """Yield some starts, with every chair and interpreter in its best room."""
        rooms = self._rooms_at(starts)
        chairs, interpreters = of(self.chairs), of(self.interpreters)
        yield from self._costed(
            starts,
            (
                (start, room, chair, interpreter)
                for start, room in rooms.items()
                for chair, interpreter in product(
                    chairs.free_at(start), interpreters.free_at(start)
                )
            ),
        )

    def _costed(
        self, starts: int, chosen: Iterable[tuple[int, Choice, Choice, Choice]]
    ) -> Iterator[Found]:
        """Yield places with what they cost, from counts made once."""
        lost, over = how_many(self.lost, starts), how_many(self.over, starts)
        for start, room, chair, interpreter in chosen:
            softly = over[start]
            softly += (chair.tentative >> start & 1) + (interpreter.tentative >> start & 1)  # fmt: skip
            place = Place(start, room.id, chair.id, interpreter.id)
            yield self.search.cost(place, chair.cost, lost[start], softly), place

    def _free(self, room: str | None) -> int:
        free = -1 if room is None else self.search.diaries.room_free(room)
        return starts_in(free, self.search.meeting.length)

    def _rooms_at(self, starts: int) -> dict[int, Choice]:
        """Return the smallest room that is free at each start, at the booked one its own."""
        found, booked = self.rooms.best_at(starts), self.search.meeting.booked
        if booked is not None and booked.start in found:
            for room in self.rooms.free_at(booked.start):
                if room.id == booked.room:
                    found[booked.start] = room
        return found
