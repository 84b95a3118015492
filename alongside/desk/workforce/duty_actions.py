"""The duty rota kept: a week typed in, copied on; and the team for out of hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.workforce.duty_models import (
    DutyShared,
    DutyTurn,
    OfficeHours,
    OutOfHours,
)
from alongside.desk.workforce.duty_rota import WEEK, open_days
from alongside.desk.workforce.models import Team


class Planned(NamedTuple):
    """A turn to be: either may be left out, not both."""

    day: date
    session: str
    worker: User | None
    manager: User | None


@transaction.atomic
def keep_week(
    *, by: User, team: Team, monday: date, turns: Sequence[Planned]
) -> list[DutyTurn]:
    """Put a week on a team's rota, in place of what stood there."""
    team = _with_own_rota(team)
    _week_of(team, monday).delete()
    kept = [DutyTurn(team=team, **turn._asdict()) for turn in turns]
    for turn in kept:
        turn.full_clean()
        turn.save()
    record(
        by=by, action="keep duty rota", subject=team, week=monday.isoformat(),
        turns=len(kept),
    )  # fmt: skip
    return kept


@transaction.atomic
def copy_week(*, by: User, team: Team, monday: date) -> list[DutyTurn]:
    """Copy a week to the next: to days that are open and on which nobody stands yet."""
    team = _with_own_rota(team)
    following = monday + WEEK
    taken = set(_week_of(team, following).values_list("day", flat=True))
    free = set(open_days(following, following + timedelta(days=6))) - taken
    copies = [
        DutyTurn(
            team=team, day=turn.day + WEEK, session=turn.session,
            worker=_still(turn.worker), manager=_still(turn.manager),
        )
        for turn in _week_of(team, monday).named()
        if turn.day + WEEK in free and (_still(turn.worker) or _still(turn.manager))
    ]  # fmt: skip
    if not copies:
        raise ValidationError(
            "There is nothing to copy: this week is empty, or every day of the next "
            "is on the rota or closed."
        )
    DutyTurn.objects.bulk_create(copies)
    record(
        by=by, action="copy duty rota", subject=team, week=following.isoformat(),
        turns=len(copies),
    )  # fmt: skip
    return copies


def _week_of(team: Team, monday: date):
    return team.duty_turns.of_days(monday, monday + timedelta(days=6))


def _still(user: User | None) -> User | None:
    return user if user and user.is_active else None


def _with_own_rota(team: Team) -> Team:
    team = Team.objects.select_for_update().get(pk=team.pk)
    lead = DutyShared.objects.lead_of(team)
    if lead != team:
        raise ValidationError(
            f"The duty of {team} stands on the rota of {lead}. Change it there."
        )
    return team


@transaction.atomic
def share_duty(*, by: User, team: Team, kept_with: Team | None) -> Team:
    """Let a team's duty stand on another's rota; with none, on its own again."""
    teams = Team.objects.select_for_update().order_by("pk")
    list(teams.filter(pk__in=[team.pk, kept_with.pk if kept_with else team.pk]))
    if kept_with and DutyShared.objects.lead_of(kept_with) != kept_with:
        raise ValidationError(
            f"{kept_with} has no rota of its own. Choose another team."
        )
    if kept_with and team.keeps_duty_of.exists():
        raise ValidationError(
            f"Other teams stand on the rota of {team}. End that first."
        )
    DutyShared.objects.filter(team=team).delete()
    if kept_with:
        shared = DutyShared(team=team, kept_with=kept_with)
        shared.full_clean()
        shared.save()
    record(
        by=by,
        action="share duty",
        subject=team,
        team=kept_with.pk if kept_with else None,
    )
    return team


@transaction.atomic
def keep_out_of_hours(
    *, by: User, name: str, telephone: str, email: str,
    hours: dict[int, tuple[time, time]],
) -> OutOfHours:  # fmt: skip
    """Say who takes over when the office is closed, and when that is, by weekday."""
    kept = OutOfHours(pk=1, name=name, telephone=telephone, email=email)
    kept.full_clean(validate_unique=False)
    kept.save()
    OfficeHours.objects.exclude(pk__in=hours).delete()
    for weekday, (opens, closes) in hours.items():
        each = OfficeHours(weekday=weekday, opens=opens, closes=closes)
        each.full_clean(validate_unique=False)
        each.save()
    record(by=by, action="keep out of hours", subject=kept, days=len(hours))
    return kept
