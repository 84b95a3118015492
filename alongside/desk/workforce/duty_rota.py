"""The duty rota as people read it: weeks of one team, and today's of them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.workforce.away_models import Absence
from alongside.desk.workforce.duty_models import DutyShared, DutyTurn
from alongside.desk.workforce.models import Membership, Team
from alongside.desk.workforce.office import Office
from alongside.reckon.clock import Clock, days_between

WEEK = timedelta(weeks=1)
ORDER = {each: place for place, each in enumerate(DutyTurn.Session)}


class Day(NamedTuple):
    """A day on which the office opens, its turns, and who is away, as keys.

    Turns are of the whole day, or of halves of it.
    """

    day: date
    turns: list[DutyTurn]
    away: set[int]

    @property
    def monday(self) -> date:
        return monday_of(self.day)


class Standing(NamedTuple):
    """A team on a day: whose rota it stands on, and its turns."""

    team: Team
    lead: Team
    turns: list[DutyTurn]
    managers: list[User]


def lead_of(team: Team) -> Team:
    """Return the team on whose rota this team's duty stands."""
    return DutyShared.objects.lead_of(team)


def asked_day(request) -> date:
    """Return the day that a page's address asks for, `?from=2026-03-02`; else today.

    A day past the bank holidays that are known is none to ask for.
    """
    clock = Clock.england()
    try:
        day = date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return timezone.localdate()
    return day if clock.first <= day <= clock.last else timezone.localdate()


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def open_days(first: date, last: date) -> list[date]:
    """Return the days from first to last on which the office opens, as far as is known."""
    office = Office.in_force()
    first, last = max(first, office.clock.first), min(last, office.clock.last)
    return [day for day in days_between(first, last) if office.on(day)]


def next_open(day: date) -> date:
    """Return the day, or the next one on which the office opens, of a fortnight."""
    return next(iter(open_days(day, day + 2 * WEEK)), day)


def weeks_of(team: Team, monday: date, how_many: int, user: User) -> list[list[Day]]:
    """Return so many weeks of the rota a team stands on, as this person sees them.

    Days on which the office stays closed are left out, and weeks of no other.
    """
    last = monday + how_many * WEEK - timedelta(days=1)
    lead = lead_of(team)
    turns = _by(lead.duty_turns.of_days(monday, last).named(), "day")
    away = away_seen_by(user, monday, last)
    weeks: dict[date, list[Day]] = defaultdict(list)
    for day in open_days(monday, last):
        weeks[monday_of(day)].append(Day(day, turns[day], away[day]))
    return list(weeks.values())


def standing_on(day: date) -> Iterator[Standing]:
    """Yield each team that is active, by name, as its rota stands on a day."""
    shared = {each.team_id: each.kept_with for each in _shared()}
    turns = _by(DutyTurn.objects.of_days(day, day).named(), "team_id")
    for team in Team.objects.directory().filter(active=True):
        lead = shared.get(team.pk, team)
        yield Standing(team, lead, turns[lead.pk], team.by_how["Manages"])


def exported(turns, first: date, before: date) -> Iterator[tuple[str, DutyTurn]]:
    """Yield each turn from `first` until `before`, with the teams it stands for."""
    standing: dict[int, list[str]] = defaultdict(list)
    for each in _shared().select_related("team").order_by("team__name"):
        standing[each.kept_with_id].append(each.team.name)
    found = turns.of_days(first, before - timedelta(days=1)).named()
    for turn in found.select_related("team").order_by("day", "team__name"):
        yield ", ".join([turn.team.name, *standing[turn.team_id]]), turn


def _shared():
    return DutyShared.objects.select_related("kept_with")


def _by(turns: Iterable[DutyTurn], field: str) -> dict:
    found: dict = defaultdict(list)
    for turn in turns:
        found[getattr(turn, field)].append(turn)
    for some in found.values():
        some.sort(key=lambda turn: ORDER[turn.session])
    return found


def away_seen_by(user: User, first: date, last: date) -> dict[date, set[int]]:
    """Return who is away on each day, as keys: those whose absence this person may see."""
    seen = Absence.objects.visible_to(user).for_cover(user).overlapping(first, last)
    found: dict[date, set[int]] = defaultdict(set)
    for absence in seen:
        until = min(absence.last_on or last, last)
        for day in days_between(max(absence.first_on, first), until):
            found[day].add(absence.user_id)
    return found


def who_may_be_worker(team: Team) -> list[User]:
    """Those who work in or manage a team on this one's rota, and may answer a concern."""
    teams = [team.pk, *team.keeps_duty_of.values_list("team", flat=True)]
    doing = Membership.objects.current().filter(team__in=teams)
    doing = doing.exclude(how=Membership.How.SUPPORTS)
    return list(_who_answer().filter(pk__in=doing.values("user")))


def who_may_be_manager() -> list[User]:
    """Those who manage a team or answer for the service, and may answer a concern."""
    managing = Membership.objects.current().filter(how=Membership.How.MANAGES)
    keys = set(managing.values_list("user", flat=True))
    return [
        user for user in _who_answer() if user.pk in keys or user.sees_whole_service
    ]


def _who_answer():
    return User.objects.who_may("answer_concern")
