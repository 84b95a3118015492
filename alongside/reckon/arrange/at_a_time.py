"""What the month's constraints say of people and rooms: each is in one place at a time.

No two meetings of one person, or in one room, overlap; travel between two places is kept
free; those who must not meet do not; a day beyond what somebody bears costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from ortools.sat.python import cp_model

from alongside.reckon.arrange.costs import CROWDED
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.problem import Meeting, Place
from alongside.reckon.arrange.timeline import A_DAY, bits

Bool = cp_model.IntVar


@dataclass
class Attendance:
    """Somebody, or a room, at a meeting: from and to after its start, and whether at all."""

    meeting: Meeting
    first: int
    last: int
    there: Bool | None  # None: whenever the meeting has a place
    travels: bool = True


@dataclass
class Variables:
    """What is decided of one free meeting."""

    starts: dict[int, Bool]
    rooms: dict[str | None, Bool]
    chairs: dict[str, Bool]
    interpreters: dict[str, Bool]
    unplaced: Bool
    start: cp_model.IntVar
    at: dict[str | None, Bool] = field(default_factory=dict)


class OnceAtATime:
    """Says so to CP-SAT, of meetings that are decided, beside what stands in diaries."""

    def __init__(
        self,
        cp: cp_model.CpModel,
        diaries: Diaries,
        decided: Mapping[str, Variables],
        hint: Mapping[str, Place],
    ) -> None:
        self.cp, self.diaries, self.problem = cp, diaries, diaries.problem
        self.decided, self.hint = decided, hint
        self.cost: list[cp_model.LinearExprT] = []

    def costs(
        self, people: Mapping[str, list[Attendance]]
    ) -> list[cp_model.LinearExprT]:
        """Say all of it of these attendances; return what crowded days cost."""
        for room in self.problem.rooms:
            self._no_overlap(self._in_room(room))
        for person, attends in people.items():
            self._person(person, attends)
        self._apart(people)
        return self.cost

    def _in_room(self, room: str) -> Iterable[cp_model.IntervalVar]:
        meetings = self.problem.meetings
        for key, decided in self.decided.items():
            if room in decided.rooms:
                there, length = decided.rooms[room], meetings[key].length
                yield self._interval(key, 0, length, there)

    def _interval(
        self, key: str, first: int, last: int, there: Bool | None
    ) -> cp_model.IntervalVar:
        decided = self.decided[key]
        present = ~decided.unplaced if there is None else there
        return self.cp.new_optional_fixed_size_interval_var(
            decided.start + first, last - first, present, ""
        )

    def _no_overlap(self, intervals: Iterable[cp_model.IntervalVar]) -> None:
        if len(found := list(intervals)) > 1:
            self.cp.add_no_overlap(found)

    def _person(self, person: str, attends: list[Attendance]) -> None:
        self._crowding(person, attends)
        if len(attends) < 2:
            return
        self._no_overlap(
            self._interval(a.meeting.id, a.first, a.last, a.there) for a in attends
        )
        self._cliques(attends)
        for one, other in combinations(attends, 2):
            if one.travels and other.travels:
                self._journey(one, other)

    def _cliques(self, attends: list[Attendance]) -> None:
        """Say for each grain that one of the starts that cover it is taken: a tighter bound."""
        covering: dict[int, list[Bool]] = {}
        for each in attends:
            if each.there is None:
                for start, var in self.decided[each.meeting.id].starts.items():
                    for grain in range(start + each.first, start + each.last):
                        covering.setdefault(grain, []).append(var)
        for starts in covering.values():
            if len(starts) > 1:
                self.cp.add_at_most_one(starts)

    def _journey(self, one: Attendance, other: Attendance) -> None:
        for here, at in self.decided[one.meeting.id].at.items():
            for there, then in self.decided[other.meeting.id].at.items():
                if gap := self.problem.apart_in_grains(here, there):
                    self._gap(one, other, gap, at, then)

    def _gap(self, one: Attendance, other: Attendance, gap: int, *given: Bool) -> None:
        """Keep so many grains between two attendances while all of what is given holds."""
        a, b = self.decided[one.meeting.id], self.decided[other.meeting.id]
        if not self._near(one, other, gap):
            return
        given += tuple(each.there for each in (one, other) if each.there is not None)
        stood = [self.hint.get(each.meeting.id) for each in (one, other)]
        first = self.cp.new_bool_var("")
        hinted = bool(stood[0] and stood[1] and stood[0].start < stood[1].start)
        self.cp.add_hint(first, hinted)
        before = b.start + other.first >= a.start + one.last + gap
        after = a.start + one.first >= b.start + other.last + gap
        self.cp.add(before).only_enforce_if(first, *given)
        self.cp.add(after).only_enforce_if(~first, *given)

    def _near(self, one: Attendance, other: Attendance, gap: int) -> bool:
        """Return whether two can come so close at all."""
        mine = other_mine = 0
        for start in self.decided[one.meeting.id].starts:
            mine |= bits(max(0, start + one.first - gap), start + one.last + gap)
        for start in self.decided[other.meeting.id].starts:
            other_mine |= bits(start + other.first, start + other.last)
        return bool(mine & other_mine)

    def _apart(self, people: Mapping[str, list[Attendance]]) -> None:
        for one, other in self.problem.apart:
            for mine in people.get(one, ()):
                for theirs in people.get(other, ()):
                    if (
                        mine.meeting is not theirs.meeting
                        and mine.travels
                        and theirs.travels
                    ):
                        self._shun(mine, theirs)

    def _shun(self, one: Attendance, other: Attendance) -> None:
        theirs = self.decided[other.meeting.id].at
        for place, at in self.decided[one.meeting.id].at.items():
            if place is not None and place in theirs:
                self._gap(one, other, 1, at, theirs[place])

    def _crowding(self, person: str, attends: list[Attendance]) -> None:
        limit = self.problem.people[person].day_limit
        if limit is None:
            return
        days: dict[int, list[Bool]] = {}
        for each in attends:
            if person in each.meeting.required:
                for start, var in self.decided[each.meeting.id].starts.items():
                    days.setdefault(start // A_DAY, []).append(var)
        for day, starts in days.items():
            stands = self.diaries.required_on(person, day)
            if stands + len(attends) > limit:
                over = self.cp.new_int_var(0, stands + len(attends), "")
                self.cp.add(over >= stands + sum(starts) - limit)
                self.cost.append(CROWDED * (over - max(0, stands - limit)))
