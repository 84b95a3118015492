"""Which support officer supports each team on each day, and on which days nobody does.

Only those who sign in as support officers count as supporting a team here: their seniors
belong to teams so as to see them.
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
from alongside.desk.workforce.models import Membership, StaffMember, Team
from alongside.desk.workforce.staff_models import OFFICER, SENIOR
from alongside.reckon.clock import days_between


class Stand(NamedTuple):
    """An officer of a team on a day: there, or away with somebody in their stead, or none."""

    officer: User
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
        self._absences: dict[tuple[int, date], Absence] = {}
        for absence in seen.select_related("staff").order_by("came", "pk"):
            self._note(absence, first, last)
        self._covers: dict[int, list[Cover]] = defaultdict(list)
        covers = Cover.objects.filter(absence__in=seen).select_related("by", "absence")
        for cover in covers.order_by("since", "pk"):
            self._covers[cover.absence_id].append(cover)

    def _note(self, absence: Absence, first: date, last: date) -> None:
        user = absence.user_id or (absence.staff and absence.staff.user_id)
        until = min(absence.last_on or last, last)
        for day in days_between(max(absence.first_on, first), until):
            self._absences[user, day] = absence

    def on(self, user: int, day: date) -> Absence | None:
        return self._absences.get((user, day))

    def stand_in(self, absence: Absence, day: date, deep: int = 2) -> User | None:
        """Return who covers on a day and is there; or covers for whoever covers."""
        for cover in self._covers[absence.pk]:
            if not _runs(cover, day):
                continue
            gone = self.on(cover.by_id, day)
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
    supports = _supports(teams, monday, last)
    for number in range(how_many):
        first = monday + number * WEEK
        days = open_days(first, first + timedelta(days=6))
        rows = [
            (team, [_team_day(supports[team.pk], day, away, managed) for day in days])
            for team in teams
        ]
        yield Week(first, days, rows)


def _team_day(
    members: Iterable[Membership], day: date, away: Away, managed: set[int]
) -> TeamDay:
    stands = []
    for each in members:
        if each.since <= day and (each.until is None or day <= each.until):
            absence = away.on(each.user_id, day)
            by = away.stand_in(absence, day) if absence else None
            stands.append(Stand(each.user, absence, by, each.user_id in managed))
    return TeamDay(day, stands)


def _supports(teams, first: date, last: date) -> dict[int, list[Membership]]:
    found = Membership.objects.filter(
        team__in=teams, how=Membership.How.SUPPORTS, since__lte=last,
        user__is_active=True, user__role__code=OFFICER,
    )  # fmt: skip
    by_team: dict[int, list[Membership]] = defaultdict(list)
    for each in found.exclude(until__lt=first).select_related("user").by_name():
        by_team[each.team_id].append(each)
    return by_team


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
