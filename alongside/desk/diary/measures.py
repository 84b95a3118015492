"""What became of meetings in a month, by kind and team: each share with what it is made of.

Held in time is asked of each clock whose last day came in the month, once that day is
over: whether a quorate meeting was held by then, however many were called off before. A
meeting of no clock counts by its own last day. Who was moved, called off or not quorate is
asked of the meetings that stood last for a day of the month, once their time is over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.diary.meeting_kinds import kinds
from alongside.desk.diary.models import Meeting, MeetingChange, Minutes
from alongside.desk.diary.wall import at_wall
from alongside.desk.shares import NONE, Fraction
from alongside.desk.workforce.models import Team

State, What, Why = Meeting.State, MeetingChange.What, MeetingChange.Why
ENDED = (State.BOOKED, State.HELD, State.NOT_HELD, State.CANCELLED)
Cell = tuple[int | None, str]
"""The key of a team, None for no team, and the code of a kind."""


@dataclass
class Line:
    """What a month's meetings come to. `days` are those from request to invitation."""

    in_time: Fraction = NONE
    moved: Fraction = NONE
    cancelled: Fraction = NONE
    not_held: Fraction = NONE
    quorate: Fraction = NONE
    late: Fraction = NONE
    days: tuple[int, ...] = ()

    def __add__(self, other: Line) -> Line:
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Line(*(one + another for one, another in pairs))

    @property
    def days_said(self) -> str:
        """Median 4 days, longest 9, of 12 invited"""
        if not self.days:
            return "None invited"
        middle = f"{median(self.days):.1f}".removesuffix(".0")
        return f"Median {middle} days, longest {max(self.days)}, of {len(self.days)} invited"


class _Stood(NamedTuple):
    """A meeting of a clock, as it stands."""

    pk: int
    cell: Cell
    due_on: date
    state: str
    starts_at: datetime | None
    quorate: bool | None


@dataclass
class Month:
    """A month of meetings within a person's reach, up to now; of some teams, or of all."""

    user: User
    first: date
    now: datetime
    teams: list[int] | None = None
    cells: dict[Cell, Line] = field(init=False)

    def __post_init__(self) -> None:
        self.last = (self.first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        self.today = timezone.localdate(self.now)
        self.begins = at_wall(self.first, time())
        self.ends = min(at_wall(self.last + timedelta(days=1), time()), self.now)
        self.cells = defaultdict(Line)
        parts = (self._in_time(), self._as_booked(), self._invited(), self._minuted())
        for part in parts:
            for cell, line in part:
                self.cells[cell] += line

    @property
    def whole(self) -> Line:
        return sum(self.cells.values(), Line())

    def by_kind(self) -> list[tuple[str, Line]]:
        """Return the kinds by name, in the order of their file, without those of nothing."""
        sums = self._summed(1)
        return [(kind.title, sums[code]) for code, kind in kinds().items() if code in sums]  # fmt: skip

    def by_team(self) -> list[tuple[str, Line]]:
        """Return the teams by name, what is of no team last."""
        sums = self._summed(0)
        return [(name, sums[key]) for key, name in self.team_names()]

    def team_names(self) -> list[tuple[int | None, str]]:
        keys = {team for team, _ in self.cells}
        names = Team.objects.filter(pk__in=keys - {None}).order_by("name", "pk")
        rest: list[tuple[int | None, str]] = [(None, "No team")] if None in keys else []
        return [*names.values_list("pk", "name"), *rest]

    def _summed(self, by: int) -> dict:
        sums: defaultdict = defaultdict(Line)
        for cell, line in self.cells.items():
            sums[cell[by]] += line
        return sums

    def reasons(self) -> list[tuple[str, dict[str, int]]]:
        """Return each reason in words with how often it moved, called off or kept a meeting."""
        changes = MeetingChange.objects.filter(meeting__in=self.stood().values("pk"))
        counts = Counter(changes.values_list("why", "what"))
        rows = [
            (Why(why).label, {what: counts[why, what] for what in What.values})
            for why in Why.values
        ]
        return [(said, each) for said, each in rows if sum(each.values())]

    def counted(self):
        """All meetings that count for this person, of the teams chosen."""
        rows = Meeting.objects.counted_for(self.user)
        return rows if self.teams is None else rows.filter(team__in=self.teams)

    def stood(self):
        """Those that stood last for a time of the month that is over."""
        return self.counted().filter(
            state__in=ENDED, starts_at__gte=self.begins, starts_at__lt=self.ends
        )

    def _in_time(self) -> Iterator[tuple[Cell, Line]]:
        due = self.counted().filter(due_on__gte=self.first, due_on__lte=self.last)
        rows = due.order_by("pk").values_list(
            "pk", "team", "kind", "child", "rule", "rule_started_on", "due_on", "state",
            "starts_at", "minutes__quorate",
        )  # fmt: skip
        clocks: defaultdict[tuple, list[_Stood]] = defaultdict(list)
        for pk, team, kind, child, rule, began, *rest in rows:
            clock = (child, rule, began) if rule and child else (pk,)
            clocks[clock].append(_Stood(pk, (team, kind), *rest))
        dropped = self._not_needed(due)
        for meetings in clocks.values():
            if any(each.pk not in dropped for each in meetings):
                yield meetings[-1].cell, Line(in_time=self._judged(meetings))

    def _not_needed(self, rows) -> set[int]:
        """Those called off since they are not needed, or before they had a time.

        Nothing was to be held in time.
        """
        off = rows.filter(state=State.CANCELLED)
        changes = MeetingChange.objects.filter(
            meeting__in=off.values("pk"), what=What.CANCELLED, why=Why.NOT_NEEDED
        )
        never = off.filter(arranged_at=None)
        return {*changes.values_list("meeting", flat=True), *never.values_list("pk", flat=True)}  # fmt: skip

    def _judged(self, meetings: list[_Stood]) -> Fraction:
        """Whether one of them was held in time; nothing before the last day is over.

        Nor where one stood for a day in time, and nobody has said what became of it.
        """
        due_on = meetings[-1].due_on
        by_then = [
            each
            for each in meetings
            if each.starts_at and timezone.localdate(each.starts_at) <= due_on
        ]
        if due_on >= self.today:
            return Fraction(0, 0, 1)
        if any(each.state == State.HELD and each.quorate for each in by_then):
            return Fraction(1, 1)
        if any(each.state == State.BOOKED for each in by_then):
            return Fraction(0, 0, 1)
        return Fraction(0, 1)

    def _as_booked(self) -> Iterator[tuple[Cell, Line]]:
        moved = MeetingChange.objects.filter(meeting=OuterRef("pk"), what=What.MOVED)
        rows = self.stood().annotate(moved=Exists(moved)).values_list(
            "team", "kind", "state", "starts_at", "moved", "minutes__quorate"
        )  # fmt: skip
        for team, kind, state, starts_at, was_moved, quorate in rows:
            has_quorum = kinds()[kind].quorum_on(timezone.localdate(starts_at))
            asked = state == State.HELD and has_quorum and quorate is not None
            yield (
                (team, kind),
                Line(
                    moved=Fraction(int(was_moved), 1),
                    cancelled=Fraction(int(state == State.CANCELLED), 1),
                    not_held=Fraction(int(state == State.NOT_HELD), 1),
                    quorate=Fraction(int(quorate), 1) if asked else NONE,
                ),
            )

    def _invited(self) -> Iterator[tuple[Cell, Line]]:
        """Those first booked in the month: their invitations are written with the booking."""
        rows = self.counted().filter(
            arranged_at__gte=self.begins, arranged_at__lt=self.ends
        )
        found = rows.values_list("team", "kind", "asked_at", "arranged_at")
        for team, kind, asked, arranged in found:
            days = (timezone.localdate(arranged) - timezone.localdate(asked)).days
            yield (team, kind), Line(days=(days,))

    def _minuted(self) -> Iterator[tuple[Cell, Line]]:
        """Minutes whose last day came in the month and is over."""
        before = min(self.last, self.today - timedelta(days=1))
        rows = Minutes.objects.filter(
            meeting__in=self.counted().values("pk"),
            due_on__gte=self.first, due_on__lte=before,
        )  # fmt: skip
        found = rows.values_list(
            "meeting__team", "meeting__kind", "due_on", "circulated_on"
        )
        for team, kind, due_on, out_on in found:
            late = out_on is None or out_on > due_on
            yield (team, kind), Line(late=Fraction(int(late), 1))
