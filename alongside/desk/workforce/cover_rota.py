"""Which support officer supports each team on each day, and on which days nobody does.

Who supports a team stands in `supporting`: those who sign in, and those who do not. Cover
is arranged for whoever signs in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from alongside.desk.access.models import User
from alongside.desk.workforce.away_models import Absence, Cover
from alongside.desk.workforce.duty_rota import WEEK, open_days
from alongside.desk.workforce.models import StaffMember, Team
from alongside.desk.workforce.staff_models import OFFICER, SENIOR
from alongside.desk.workforce.supporting import Supports, officers_of_teams, who
from alongside.reckon.clock import days_between


class Stand(NamedTuple):
    """An officer of a team on a day: there, or away with somebody in their stead, or none."""

    officer: Supports
    absence: Absence | None
    by: User | None
    fills: bool

    @property
    def supported(self) -> bool:
        return self.absence is None or self.by is not None


class TeamDay(NamedTuple):
    """A team on a day."""

    day: date
    stands: list[Stand]

    @property
    def gap(self) -> bool:
        """Whether nobody supports the team, and nobody covers."""
        return not any(stand.supported for stand in self.stands)


class Week(NamedTuple):
    """A week of the rota: its open days, and each team with one entry a day."""

    monday: date
    days: list[date]
    teams: list[tuple[Team, list[TeamDay]]]

    @property
    def gaps(self) -> int:
        return sum(each.gap for _, days in self.teams for each in days)


class Away:
    """Who is away and who covers over some days, of those whose absence a person sees."""

    def __init__(self, user: User, first: date, last: date) -> None:
        # What was noted here stands before what HR told: cover is arranged for that.
        seen = Absence.objects.visible_to(user).overlapping(first, last)
        self._absences: dict[tuple[tuple[str, int], date], Absence] = {}
        for absence in seen.select_related("user", "staff").order_by("came", "pk"):
            self._note(absence, first, last)
        self._covers: dict[int, list[Cover]] = defaultdict(list)
        covers = Cover.objects.filter(absence__in=seen).select_related("by", "absence")
        for cover in covers.order_by("since", "pk"):
            self._covers[cover.absence_id].append(cover)

    def _note(self, absence: Absence, first: date, last: date) -> None:
        gone = who(absence.user, absence.staff)
        until = min(absence.last_on or last, last)
        for day in days_between(max(absence.first_on, first), until):
            self._absences[gone, day] = absence

    def on(self, person: tuple[str, int], day: date) -> Absence | None:
        return self._absences.get((person, day))

    def stand_in(self, absence: Absence, day: date, deep: int = 2) -> User | None:
        """Return who covers on a day and is there; or covers for whoever covers."""
        for cover in self._covers[absence.pk]:
            if not _runs(cover, day):
                continue
            gone = self.on(("user", cover.by_id), day)
            if gone is None:
                return cover.by
            if deep > 1 and (other := self.stand_in(gone, day, deep - 1)):
                return other
        return None


def _runs(cover: Cover, day: date) -> bool:
    return cover.since <= day and (cover.last_on is None or day <= cover.last_on)


def rota(
    user: User, monday: date, how_many: int, teams: QuerySet[Team]
) -> Iterator[Week]:
    """Yield so many weeks of these teams, as this person may see them."""
    last = monday + how_many * WEEK - timedelta(days=1)
    away, managed = Away(user, monday, last), managed_users(user)
    supports = defaultdict(list)
    for each in officers_of_teams(teams, monday, last):
        supports[each.team].append(each)
    for number in range(how_many):
        first = monday + number * WEEK
        days = open_days(first, first + timedelta(days=6))
        rows = [
            (team, [_team_day(supports[team.pk], day, away, managed) for day in days])
            for team in teams
        ]
        yield Week(first, days, rows)


def _team_day(
    officers: Iterable[Supports], day: date, away: Away, managed: set[int]
) -> TeamDay:
    stands = []
    for each in officers:
        if each.runs_on(day):
            absence = away.on(each.who, day)
            by = away.stand_in(absence, day) if absence else None
            fills = each.user is not None and each.user.pk in managed
            stands.append(Stand(each, absence, by, fills))
    return TeamDay(day, stands)


def managed_users(user: User) -> set[int]:
    """Return the keys of those for whom this person fills gaps: whom they manage, or,
    answering for the whole service, everybody. A team manager fills none of an officer's.
    """
    staff = StaffMember.objects.managed_by(user)
    if user.sees_whole_service:
        return set(User.objects.active().values_list("pk", flat=True))
    return set(staff.exclude(user=None).values_list("user", flat=True))


def who_arranges(absence: Absence, by: User) -> str:
    """Say who arranges the cover of a support officer, where it is not this person; else "".

    A team changes neither an officer's tasks nor their line: seniors and whoever manages
    the officer lend them.
    """
    officer = absence.user
    if officer.role.code not in (OFFICER, SENIOR) or by.role.code == SENIOR:
        return ""
    if officer.pk in managed_users(by):
        return ""
    staff = StaffMember.objects.filter(user=officer).first()
    manager = staff and staff.line_manager
    whom = manager.name if manager else "a senior support officer"
    return (
        f"{officer} is a support officer: their cover is arranged by who manages them, "
        f"and not by a team. Ask {whom} to arrange it."
    )


def free_officers(absence: Absence, first: date, last: date) -> list[User]:
    """Return officers and seniors who neither are away nor cover for others meanwhile."""
    able = User.objects.who_may("mark_timescales").filter(
        role__code__in=(OFFICER, SENIOR)
    )
    gone = Absence.objects.overlapping(first, last)
    covering = Cover.objects.filter(since__lte=last, absence__in=gone)
    covering = covering.exclude(until__lt=first)
    busy = {absence.user_id, *covering.values_list("by", flat=True)}
    told = gone.values_list("user", "staff__user")
    busy |= {key for either in told for key in either if key}
    return [user for user in able if user.pk not in busy]
