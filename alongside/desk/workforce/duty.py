"""Whom to turn to at a moment: who is on duty, and who when the office is closed.

Every moment is one with a time zone; days and sessions are London's. Who is noted as
away that day is passed over, and so is who can no longer sign in.
"""

from __future__ import annotations

from datetime import date, datetime, time

from alongside.desk.access.models import User
from alongside.desk.workforce.away_models import Absence, Cover
from alongside.desk.workforce.duty_models import (
    DutyShared,
    DutyTurn,
    OfficeHours,
    OutOfHours,
)
from alongside.desk.workforce.models import Membership, Team
from alongside.reckon.clock import LONDON

NOON = time(12)  # when the afternoon's turn begins
Session = DutyTurn.Session


def duty_worker(team: Team, at: datetime) -> User | None:
    """Return the duty social worker of a team; with none, its duty manager.

    None only where nobody manages the team either.
    """
    return _on_rota(team, at, "worker") or duty_manager(team, at)


def duty_manager(team: Team, at: datetime) -> User | None:
    """Return the duty manager of a team; with none, the first of its managers."""
    on_rota = _on_rota(team, at, "manager")
    return on_rota or next(iter(managers_of(team, _local(at).date())), None)


def managers_of(team: Team, day: date) -> list[User]:
    """Return who manages a team on a day, by name: those there, and who covers for others.

    Where all are away and nobody covers, the managers all the same: somebody is told.
    """
    doing = Membership.objects.current().filter(team=team, how=Membership.How.MANAGES)
    managers = [each.user for each in doing.select_related("user__role").by_name()]
    gone = _away(managers, day)
    covering = Cover.objects.on(day).filter(absence__user__in=gone, by__is_active=True)
    covers = [each.by for each in covering.select_related("by__role").order_by("pk")]
    there = [user for user in managers if user.pk not in gone]
    gone_too = _away(covers, day)
    there += [user for user in covers if user.pk not in gone_too and user not in there]
    return there or managers


def turns_at(team: Team, at: datetime) -> list[DutyTurn]:
    """Return what the rota says of a team at a moment: the half day before the whole."""
    moment = _local(at)
    half = Session.MORNING if moment.time() < NOON else Session.AFTERNOON
    lead = DutyShared.objects.lead_of(team)
    turns = DutyTurn.objects.filter(
        team=lead, day=moment.date(), session__in=(half, Session.DAY)
    )
    found = turns.select_related("worker__role", "manager__role")
    return sorted(found, key=lambda turn: turn.session == Session.DAY)


def _on_rota(team: Team, at: datetime, which: str) -> User | None:
    named = [getattr(turn, which) for turn in turns_at(team, at)]
    users = [user for user in named if user and user.is_active]
    gone = _away(users, _local(at).date())
    return next((user for user in users if user.pk not in gone), None)


def _away(users: list[User], day: date) -> set[int]:
    absences = Absence.objects.on(day).of_users([user.pk for user in users])
    told = absences.values_list("user", "staff__user")
    return {key for either in told for key in either if key}


def out_of_hours() -> OutOfHours | None:
    """Return the team that takes over when the office is closed, if it is known."""
    return OutOfHours.objects.first()


def hours_by_weekday() -> dict[int, OfficeHours]:
    """Return the days of the week on which the office opens, Monday being 0."""
    return {hours.weekday: hours for hours in OfficeHours.objects.all()}


def _local(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("Who is on duty is asked of a time with a time zone.")
    return at.astimezone(LONDON)
