"""Eight fieldwork teams, the people in them over the years, and when they were away."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from alongside.reckon.council.names import staff_name
from alongside.reckon.council.shape import Mix, about

FOREVER = 10**7  # a day number that never comes


@dataclass(frozen=True, slots=True)
class Worker:
    """A member of staff, in one team, from a day until a day (day numbers).

    `worker_id` names the person to the case system (`SW...`), `staff_id` to payroll.
    """

    worker_id: str
    staff_id: str
    name: str
    title: str
    agency: bool
    team: str
    joined: int
    left: int
    holds_cases: bool = True


@dataclass(frozen=True, slots=True)
class Absence:
    """A worker away from a first to a last day (day numbers, both included)."""

    worker_id: str
    first: int
    last: int
    code: str
    reason: str


@dataclass(slots=True)
class Team:
    """A fieldwork team: what it does, how often it is in time, and its posts.

    A post is the line of people who have filled it, one after another, perhaps with
    gaps. `in_time` is the share of this team's work done within its limits.
    """

    team_id: str
    name: str
    kind: str
    service: str
    in_time: float
    share: float
    caseload: int
    posts: list[list[Worker]] = field(default_factory=list)
    manager: list[Worker] = field(default_factory=list)

    def someone(self, rng: Random, day: int) -> Worker | None:
        """Return a case holder in post on that day, or nothing if none is found."""
        for _ in range(8):
            for worker in self.posts[int(rng.random() * len(self.posts))]:
                if worker.joined <= day < worker.left:
                    return worker
        return None


# id, name, kind, service, share in time, share of open children, cases per post
_TEAMS = (
    ("T01", "North Assessment Team", "assessment", "Front Door", 0.87, 0.09, 16),
    ("T02", "South Assessment Team", "assessment", "Front Door", 0.79, 0.09, 17),
    (
        "T03",
        "North District Child Protection Team",
        "district",
        "North",
        0.90,
        0.17,
        16,
    ),
    (
        "T04",
        "South District Child Protection Team",
        "district",
        "South",
        0.84,
        0.17,
        18,
    ),
    ("T05", "East District Child Protection Team", "district", "East", 0.78, 0.17, 19),
    ("T06", "Kingfisher Looked After Children Team", "care", "Care", 0.91, 0.12, 15),
    ("T07", "Lapwing Looked After Children Team", "care", "Care", 0.86, 0.12, 16),
    ("T08", "Disabled Children Team", "disability", "Disability", 0.87, 0.08, 19),
)
_TITLE = Mix(
    {
        "Social worker": 48,
        "Senior social worker": 24,
        "Advanced practitioner": 10,
        "Newly qualified social worker": 18,
    }
)
_AWAY = (  # code, reason, spells a year, mean days, least days
    ("SIC", "Sickness", 1.5, 6.0, 1),
    ("SIC", "Sickness", 0.14, 55.0, 28),
    ("LEA", "Annual leave", 3.6, 8.0, 3),
    ("TRN", "Training", 1.5, 2.0, 1),
    ("MAT", "Maternity, paternity or adoption leave", 0.035, 230.0, 90),
    ("OTH", "Special leave", 0.2, 3.0, 1),
)


@dataclass(slots=True)
class Staff:
    """Everyone employed over the years, team by team, and their absences."""

    teams: list[Team]
    workers: list[Worker]
    absences: list[Absence]
    long_absence: dict[str, int]

    def of_kind(self, kind: str) -> list[Team]:
        return [team for team in self.teams if team.kind == kind]

    def rename(self, worker_id: str, name: str) -> None:
        """Give one of them another name, wherever they stand."""
        posts = [line for team in self.teams for line in (*team.posts, team.manager)]
        for line in (self.workers, *posts):
            line[:] = [
                replace(each, name=name) if each.worker_id == worker_id else each
                for each in line
            ]


def hire(rng: Random, children: int, first: int, last: int) -> Staff:
    """Return staff enough for so many open children, from day `first` to `last`."""
    staff = Staff([Team(*row) for row in _TEAMS], [], [], {})
    for team in staff.teams:
        posts = max(3, round(children * team.share / team.caseload))
        team.posts = [_post(rng, staff, team, first, last) for _ in range(posts)]
        team.manager = _post(rng, staff, team, first, last, manager=True)
    for worker in staff.workers:
        _send_away(rng, staff, worker, first, last)
    return staff


def _post(
    rng: Random, staff: Staff, team: Team, first: int, last: int, manager: bool = False
) -> list[Worker]:
    """Return the line of people who fill one post, adding them to the staff."""
    line: list[Worker] = []
    day = first - 400
    while day < last:
        agency = not manager and rng.random() < 0.17
        left = day + about(rng, 330 if agency else 1150, 60)
        line.append(
            _worker(rng, len(staff.workers), team, agency, (day, left), manager)
        )
        staff.workers.append(line[-1])
        day = left + (0 if rng.random() < 0.45 else about(rng, 45, 3))
    return line


def _worker(
    rng: Random,
    number: int,
    team: Team,
    agency: bool,
    stay: tuple[int, int],
    manager: bool,
) -> Worker:
    title = "Team manager" if manager else _TITLE.draw(rng)
    joined, left = stay
    return Worker(
        worker_id=f"SW{1000000000 + number + 1}",
        staff_id=f"E{50001 + number}",
        name=staff_name(number),
        title="Social worker" if agency else title,
        agency=agency,
        team=team.name,
        joined=joined,
        left=left,
        holds_cases=not manager,
    )


def _send_away(
    rng: Random, staff: Staff, worker: Worker, first: int, last: int
) -> None:
    """Give a worker absences, one kind after another, none overlapping another."""
    start, end = max(first, worker.joined), min(last, worker.left - 1)
    taken: list[tuple[int, int]] = []
    for code, reason, a_year, mean, least in _AWAY:
        day = start + about(rng, 365 / a_year)
        while day <= end:
            stop = min(end, day + about(rng, mean, least) - 1)
            if stop >= day and all(stop < a or day > b for a, b in taken):
                taken.append((day, stop))
                staff.absences.append(
                    Absence(worker.worker_id, day, stop, code, reason)
                )
                if stop - day >= 42:
                    staff.long_absence.setdefault(worker.worker_id, day)
            day = stop + about(rng, 365 / a_year)
