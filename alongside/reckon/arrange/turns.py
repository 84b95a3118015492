"""A few meetings taken out and put back in another order, over and over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from alongside.reckon.arrange.costs import Scale, levels, not_placed
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.nearness import Nearness
from alongside.reckon.arrange.problem import Meeting, Place
from alongside.reckon.arrange.search import Search
from alongside.reckon.arrange.slots import best

FEW = (2, 6)  # meetings taken out and put back in one turn, from and to


class Turns:
    """The turns at a month that stands in diaries of its own."""

    def __init__(
        self, diaries: Diaries, free: Sequence[Meeting], near: Nearness,
        scale: Scale, draw: Random,
    ) -> None:  # fmt: skip
        self.diaries, self.free, self.near = diaries, free, near
        self.scale, self.draw = scale, draw

    @property
    def places(self) -> Mapping[str, Place]:
        return self.diaries.places

    def turn(self) -> bool:
        """Return whether a few meetings, put back in another order, cost less; else they stand."""
        few = self.near.around(self.draw.choice(self.free), self.draw.randint(*FEW))
        stood = {each.id: self.places.get(each.id) for each in few}
        self._take(few)
        before = sum(self._put(each, stood[each.id]) for each in few)
        self._take(few)
        self.draw.shuffle(few)
        after = sum(self._put(each, best(self.diaries, each)) for each in few)
        if after > before:
            self._take(few)
            for meeting in few:
                self._put(meeting, stood[meeting.id])
        return after < before

    def _take(self, few: Sequence[Meeting]) -> None:
        for meeting in few:
            if meeting.id in self.places:
                self.diaries.take(meeting)

    def _put(self, meeting: Meeting, place: Place | None) -> int:
        """Put a meeting in where it has a place, and return what that costs."""
        if place is None:
            return self.scale.of(levels([not_placed(meeting)]))
        cost = levels(Search(self.diaries, meeting).terms(place))
        self.diaries.put(meeting, place)
        return self.scale.of(cost)
