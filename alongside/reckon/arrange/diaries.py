"""Who is free when, and where: what people's diaries say, with what has been booked since.

What a person must attend is firm; what they may attend is light. Light gives way to firm,
at a cost that `costs.py` knows. Travel is kept free on both sides of whatever is elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from alongside.reckon.arrange.own_times import Stay, all_of, own_times, touched
from alongside.reckon.arrange.problem import LATE_DAYS, Meeting, Place, Problem
from alongside.reckon.arrange.timeline import A_DAY, bits, starts_in, widened


class Diaries:
    """The diaries of a problem, into which meetings are put and out of which they are taken."""

    def __init__(
        self, problem: Problem, placed: Mapping[str, Place] | None = None
    ) -> None:
        self.problem = problem
        self.places: dict[str, Place] = {}
        self.absent: dict[str, frozenset[str]] = {}
        self.own = own_times(problem)
        self._rooms = {
            each.id: ~touched(problem.timeline, each.busy)
            for each in problem.rooms.values()
        }
        self._firm: dict[str, dict[str, Stay]] = {}
        self._light: dict[str, dict[str, Stay]] = {}
        self._known: dict[str, dict[tuple[str | None, bool], int]] = {}
        self._put_all(placed or {})

    def put(self, meeting: Meeting, place: Place) -> None:
        """Book a meeting in; whoever may come and cannot is kept as absent."""
        self._put_firm(meeting, place)
        self._put_light(meeting, place)

    def _put_all(self, placed: Mapping[str, Place]) -> None:
        """Book many in: first all that is firm, then what is light, the first to end first.

        So the fewest are absent, in whatever order the meetings are given.
        """
        meetings = self.problem.meetings
        for key, place in placed.items():
            self._put_firm(meetings[key], place)

        def end(key: str) -> tuple[int, str]:
            return placed[key].start + meetings[key].length, key

        for key in sorted(placed, key=end):
            self._put_light(meetings[key], placed[key])

    def _put_firm(self, meeting: Meeting, place: Place) -> None:
        where = self.problem.place_of(place.room)
        for person in attending(meeting, place):
            stay = self._stay(meeting, person, place.start, where)
            self._give_way(person, stay)
            self._book(self._firm, person, meeting, stay)
        if place.room is not None:
            self._rooms[place.room] &= ~bits(place.start, place.start + meeting.length)
        self.places[meeting.id], self.absent[meeting.id] = place, frozenset()

    def _put_light(self, meeting: Meeting, place: Place) -> None:
        where = self.problem.place_of(place.room)
        for person in meeting.optional:
            stay = self._stay(meeting, person, place.start, where)
            if bits(stay.first, stay.last) & ~self.free(person, stay.where, True):
                self.absent[meeting.id] |= {person}
            else:
                self._book(self._light, person, meeting, stay)

    def take(self, meeting: Meeting) -> Place:
        """Take a booked meeting out again, and return where it stood."""
        place = self.places.pop(meeting.id)
        for layer, people in (
            (self._firm, attending(meeting, place)),
            (self._light, set(meeting.optional) - self.absent.pop(meeting.id)),
        ):
            for person in people:
                del layer[person][meeting.id]
                self._forget(person)
        if place.room is not None:
            self._rooms[place.room] |= bits(place.start, place.start + meeting.length)
        return place

    def free(self, person: str, where: str | None, light: bool = False) -> int:
        """Return the grains in which a person can be at a place, as bits.

        With `light`, what they may attend counts as taken as well as what they must.
        """
        known = self._known.setdefault(person, {})
        if (where, light) not in known:
            known[where, light] = self._free(person, where, light)
        return known[where, light]

    def room_free(self, room: str) -> int:
        """Return the grains in which a room is free; beyond the line it always is."""
        return self._rooms[room]

    def gives_way(self, person: str) -> int:
        """Return the grains in which a person attends what they need not."""
        light = self._light.get(person, {}).values()
        return all_of(bits(stay.first, stay.last) for stay in light)

    def required_on(self, person: str, day: int) -> int:
        """Return how many meetings that require a person stand on a day of the line."""
        meetings = self.problem.meetings
        return sum(
            stay.first // A_DAY == day
            for key, stay in self._firm.get(person, {}).items()
            if person in meetings[key].required
        )

    def starts(self, meeting: Meeting, where: str | None) -> int:
        """Return the starts in the window at which all who must come are free, as bits."""
        found = window(self.problem, meeting)
        for person in meeting.required:
            if not found:
                break
            there = None if person in meeting.away else where
            first, last = meeting.part(person)
            found &= starts_in(self.free(person, there), last - first, first)
        return found

    def _book(
        self,
        layer: dict[str, dict[str, Stay]],
        person: str,
        meeting: Meeting,
        stay: Stay,
    ) -> None:
        layer.setdefault(person, {})[meeting.id] = stay
        self._forget(person)

    def _forget(self, person: str) -> None:
        self._known.pop(person, None)
        for other in self.problem.shunned.get(person, ()):
            self._known.pop(other, None)

    def _give_way(self, person: str, stay: Stay) -> None:
        """Make a person absent from what they need not attend and now cannot."""
        light = self._light.get(person, {})
        for key, other in list(light.items()):
            gap = self.problem.apart_in_grains(stay.where, other.where)
            if stay.first < other.last + gap and other.first < stay.last + gap:
                del light[key]
                self.absent[key] |= {person}

    def _stay(
        self, meeting: Meeting, person: str, start: int, where: str | None
    ) -> Stay:
        first, last = meeting.part(person)
        there = None if person in meeting.away else where
        return Stay(start + first, start + last, there)

    def _free(self, person: str, where: str | None, light: bool) -> int:
        own = self.own[person]
        taken = [*own.away, *self._firm.get(person, {}).values()]
        if light:
            taken += self._light.get(person, {}).values()
        apart = self.problem.apart_in_grains
        mask = own.free & ~all_of(
            widened(stay.first, stay.last, apart(where, stay.where)) for stay in taken
        )
        for other in self.problem.shunned.get(person, ()):
            mask &= ~self._shunned_at(other, where)
        return mask

    def _shunned_at(self, other: str, where: str | None) -> int:
        """Return when a place is to be avoided, because of who is there."""
        stays = (
            *self._firm.get(other, {}).values(),
            *self._light.get(other, {}).values(),
        )
        return all_of(
            widened(stay.first, stay.last, 1)
            for stay in stays
            if where is not None and stay.where == where
        )


def attending(meeting: Meeting, place: Place) -> tuple[str, ...]:
    """Return who must be there: the required, the chair and the interpreter."""
    chosen = (place.chair, place.interpreter)
    return (*meeting.required, *(each for each in chosen if each is not None))


def window(problem: Problem, meeting: Meeting) -> int:
    """Return the starts within the hours from the day it opens to the last that is tried.

    That is five days of the line past the due day, so that what is late still finds a
    place. A meeting never runs from one spell of hours into the next.
    """
    line = problem.timeline
    first = line.first_from(meeting.opens)
    last = due_number(problem, meeting) + LATE_DAYS
    # Outside the problem's hours nobody meets, whatever their own diary allows.
    hours = line.on(line.days[first : last + 1], problem.hours)
    return starts_in(hours, meeting.length)


def due_number(problem: Problem, meeting: Meeting) -> int:
    """Return the number of the last day of the line in time; -1 where all days are late."""
    line = problem.timeline
    after = line.first_from(meeting.due)
    on_it = after < len(line.days) and line.days[after] == meeting.due
    return after if on_it else after - 1
