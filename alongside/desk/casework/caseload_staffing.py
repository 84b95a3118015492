"""The workers the case system names, as members of staff: hours, and who is there on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from alongside.desk.access.models import User
from alongside.desk.learning.models import FirstYear
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Absence, StaffMember, Worker
from alongside.reckon.caseloads import fte_of
from alongside.reckon.newly_qualified import Pause

FULL_TIME = Fraction(1)


@dataclass(frozen=True)
class Person:
    """A worker as on a day: contracted FTE, and whether HR has told it; whether away.

    `seen_away` is so for those alone who may see that absence. Before the first day and
    after the last there is no FTE of anybody.
    """

    worker: Worker
    day: date
    contracted: Fraction = FULL_TIME
    told: bool = False
    away: bool = False
    seen_away: bool = False
    newly_qualified_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    joined_on: date | None = None
    left_on: date | None = None

    @property
    def fte(self) -> Fraction:
        return self.on(self.day)

    def present(self, seen: bool) -> Fraction:
        """Return the FTE that is there; with `seen`, by the absences the reader may see."""
        return Fraction(0) if (self.seen_away if seen else self.away) else self.fte

    @property
    def has_left(self) -> bool:
        return self.left_on is not None and self.left_on < self.day

    def on(self, day: date) -> Fraction:
        """Return the FTE on a day, by what is known of joining and leaving."""
        joined = self.joined_on is None or self.joined_on <= day
        left = self.left_on is not None and self.left_on < day
        return self.contracted if joined and not left else Fraction(0)

    @property
    def note(self) -> str:
        """Say what should be known; that they are away, to those who may see that."""
        if self.has_left:
            return "Has left"
        if self.joined_on and self.joined_on > self.day:
            return f"Starts on {day_said(self.joined_on)}"
        if self.seen_away:
            return "Away"
        return "" if self.told else "Hours not known"


Absent = tuple[set[int | None], set[int | None]]
"""Who is away, by their sign-ins and as members of staff."""


def people(day: date, user: User) -> dict[int, Person]:
    """Return every worker the case system names, by key, as on a day and seen by a person.

    Who is linked to no member of staff counts as full time, and `told` says so.
    """
    staff = {member.worker_id: member for member in _staff()}
    years = _first_years()
    absent = _absent(Absence.objects.on(day))
    seen = _absent(Absence.objects.visible_to(user).on(day))
    return {
        worker.pk: _person(worker, staff.get(worker.pk), (absent, seen), day, years)
        for worker in Worker.objects.order_by()
    }


Years = dict[int, tuple[date | None, tuple[Pause, ...]]]
"""By member of staff: the first day of a first year that runs, and its pauses."""


def _first_years() -> Years:
    """Return all first years; of one that has ended, that nothing is protected any more."""
    found = FirstYear.objects.prefetch_related("pauses")
    return {
        year.staff_id: (
            None if year.ended_on else year.started_on,
            tuple(Pause(each.first_on, each.last_on) for each in year.pauses.all()),
        )
        for year in found
    }


def _absent(absences) -> Absent:
    users, staff = set(), set()
    for user, member in absences.values_list("user_id", "staff_id"):
        users.add(user)
        staff.add(member)
    return users - {None}, staff - {None}


def _away(worker: Worker, member: StaffMember | None, absent: Absent) -> bool:
    users, staff = absent
    if member is None:
        return worker.user_id in users
    return member.pk in staff or bool({worker.user_id, member.user_id} & users)


def _staff() -> Iterable[StaffMember]:
    linked = StaffMember.objects.filter(worker__isnull=False)
    return linked.only(
        "worker_id", "user_id", "contracted_hours", "standard_hours", "joined_on",
        "joined_from", "left_on",
    ).order_by()  # fmt: skip


def _person(
    worker: Worker,
    member: StaffMember | None,
    absent: tuple[Absent, Absent],
    day: date,
    years: Years,
) -> Person:
    away, seen = (_away(worker, member, each) for each in absent)
    if member is None:
        return Person(worker, day, away=away, seen_away=seen)
    new = member.joined_from == StaffMember.JoinedFrom.NEWLY_QUALIFIED
    started, pauses = years.get(member.pk, (member.joined_on if new else None, ()))
    return Person(
        worker,
        day,
        fte_of(member.contracted_hours, member.standard_hours),
        True,
        away,
        seen,
        started,
        pauses,
        member.joined_on,
        member.left_on,
    )
