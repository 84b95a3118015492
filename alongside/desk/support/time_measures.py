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
from alongside.reckon.time_released import LEAST_OFFICERS, difference, may_be_told

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
    def mine(self) -> set[int]:
        """The officers whose time this reader may see one by one: themselves, and those managed."""
        managed = StaffMember.objects.managed_by(self.user).exclude(user=None)
        return {self.user.pk, *managed.values_list("user", flat=True)}

    @cached_property
    def told(self) -> set[tuple[int, date]]:
        """The cells that may be told: of enough officers, or of this reader's own alone.

        It holds for whoever answers for the service as for a team's manager.
        """
        return {
            (int(team), first)
            for first, _ in self.months
            for team in self._told_of(self._who(first))
        }

    def _who(self, first: date) -> dict[str, set[int]]:
        """The officers who noted time in a month, by team."""
        return {
            str(team): held.officers
            for (team, month), held in self.by_cell.items()
            if month == first
        }

    def _told_of(self, who: dict[str, set[int]]) -> set[str]:
        """Of these groups of officers, those whose sums tell nobody's time who is not `mine`."""
        others = {name: officers - self.mine for name, officers in who.items()}
        return may_be_told(others) | {name for name, left in others.items() if not left}

    def whole_told(self, months: Iterable[Month]) -> bool:
        """Whether all teams together may be told: what is left out hides enough officers."""
        return all(self._hidden_enough(first) for first, _ in months)

    def _hidden_enough(self, first: date) -> bool:
        left = [
            held.officers - self.mine
            for cell, held in self.by_cell.items()
            if cell[1] == first and cell not in self.told
        ]
        return not left or len(set().union(*left)) >= LEAST_OFFICERS

    def left_out(self, months: Iterable[Month]) -> list[str]:
        """The teams, by name, that are not told over these months."""
        months = list(months)
        return [
            name
            for team, name in self.shown.items()
            if any(cell not in self.told for cell in self._cells([team], months))
        ]

    def _cells(self, teams: Iterable[int], months: Iterable[Month]):
        """The cells of these teams and months in which anything was noted."""
        cells = [(team, first) for team in teams for first, _ in months]
        return [cell for cell in cells if cell in self.by_cell]

    def _parts(self, teams: Iterable[int], months: Iterable[Month]) -> list[Part]:
        return [self.by_cell[cell] for cell in self._cells(teams, months)]

    def line(self, team: int, months: list[Month], others: bool = False) -> Line:
        """Return a team over these months; with `others`, set apart from all other teams."""
        if not self.told.issuperset(self._cells([team], months)):
            return Line(self.teams[team], None)
        apart = self._apart(team, months) if others else None
        return self._line(self.teams[team], [team], months, apart)

    def whole(self, months: list[Month]) -> Line:
        """Return all teams together; not told where a team left out could be worked out."""
        name = "All teams" if self.user.sees_whole_service else "Your teams together"
        if not self.whole_told(months):
            return Line(name, None)
        return self._line(name, list(self.teams), months)

    def tasks(self, months: list[Month]) -> list[OfTask]:
        """Return what each task came to, of those that may be told in each of these months.

        One task may be one officer's alone: the rule for teams holds for tasks.
        """
        if not self.whole_told(months):
            return []
        found = by_task(self._parts(self.teams, months), self.timed)
        hidden = {code for first, _ in months for code in self._hidden_tasks(first)}
        return [each for each in found if each.task not in hidden]

    def _hidden_tasks(self, first: date) -> set[str]:
        who: defaultdict[str, set[int]] = defaultdict(set)
        for (_, month), held in self.by_cell.items():
            if month == first:
                for code, officers in held.of_task.items():
                    who[code] |= officers
        return set(who) - self._told_of(who)

    def _line(self, name: str, teams: list[int], months, apart=None) -> Line:
        held = [self.present[first] for first, _ in months]
        fte = sum(float(each.of(teams)) for each in held) / len(held)
        found = spent(self._parts(teams, months), self.timed)
        return Line(name, found, fte, self._pounds(found, teams, months), apart)

    def _apart(self, team: int, months: list[Month]):
        others = [
            each
            for each in self.teams
            if each != team and self.told.issuperset(self._cells([each], months))
        ]
        one, other = self._parts([team], months), self._parts(others, months)
        return difference(outside_of(one), outside_of(other))

    def _pounds(self, whole: Spent, teams, months: list[Month]):
        """Each month at the cost of its first day; nothing where a month has none."""
        total = 0.0
        for first, last in months:
            parts = self._parts(teams, [(first, last)])
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
