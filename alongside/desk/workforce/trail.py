"""What the audit trail says of teams: their names."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.workforce.models import Team


@tells("workforce.Team")
def teams(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(team.pk): team.name for team in Team.objects.filter(pk__in=keys)}
