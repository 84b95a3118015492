"""Caseloads as the export in force shows them: of each worker, each team and all in sight.

A figure counts whom the reader may know of: a child restricted to others is in none. The
FTE is of the workers whom the case system names: those who hold a case, and those known
as members of staff who hold none. Who is in post beside them is told with each figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from django.db.models import Count, Q

from alongside.desk.access.models import User
from alongside.desk.casework.caseload_beside import Beside, beside
from alongside.desk.casework.caseload_settings import judged_by
from alongside.desk.casework.caseload_staffing import Person, people
from alongside.desk.casework.models import Allocation, Due, Extract
from alongside.desk.casework.worklist import why_blank
from alongside.desk.workforce.models import Team
from alongside.reckon.caseloads import Band, Case, Load, Settings, said
from alongside.reckon.caseloads.protected import Cap, cap

NEW_DAYS, DUE_DAYS = 7, 14
FEW = 5
"""Workers of a team under which its FTE counts only absences that the reader may see:
of few, who is away would be told by the difference."""


@dataclass
class Tally:
    """Cases held: as weighed, as children, and new in seven days."""

    cases: Fraction = Fraction(0)
    children: int = 0
    new: int = 0

    def add(self, other: Tally) -> None:
        self.cases += other.cases
        self.children += other.children
        self.new += other.new


@dataclass(frozen=True)
class Line:
    """A caseload of a worker, of a team, or of all: with what judges it, and what is due.

    `load` is by the FTE who are there; `holding` is the Department's: children, by the
    contracted FTE of those who hold any. `name` is what the line is called on a page.
    """

    name: str
    pk: int | None
    team: Team | None
    tally: Tally
    load: Load
    holding: Load
    due: int
    settings: Settings
    person: Person | None = None
    cap: Cap | None = None
    note: str = ""
    unknown: int = 0
    away: Fraction = Fraction(0)
    beside: Beside = field(default_factory=Beside)

    @cached_property
    def band(self) -> Band | None:
        return (
            None if self.load.each is None else self.settings.bands.of(self.load.each)
        )

    @property
    def each(self) -> str:
        """Cases for each FTE, as printed; nothing where nobody is there."""
        return "" if self.load.each is None else said(self.load.each)

    @property
    def there(self) -> str:
        return said(self.load.fte, 2)

    @property
    def load_with_beside(self) -> Load:
        """Cases by the FTE of those who are there, and of those whom no case names."""
        return self.load.with_(fte=self.beside.fte)

    @property
    def beside_said(self) -> str:
        return said(self.beside.fte, 2)

    @property
    def flag(self) -> str:
        return (
            "" if self.load.each is None else self.settings.bands.flag(self.load.each)
        )

    @property
    def bars(self) -> str:
        """The band as a shape: as many bars filled as it stands high."""
        filled, most = (
            self.band.place if self.band else 0,
            len(self.settings.bands.bands),
        )
        return "▮" * filled + "▯" * (most - filled)

    @property
    def over_cap(self) -> bool:
        return self.cap is not None and self.tally.children > self.cap.cases


@dataclass
class Caseloads:
    """All that the pages of caseloads tell, for one person and one export.

    Raises nothing: where the council's own file cannot be used, `problem` says why.
    """

    user: User
    extract: Extract
    today: date
    settings: Settings = field(init=False)
    problem: str = field(init=False)

    def __post_init__(self) -> None:
        self.settings, self.problem = judged_by()

    @property
    def day(self) -> date:
        """The day the figures are of: that of the export, not of the reader."""
        return self.extract.newest_day

    @cached_property
    def people(self) -> dict[int, Person]:
        return people(self.day, self.user)

    @cached_property
    def teams_in_sight(self) -> dict[int, Team]:
        return Team.objects.visible_to(self.user).in_bulk()

    @cached_property
    def tallies(self) -> dict[tuple[int, int | None], Tally]:
        """What each worker holds in each team."""
        held = Allocation.objects.visible_to(self.user).order_by()
        counted = _weighed if self.settings.weights.on else _counted
        return counted(held, self.day - timedelta(days=NEW_DAYS), self.settings)

    @cached_property
    def due(self) -> tuple[dict[int | None, int], dict[int | None, int]]:
        """Clocks due in the next fourteen days, by worker and by team."""
        until = self.today + timedelta(days=DUE_DAYS)
        soon = Due.objects.visible_to(self.user).open().filter(due_on__range=(self.today, until))  # fmt: skip
        workers: defaultdict[int | None, int] = defaultdict(int)
        teams: defaultdict[int | None, int] = defaultdict(int)
        counts = soon.order_by().values_list("worker_id", "team_id").annotate(n=Count("pk"))  # fmt: skip
        for worker, team, number in counts:
            workers[worker] += number
            teams[team] += number
        return workers, teams

    @cached_property
    def home(self) -> dict[int, int | None]:
        """The team of each worker in sight: where they hold most; else that of the case system."""
        most: dict[int, tuple[int, int | None]] = {}
        for (worker, team), tally in self.tallies.items():
            most[worker] = max(
                most.get(worker, (0, None)), (tally.children, team), key=_first
            )
        homes = {worker: team for worker, (_, team) in most.items()}
        for pk, person in self.people.items():
            team = person.worker.team_id
            if pk not in homes and person.told and not person.has_left and team in self.teams_in_sight:  # fmt: skip
                homes[pk] = team
        return homes

    @cached_property
    def beside(self) -> dict[int | None, Beside]:
        """Who is in post in the teams in sight, and whom no case names."""
        holders = {worker for worker, _ in self.tallies}
        found = beside(self.day, set(self.home), holders)
        return {
            team: each for team, each in found.items() if team in self.teams_in_sight
        }

    @cached_property
    def workers(self) -> list[Line]:
        """Every worker in sight, the highest caseload first."""
        held: defaultdict[int, Tally] = defaultdict(Tally)
        for (worker, _), tally in self.tallies.items():
            held[worker].add(tally)
        lines = [self._of_worker(pk, held[pk]) for pk in self.home]
        return sorted(lines, key=lambda line: (-_height(line), line.name))

    @cached_property
    def teams(self) -> list[Line]:
        held: defaultdict[int | None, Tally] = defaultdict(Tally)
        for (_, team), tally in self.tallies.items():
            held[team].add(tally)
        of: defaultdict[int | None, list[Person]] = defaultdict(list)
        for worker, team in self.home.items():
            of[team].append(self.people[worker])
        due = self.due[1]
        lines = [
            self._of_many(self.teams_in_sight.get(pk or 0), held[pk], of[pk], due[pk])
            for pk in held.keys() | of.keys()
        ]
        return sorted(lines, key=lambda line: (line.team is None, line.name))

    @cached_property
    def whole(self) -> Line:
        """All that is in sight together."""
        tally = Tally()
        for each in self.tallies.values():
            tally.add(each)
        staff = [self.people[pk] for pk in self.home]
        name = "The service" if self.user.sees_whole_service else "Your teams together"
        return self._of_many(None, tally, staff, sum(self.due[1].values()), name)

    def _of_worker(self, pk: int, tally: Tally) -> Line:
        person = self.people[pk]
        home = self.teams_in_sight.get(self.home[pk] or 0)
        there = person.present(seen=True)
        started = person.newly_qualified_on
        most = started and cap(
            self.settings.scheme,
            self.settings.full_caseload,
            person.fte,
            started,
            self.day,
            person.pauses,
        )
        return Line(
            str(person.worker), pk, home, tally, Load(tally.cases, there),
            Load.of(tally.children, person.fte), self.due[0][pk], self.settings,
            person, most or None, person.note, int(not person.told),
            person.fte - there,
        )  # fmt: skip

    def _of_many(
        self,
        team: Team | None,
        tally: Tally,
        staff: Iterable[Person],
        due: int,
        name: str = "",
    ) -> Line:
        staff = list(staff)
        holders = {worker for worker, _ in self.tallies}
        holding = sum((p.fte for p in staff if p.worker.pk in holders), Fraction(0))
        few = len(staff) < FEW
        there = sum((p.present(seen=few) for p in staff), Fraction(0))
        in_post = sum((p.fte for p in staff), Fraction(0))
        others = Beside()
        for pk, each in self.beside.items():
            if name or (team and team.pk == pk):
                others.add(each.people, each.fte)
        return Line(
            name or (team.name if team else "No team recorded"),
            team and team.pk, team, tally, Load(tally.cases, there),
            Load.of(tally.children, holding), due, self.settings,
            unknown=sum(not p.told for p in staff), away=in_post - there, beside=others,
        )  # fmt: skip


def _first(pair: tuple[int, int | None]) -> int:
    return pair[0]


def _height(line: Line) -> Fraction:
    """Where a line stands: cases that nobody is there to hold stand above all."""
    if line.load.each is not None:
        return line.load.each
    return line.load.cases and Fraction(10**6)


def _counted(held, new_since: date, settings: Settings) -> dict:
    """Count each child as one case, in the database."""
    new = Count("pk", filter=Q(since__gt=new_since))
    rows = held.values_list("worker_id", "team_id").annotate(n=Count("pk"), new=new)
    return {
        (worker, team): Tally(Fraction(number), number, recent)
        for worker, team, number, recent in rows
    }


def _weighed(held, new_since: date, settings: Settings) -> dict:
    """Weigh the children of each worker in each team as the council does.

    No export tells how far away a child lives, so travel adds nothing here.
    """
    cases: defaultdict[tuple, list[Case]] = defaultdict(list)
    new: defaultdict[tuple, int] = defaultdict(int)
    rows = held.values_list("worker_id", "team_id", "plan", "child__family_id", "since")
    for worker, team, plan, family, since in rows.iterator():
        cases[worker, team].append(Case(plan, family))
        new[worker, team] += since is not None and since > new_since
    return {
        key: Tally(settings.weights.cases(theirs), len(theirs), new[key])
        for key, theirs in cases.items()
    }


def why_none(user: User, extract: Extract | None) -> str:
    """Return why there are no caseloads to show: "export", "team", "held", or nothing."""
    if blank := why_blank(user, extract):
        return blank
    held = Allocation.objects.visible_to(user).exists()
    return "" if held else "held"
