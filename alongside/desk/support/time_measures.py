"""The time of support officers by team and month, for one reader: what may be told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from alongside.desk.access.models import User
from alongside.desk.support.models import HourCost
from alongside.desk.support.time_present import Present, present
from alongside.desk.support.time_rows import (
    OfTask,
    Part,
    Row,
    Spent,
    by_task,
    notes_of_teams,
    outside_of,
    part,
    rows_of,
    spent,
    timed_tasks,
)
from alongside.desk.workforce.absence_teams import months_to
from alongside.desk.workforce.models import StaffMember, Team
from alongside.reckon.time_released import difference, may_be_told

Month = tuple[date, date]


@dataclass(frozen=True)
class Line:
    """A team in a month or more, or all of them; `spent` is None where it is not told.

    `fte` is that of the social workers who were there, as a mean over the months; `pounds`
    what the hours released come to at the cost typed for each month, with its limits.
    `apart` is its share outside less that of all other teams shown, with 95% limits.
    """

    name: str
    spent: Spent | None
    fte: float | None = None
    pounds: tuple[float, float | None, float | None] | None = None
    apart: tuple[float, float, float] | None = None

    @property
    def each(self) -> float | None:
        """Hours released for each full-time equivalent."""
        if self.spent is None or not self.fte:
            return None
        return self.spent.released.hours / self.fte


@dataclass
class Measures:
    """All months up to a day, twelve of them, of the teams a reader sees."""

    user: User
    as_at: date
    months: list[Month] = field(init=False)

    def __post_init__(self) -> None:
        self.months = months_to(self.as_at)

    @cached_property
    def teams(self) -> dict[int, str]:
        seen = Team.objects.visible_to(self.user).order_by("name")
        return dict(seen.values_list("pk", "name"))

    @cached_property
    def shown(self) -> dict[int, str]:
        """The teams for which anything was noted in these months."""
        noted = {team for team, _ in self.by_cell}
        return {team: name for team, name in self.teams.items() if team in noted}

    @cached_property
    def by_cell(self) -> dict[tuple[int, date], Part]:
        """What was noted, by team and first day of the month."""
        found: defaultdict[tuple[int, date], list[Row]] = defaultdict(list)
        notes = notes_of_teams(self.teams, self.months[0][0], self.as_at)
        for row in rows_of(notes):
            found[row.team, row.on.replace(day=1)].append(row)
        return {cell: part(rows, self.timed) for cell, rows in found.items()}

    @cached_property
    def timed(self) -> dict:
        return timed_tasks()

    @cached_property
    def costs(self) -> list[HourCost]:
        return list(HourCost.objects.order_by("-from_on"))

    @cached_property
    def present(self) -> dict[date, Present]:
        return {first: present(self.user, last) for first, last in self.months}

    @cached_property
    def told(self) -> set[tuple[int, date]]:
        """The cells that may be told: all to who answers for the service, or manages all in it."""
        if self.user.sees_whole_service:
            return set(self.by_cell)
        mine = _managed(self.user)
        return {
            (team, first)
            for first, _ in self.months
            for team in self._told_in(first, mine)
        }

    def _told_in(self, first: date, mine: set[int]) -> set[int]:
        who = {
            str(team): {officer for officer, _ in held.days} - mine
            for (team, month), held in self.by_cell.items()
            if month == first
        }
        safe = may_be_told(who) | {team for team, others in who.items() if not others}
        return {int(team) for team in safe}

    def parts(self, teams: Iterable[int], months: Iterable[Month]) -> list[Part] | None:
        """Return what these hold; None where any of it may not be told."""
        cells = [(team, first) for team in teams for first, _ in months]
        held = [cell for cell in cells if cell in self.by_cell]
        if any(cell not in self.told for cell in held):
            return None
        return [self.by_cell[cell] for cell in held]

    def line(self, team: int, months: list[Month], others: bool = False) -> Line:
        """Return a team over these months; with `others`, set apart from all other teams."""
        parts = self.parts([team], months)
        if parts is None:
            return Line(self.teams[team], None)
        apart = self._apart(parts, team, months) if others else None
        return self._line(self.teams[team], parts, [team], months, apart)

    def whole(self, months: list[Month]) -> Line:
        """Return all teams together; not told where one of them is not."""
        name = "All teams" if self.user.sees_whole_service else "Your teams together"
        parts = self.parts(self.teams, months)
        if parts is None:
            return Line(name, None)
        return self._line(name, parts, self.teams, months)

    def tasks(self, months: list[Month]) -> list[OfTask]:
        """Return what each task came to; nothing where one of the teams is not told.

        One task may be one officer's alone: so to nobody but who answers for the service,
        or manages every officer in it.
        """
        parts = self.parts(self.teams, months) or []
        officers = {officer for each in parts for officer, _ in each.days}
        if not self.user.sees_whole_service and officers - _managed(self.user):
            return []
        return by_task(parts, self.timed)

    def _line(self, name: str, parts: list[Part], teams, months, apart=None) -> Line:
        held = [self.present[first] for first, _ in months]
        fte = sum(float(each.of(teams)) for each in held) / len(held)
        found = spent(parts, self.timed)
        return Line(name, found, fte, self._pounds(found, teams, months), apart)

    def _apart(self, parts: list[Part], team: int, months: list[Month]):
        told = [self.parts([each], months) for each in self.teams if each != team]
        others = [part for held in told if held for part in held]
        return difference(outside_of(parts), outside_of(others))

    def _pounds(self, whole: Spent, teams, months: list[Month]):
        """Each month at the cost of its first day; nothing where a month has none."""
        total = 0.0
        for first, last in months:
            parts = self.parts(teams, [(first, last)]) or []
            hours = spent(parts, self.timed).released.hours
            cost = self.cost_on(first)
            if hours and cost is None:
                return None
            total += hours * float(cost.pounds) if cost else 0.0
        of = whole.released
        if not of.hours or of.low is None or of.high is None:
            return total, None, None
        return total, total * of.low / of.hours, total * of.high / of.hours

    def cost_on(self, day: date) -> HourCost | None:
        return next((cost for cost in self.costs if cost.from_on <= day), None)


def _managed(user: User) -> set[int]:
    """The officers whose time this reader may see one by one: themselves, and those managed."""
    managed = StaffMember.objects.managed_by(user).exclude(user=None)
    return {user.pk, *managed.values_list("user", flat=True)}
