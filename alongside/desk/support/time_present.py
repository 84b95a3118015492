"""How many social workers, in full-time equivalents, were there in each team in a month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from alongside.desk.access.models import User
from alongside.desk.casework.caseload_staffing import Person, people
from alongside.desk.casework.caseloads import FEW

MIDDLE = 15  # the day of the month that is looked at


@dataclass(frozen=True)
class Present:
    """The FTE that was there on the middle day of a month, by team.

    Workers are those the case system names, in the team they are in today; one whose hours
    HR has not told counts as full time.
    """

    by_team: dict[int, Fraction]

    def of(self, teams: Iterable[int]) -> Fraction:
        return sum((self.by_team.get(team, Fraction(0)) for team in teams), Fraction(0))


def present(user: User, last: date) -> Present:
    """Return who was there in the month of `last`, on its fifteenth, or `last` if sooner."""
    staff: defaultdict[int, list[Person]] = defaultdict(list)
    for person in people(min(last, last.replace(day=MIDDLE)), user).values():
        if person.worker.team_id:
            staff[person.worker.team_id].append(person)
    return Present({team: _there(theirs) for team, theirs in staff.items()})


def _there(staff: list[Person]) -> Fraction:
    """Of few, only absences that the reader may see count, as on the page of caseloads."""
    few = len(staff) < FEW
    return sum((person.present(seen=few) for person in staff), Fraction(0))
