"""Who belongs to which team: what a person may see hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Membership, Team


@transaction.atomic
def assign_team(
    *, by: User, user: User, team: Team, how: str, since: date
) -> Membership:
    """Let a person see a team's children, from this day."""
    if not user.is_active:
        raise ValidationError(f"{user} cannot sign in. Let them back in first.")
    membership = Membership(user=user, team=team, how=how, since=since)
    return keep(
        membership, by=by, action="assign team", subject=user, team=team.pk, how=how
    )


@transaction.atomic
def join_teams(
    *, by: User, user: User, teams: Iterable[Team], how: str, since: date
) -> list[Membership]:
    """Let a person see the children of several teams, from this day: of all or of none."""
    return [
        assign_team(by=by, user=user, team=team, how=how, since=since) for team in teams
    ]


@transaction.atomic
def end_membership(*, by: User, membership: Membership, on: date) -> Membership:
    """A person no longer sees the team's children: at once."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.until:
        raise ValidationError(f"This ended already on {day_said(membership.until)}.")
    membership.until = on
    return keep(
        membership,
        by=by,
        action="end membership",
        subject=membership.user,
        team=membership.team_id,
        fields=["until"],
    )
