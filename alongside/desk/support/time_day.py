"""What an officer's page of a day shows: the tasks to press, and what was noted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from alongside.desk.access.models import User
from alongside.desk.support.models import TaskVersion, TimeNote
from alongside.desk.support.time_actions import BACK
from alongside.desk.workforce.models import StaffMember, Team

FREQUENT = 9
LATELY = timedelta(days=60)
WORKING_DAYS = 5


@dataclass(frozen=True)
class Keys:
    """The tasks that can be pressed for a team on a day: the officer's frequent ones first."""

    frequent: list[TaskVersion]
    others: list[TaskVersion]
    qualified: list[TaskVersion]
    business: list[TaskVersion]


def keys(officer: User, team: Team, day: date) -> Keys:
    """Return what can be pressed, each task as it stands for the team on the day."""
    found: dict[str, list[TaskVersion]] = {kind: [] for kind in TaskVersion.Kind}
    for version in TaskVersion.objects.in_force(day, team).in_order():
        found[version.kind].append(version)
    often = _often(officer, day)
    own = found[TaskVersion.Kind.SUPPORT]
    by_use = sorted(own, key=lambda each: -often[each.task_id])  # stable: then by name
    frequent = sorted(by_use[:FREQUENT], key=lambda each: each.name)
    others = [each for each in own if each not in frequent]
    return Keys(
        frequent,
        others,
        found[TaskVersion.Kind.QUALIFIED],
        found[TaskVersion.Kind.BUSINESS],
    )


def _often(officer: User, day: date) -> Counter[int]:
    lately = TimeNote.objects.of(officer).between(day - LATELY, day)
    return Counter(lately.values_list("version__task", flat=True))


def usual_team(officer: User, teams: list[Team], day: date) -> Team:
    """Return the team pressed for last on this day, or before it, or the first there is."""
    known = {team.pk: team for team in teams}
    latest = TimeNote.objects.of(officer).filter(on__lte=day, team__in=teams)
    last = latest.latest_first().first()
    return known[last.team_id] if last else teams[0]


def days_back(today: date) -> list[date]:
    """Return the days that can be noted, today first."""
    return [today - timedelta(days=n) for n in range(BACK.days + 1)]


@dataclass(frozen=True)
class Day:
    """What was noted on a day; `of` is the contracted minutes of a working day, if known."""

    notes: list[TimeNote]
    of: int | None

    @property
    def noted(self) -> int:
        return sum(note.minutes for note in self.notes)


def noted_day(officer: User, day: date) -> Day:
    """Return an officer's own day."""
    notes = TimeNote.objects.of(officer).filter(on=day).latest_first()
    return Day(list(notes), _minutes_of_a_day(officer))


def _minutes_of_a_day(officer: User) -> int | None:
    """A fifth of the contracted week: which days somebody works is not known here."""
    member = StaffMember.objects.filter(user=officer).first()
    if member is None:
        return None
    return round(member.contracted_hours * Decimal(60) / WORKING_DAYS)
