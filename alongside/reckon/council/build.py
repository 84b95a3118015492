"""Building a council from a seed and a size, and looking at it on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from alongside.reckon.clock import Clock
from alongside.reckon.council import adopters, faults
from alongside.reckon.council.casebook import KEPT, Casebook
from alongside.reckon.council.life import tell_family
from alongside.reckon.council.names import COUNCIL
from alongside.reckon.council.outline import Family, Sketcher
from alongside.reckon.council.pace import Pace
from alongside.reckon.council.story import Story
from alongside.reckon.council.teams import Absence, Staff, Team, Worker, hire
from alongside.reckon.records import Records

AHEAD = 91  # days past the council's own day to which its life is told


@dataclass(frozen=True)
class Council:
    """An invented council: its staff, its families by number, and its day.

    Families are not kept: each is told again from the seed whenever it is asked for, so
    that a council of any size takes little room.
    """

    seed: int
    as_at: date
    children: int
    first: date
    last: date
    staff: Staff
    pace: Pace
    sketcher: Sketcher
    families: tuple[int, ...]
    name: str = COUNCIL

    @property
    def teams(self) -> list[Team]:
        return self.staff.teams

    @property
    def workers(self) -> list[Worker]:
        return self.staff.workers

    @property
    def absences(self) -> list[Absence]:
        return self.staff.absences

    def extract(self, as_at: date, faults: bool = False) -> Records:
        """Return what the case system shows on a day: what was recorded by then.

        Every table that the invented case system keeps is present. With `faults`, about one row in two hundred is spoiled
        as real exports are. Raises ValueError for a day outside the council's life.
        """
        records = Records({name: [] for name in KEPT})
        for part in self.parts(as_at, faults):
            for table, rows in part.rows.items():
                records.rows[table].extend(rows)
        return records

    def parts(self, as_at: date, faults: bool = False) -> Iterator[Records]:
        """Yield the extract a family at a time, staff and adopters first."""
        self._check(as_at)
        yield self._offices(as_at)
        for number in self.families:
            yield self._family(number, as_at.toordinal(), faults)

    def _family(self, number: int, as_at: int, spoiled: bool) -> Records:
        rng = dice(self.seed, number)
        family = self.sketcher.family(number, rng)
        book = Casebook(self.pace, as_at)
        horizon = self.last.toordinal()
        tell_family(Story(rng, self.pace, book, self.staff, family, horizon))
        if spoiled:
            faults.spoil(book.rows, self.pace.date(as_at))
        return book.records()

    def _offices(self, as_at: date) -> Records:
        records = Records()
        adopters.tell(records, self, as_at.toordinal())
        for team in self.teams:
            _team_row(records, team)
        for worker in self.workers:
            if worker.joined <= as_at.toordinal():
                _worker_row(records, worker)
        return records

    def _check(self, as_at: date) -> None:
        if not self.first <= as_at <= self.last:
            raise ValueError(
                f"This council's life runs from {self.first:%d %B %Y} to "
                f"{self.last:%d %B %Y}: it cannot be seen on {as_at:%d %B %Y}."
            )


def dice(seed: int, number: int) -> Random:
    """Return the stream of chance of one family."""
    return Random(f"alongside council {seed} family {number}")


def build(children: int, seed: int, as_at: date, years: int = 4) -> Council:
    """Return an invented council with exactly so many open children on a day.

    Its life begins `years` before that day and goes on for a quarter after it. The same
    arguments give the same council, to the letter. Raises ValueError for fewer than 1
    child or year, and OutsideCalendar where bank holidays are not known.
    """
    if children < 1 or years < 1:
        raise ValueError("A council has at least 1 open child and 1 year of life.")
    today = as_at.toordinal()
    first, last = today - 365 * years, today + AHEAD
    pace = Pace(Clock.england(), date.fromordinal(first - 45), date.fromordinal(last))
    staff = hire(Random(f"alongside council {seed} staff"), children, first, last)
    sketcher = Sketcher(pace, staff.teams, first, last)
    families = tuple(_enough(sketcher, seed, children, today))
    days = date.fromordinal(first), date.fromordinal(last)
    return Council(seed, as_at, children, *days, staff, pace, sketcher, families)


def _enough(sketcher: Sketcher, seed: int, children: int, day: int) -> Iterator[int]:
    """Yield the numbers of families until so many children are open on a day.

    Towards the end a family too large for the places left is passed over.
    """
    number, places = 0, children
    while places:
        family: Family = sketcher.family(number, dice(seed, number))
        found = family.open_on(day)
        if found <= places:
            places -= found
            yield number
        number += 1


def _team_row(records: Records, team: Team) -> None:
    records.add(
        "ssd_department",
        dept_team_id=team.team_id,
        dept_team_name=team.name,
        dept_team_parent_id=team.service,
    )


def _worker_row(records: Records, worker: Worker) -> None:
    records.add(
        "ssd_professionals",
        prof_professional_id=worker.worker_id,
        prof_staff_id=worker.staff_id,
        prof_professional_name=worker.name,
        prof_social_worker_registration_no=worker.worker_id,
        prof_professional_job_title=worker.title,
        prof_agency_worker_flag="Y" if worker.agency else "N",
    )
