"""The invented council's people away: leave to come, a course, and who covers."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.desk.access.models import User
from alongside.desk.workforce.away_actions import arrange_cover, note_absence
from alongside.desk.workforce.models import Absence

LEAVE, TRAINING = Absence.Kind.LEAVE, Absence.Kind.TRAINING
PLANNED = (  # role, kind, weeks from this Monday, days, and who covers
    ("support_officer", LEAVE, 2, 5, "senior_support_officer"),
    ("social_worker", LEAVE, 3, 12, None),
    ("team_manager", TRAINING, 1, 2, "service_manager"),
)


def send_away(people: dict[str, User], today: date) -> None:
    """Note each planned absence as the person's manager would, and arrange its cover."""
    manager = people["service_manager"]
    for role, kind, weeks, days, covering in PLANNED:
        first = today + timedelta(days=7 * weeks - today.weekday())
        absence = note_absence(
            by=manager,
            user=people[role],
            kind=kind,
            first_on=first,
            last_on=first + timedelta(days=days - 1),
        )
        if covering:
            arrange_cover(
                by=manager,
                absence=absence,
                covering=people[covering],
                since=first,
                until=None,
            )
