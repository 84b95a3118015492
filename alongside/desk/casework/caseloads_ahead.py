"""Caseloads in the eight weeks ahead: the forecast, what is known, and who leaves their band."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from django.db.models import Q

from alongside.desk.casework.caseload_staffing import Person
from alongside.desk.casework.caseloads import Caseloads, Line
from alongside.desk.casework.models import Allocation, Flow
from alongside.reckon.caseloads import Crossing, Forecast, crossing, forecast
from alongside.reckon.caseloads.ahead import WEEKS
from alongside.reckon.clock import months_from

ADULT = 18 * 12
Flows = dict[tuple[int | None, int | None], Flow]


@dataclass(frozen=True)
class Prospect:
    """A line in eight weeks: its forecast, the cases planned to end, the FTE of then."""

    line: Line
    told: Forecast | None
    ending: int
    fte: Fraction
    crossing: Crossing

    @property
    def now(self) -> Fraction:
        """The FTE in post, away or not."""
        return self.line.load.fte + self.line.away


@dataclass(frozen=True)
class CaseloadsAhead:
    """What lies ahead of all in sight, or of one team, and of each line of it."""

    found: Caseloads
    team: Line | None

    @property
    def last(self) -> date:
        return self.found.day + timedelta(weeks=WEEKS)

    @cached_property
    def flows(self) -> Flows:
        """Those of the teams; of workers, those of the team chosen, by where they are now."""
        wanted = Q(worker=None)
        if self.team:
            wanted |= Q(worker__in=[line.pk for line in self._theirs])
        seen = Flow.objects.visible_to(self.found.user).filter(wanted)
        return {(flow.team_id, flow.worker_id): flow for flow in seen}

    @property
    def _theirs(self) -> list[Line]:
        return [w for w in self.found.workers if self.team and w.team == self.team.team]

    @cached_property
    def history(self) -> int:
        """Weeks of which the export tells: back to the first in which a case was closed.

        An export of those who hold cases now tells of none closed, and so of no week.
        """
        closed = [
            week
            for (_, worker), flow in self.flows.items()
            if worker is None
            for week, number in enumerate(flow.closed, 1)
            if number
        ]
        return max(closed, default=0)

    @cached_property
    def ending(self) -> tuple[Counter, Counter]:
        """Cases whose end is planned, or who turn 18, until then: by worker and by team."""
        first, last = self.found.day, self.last
        near = Q(until__range=(first, last)) | Q(
            child__born_on__range=(
                months_from(first, -ADULT),
                months_from(last, -ADULT),
            )
        )
        rows = Allocation.objects.visible_to(self.found.user).filter(near)
        workers: Counter = Counter()
        teams: Counter = Counter()
        for worker, team in rows.values_list("worker_id", "team_id"):
            workers[worker] += 1
            teams[team] += 1
        return workers, teams

    @property
    def lines(self) -> list[Prospect]:
        """Each worker of the team chosen; else each team."""
        if self.team:
            return [self._of_worker(line) for line in self._theirs]
        return [self._of_team(line) for line in self.found.teams]

    @cached_property
    def total(self) -> Prospect:
        if self.team:
            return self._of_team(self.team)
        flows = [flow for (_, worker), flow in self.flows.items() if worker is None]
        everybody = [self.found.people[pk] for pk in self.found.home]
        ending = sum(self.ending[0].values())
        return self._prospect(self.found.whole, flows, ending, everybody)

    def _of_team(self, line: Line) -> Prospect:
        flows = [f for key, f in self.flows.items() if key == (line.pk, None)]
        staff = [
            self.found.people[w]
            for w, team in self.found.home.items()
            if team == line.pk
        ]
        return self._prospect(line, flows, self.ending[1][line.pk], staff)

    def _of_worker(self, line: Line) -> Prospect:
        flows = [f for (_, worker), f in self.flows.items() if worker == line.pk]
        people = [line.person] if line.person else []
        return self._prospect(line, flows, self.ending[0][line.pk], people)

    def _prospect(
        self, line: Line, flows: list[Flow], ending: int, staff: Iterable[Person]
    ) -> Prospect:
        now = line.tally.children
        opened, closed = (
            [sum(week) for week in zip(*counts, strict=True)][: self.history]
            or [0] * self.history
            for counts in ([f.opened for f in flows], [f.closed for f in flows])
        )
        told = forecast(
            now, opened, closed, enough=self.found.settings.history_weeks
        )  # fmt: skip
        fte = sum((person.on(self.last) for person in staff), Fraction(0))
        crosses = crossing(
            self.found.settings.bands,
            (now, line.load.fte + line.away),
            (now - ending, fte),
            told,
        )
        return Prospect(line, told, ending, fte, crosses)
