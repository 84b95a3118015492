"""The month as constraints, for CP-SAT: some meetings free, the rest standing in diaries.

Whole or a neighbourhood is the same model: what is not free has been booked into the
diaries, and only blocks. What keeps meetings apart stands in `at_a_time.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ortools.sat.python import cp_model

from alongside.reckon.arrange.at_a_time import (
    Attendance,
    Bool,
    OnceAtATime,
    Variables,
)
from alongside.reckon.arrange.costs import (
    MISSING,
    OVER_TENTATIVE,
    Levels,
    Scale,
    levels,
    not_placed,
    of_chair,
    of_room,
    of_start,
)
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.problem import Meeting, Place
from alongside.reckon.arrange.search import Search
from alongside.reckon.arrange.timeline import each_bit, starts_in


class Model:
    """One model; build it, solve it with `solver.py`, read `places` out of what was found."""

    def __init__(
        self,
        diaries: Diaries,
        free: Iterable[Meeting],
        scale: Scale,
        hint: Mapping[str, Place],
    ) -> None:
        self.diaries, self.problem, self.scale = diaries, diaries.problem, scale
        self.free, self.hint = list(free), hint
        self.cp = cp_model.CpModel()
        self.cost: list[cp_model.LinearExprT] = []
        self.people: dict[str, list[Attendance]] = {}
        self.decided: dict[str, Variables] = {}
        for meeting in self.free:
            self._meeting(meeting)
        self.cost += OnceAtATime(self.cp, diaries, self.decided, hint).costs(
            self.people
        )
        self.cp.minimize(cp_model.LinearExpr.sum(self.cost))

    def places(
        self, value: cp_model.CpSolver | cp_model.CpSolverSolutionCallback
    ) -> dict[str, Place]:
        """Return the places of the free meetings in a solution; those unplaced are not there."""

        def chosen(options: Mapping[object, Bool]) -> object:
            found = (key for key, var in options.items() if value.boolean_value(var))
            return next(found, None)

        return {
            key: Place(*map(chosen, (v.starts, v.rooms, v.chairs, v.interpreters)))  # type: ignore[arg-type]
            for key, v in self.decided.items()
            if not value.boolean_value(v.unplaced)
        }

    def _bool(self, hinted: bool) -> Bool:
        var = self.cp.new_bool_var("")
        self.cp.add_hint(var, hinted)
        return var

    def _points(self, cost: Levels) -> int:
        return self.scale.of(cost)

    def _meeting(self, meeting: Meeting) -> None:
        search, hint = Search(self.diaries, meeting), self.hint.get(meeting.id)
        rooms = search.rooms()
        where = {place: self.diaries.starts(meeting, place) for place in rooms}
        union = 0
        for mask in where.values():
            union |= mask
        decided = Variables(
            {
                s: self._bool(hint is not None and hint.start == s)
                for s in each_bit(union)
            },
            {
                room: self._bool(hint is not None and hint.room == room)
                for there in rooms.values()
                for room in there
            },
            {
                c: self._bool(hint is not None and hint.chair == c)
                for c in meeting.chairs
            },
            {
                i: self._bool(hint is not None and hint.interpreter == i)
                for i in meeting.interpreters
            },
            self._bool(hint is None),
            self.cp.new_int_var(0, self.problem.timeline.length, ""),
        )
        self.decided[meeting.id] = decided
        self.cp.add_hint(decided.start, hint.start if hint else 0)
        self._one_of_each(decided)
        self._places(meeting, decided, rooms, where, hint)
        self._choices(meeting, search, decided)
        self._start_costs(meeting, search, decided)
        self._attendances(meeting, decided, where)

    def _one_of_each(self, decided: Variables) -> None:
        add, unplaced = self.cp.add_exactly_one, decided.unplaced
        starts = decided.starts.items()
        add([*decided.starts.values(), unplaced])
        add([*decided.rooms.values(), unplaced])
        for choice in (decided.chairs, decided.interpreters):
            if choice:
                add([*choice.values(), unplaced])
        times = cp_model.LinearExpr.weighted_sum(
            [v for _, v in starts], [s for s, _ in starts]
        )
        self.cp.add(decided.start == times)

    def _places(
        self,
        meeting: Meeting,
        decided: Variables,
        rooms: Mapping[str | None, list[str | None]],
        where: Mapping[str | None, int],
        hint: Place | None,
    ) -> None:
        """Tie rooms to their places, and both to the starts at which they can be had."""
        stood = self.problem.place_of(hint.room) if hint else None
        for place, there in rooms.items():
            at = self._bool(hint is not None and stood == place)
            decided.at[place] = at
            self.cp.add(at == sum(decided.rooms[room] for room in there))
            self._bar(decided, ~where[place], at)
            for room in there:
                if room is not None:
                    free = starts_in(self.diaries.room_free(room), meeting.length)
                    self._bar(decided, ~free, decided.rooms[room])

    def _bar(self, decided: Variables, starts: int, *given: Bool) -> None:
        """Bar starts while all of what is given holds."""
        barred = [var for s, var in decided.starts.items() if starts >> s & 1]
        if barred:
            self.cp.add(sum(barred) + sum(given) <= len(given))

    def _choices(self, meeting: Meeting, search: Search, decided: Variables) -> None:
        for choice, chairs in ((decided.chairs, True), (decided.interpreters, False)):
            for person, var in choice.items():
                for place, at in decided.at.items():
                    free = starts_in(self.diaries.free(person, place), meeting.length)
                    self._bar(
                        decided, ~free, var, *([at] if len(decided.at) > 1 else [])
                    )
                if chairs:
                    self.cost.append(
                        self._points(levels(of_chair(meeting, person))) * var
                    )
                self._softly(search.tentative(person), decided, var)
                attends = Attendance(meeting, 0, meeting.length, var)
                self.people.setdefault(person, []).append(attends)

    def _softly(self, soft: int, decided: Variables, var: Bool) -> None:
        over = [x for s, x in decided.starts.items() if soft >> s & 1]
        if over:
            both = self.cp.new_bool_var("")
            self.cp.add(both >= var + sum(over) - 1)
            self.cost.append(OVER_TENTATIVE * both)

    def _start_costs(
        self, meeting: Meeting, search: Search, decided: Variables
    ) -> None:
        over = [search.tentative(each) for each in meeting.required]
        lost = [mask for who, mask in search.lost_at(None) if who in meeting.required]
        for start, var in decided.starts.items():
            points = self._points(levels(of_start(self.problem, meeting, start)))
            points += OVER_TENTATIVE * sum(mask >> start & 1 for mask in over)
            points += MISSING * sum(mask >> start & 1 for mask in lost)
            self.cost.append(points * var)
        term = not_placed(meeting)
        self.cost.append(self._points(levels([term])) * decided.unplaced)
        self._another_room(meeting, decided)

    def _another_room(self, meeting: Meeting, decided: Variables) -> None:
        booked = meeting.booked
        if booked is None or booked.start not in decided.starts:
            return
        points = self._points(levels(of_room(meeting, booked.start, "another")))
        moved = self.cp.new_bool_var("")
        stays = decided.rooms.get(booked.room, 0)
        self.cp.add(moved >= decided.starts[booked.start] - stays)
        self.cost.append(points * moved)

    def _attendances(
        self, meeting: Meeting, decided: Variables, where: Mapping[str | None, int]
    ) -> None:
        for person in meeting.required:
            first, last = meeting.part(person)
            attends = Attendance(meeting, first, last, None, person not in meeting.away)
            self.people.setdefault(person, []).append(attends)
        for person in meeting.optional:
            self._optional(meeting, person, decided)

    def _optional(self, meeting: Meeting, person: str, decided: Variables) -> None:
        first, last = meeting.part(person)
        comes = self.cp.new_bool_var("")
        away = person in meeting.away
        for place, at in decided.at.items():
            free = self.diaries.free(person, None if away else place, light=True)
            free = starts_in(free, last - first, first)
            self._bar(decided, ~free, comes, *([at] if len(decided.at) > 1 else []))
        self.cp.add_implication(comes, ~decided.unplaced)
        self.cost.append(MISSING * (1 - comes - decided.unplaced))
        attends = Attendance(meeting, first, last, comes, not away)
        self.people.setdefault(person, []).append(attends)
