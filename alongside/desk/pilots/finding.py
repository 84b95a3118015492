"""A pilot by its key, as a person may see it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from alongside.desk.access.models import User
from alongside.desk.pilots.models import Pilot
from alongside.desk.workforce.models import Team


def found_pilot(user: User, pk: int) -> Pilot:
    """Return a pilot this person sees, or answer that there is none."""
    seen = Pilot.objects.visible_to(user).select_related("planned_by", "locked_by")
    return get_object_or_404(seen, pk=pk)


def found_team_by_team(user: User, pk: int) -> Pilot:
    """As `found_pilot`, where all of its teams are this person's to see."""
    seen = Pilot.objects.team_by_team(user).select_related("planned_by", "locked_by")
    return get_object_or_404(seen, pk=pk)


def sees_team_by_team(user: User, pilot: Pilot) -> bool:
    return Pilot.objects.team_by_team(user).filter(pk=pilot.pk).exists()


def teams_of(user: User, pilot: Pilot):
    """Return the teams of a pilot that this person sees, by name."""
    return Team.objects.visible_to(user).filter(pilots__pilot=pilot).order_by("name")
