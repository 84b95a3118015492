"""What is noted while a pilot runs: the log, who was there, remarks beside figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.pilots.models import Exposure, LogEntry, Pilot, Remark
from alongside.desk.pilots.plan_words import month_said
from alongside.desk.workforce.models import Team


@once
@transaction.atomic
def note_in_log(
    *, by: User, pilot: Pilot, team: Team, month: date, kind: str, what: str
) -> LogEntry:
    """Note what blurred the comparison. A note stands: a mistake is put right by another."""
    _check(pilot, team, month)
    entry = LogEntry(
        pilot=pilot, team=team, month=month, kind=kind, what=what, by=by,
        on=timezone.localdate(),
    )  # fmt: skip
    return keep(entry, by=by, action="note in log", kind=kind)


@transaction.atomic
def set_exposure(
    *, by: User, pilot: Pilot, team: Team, month: date, fte: Decimal
) -> Exposure:
    """Say how many FTE of support officers were there; in place of what was said before."""
    _check(pilot, team, month)
    held = Exposure.objects.select_for_update().filter(
        pilot=pilot, team=team, month=month
    )
    exposure = held.first() or Exposure(pilot=pilot, team=team, month=month)
    was = None if exposure.fte is None else str(exposure.fte)
    exposure.fte, exposure.by, exposure.on = fte, by, timezone.localdate()
    told = {"month": month.isoformat(), "fte": str(fte), "fte_before": was}
    return keep(exposure, by=by, action="set exposure", **told)


@once
@transaction.atomic
def remark(
    *, by: User, pilot: Pilot, team: Team, month: date, indicator: str, text: str
) -> Remark:
    """Keep what somebody says of one month's figure of a team."""
    _check(pilot, team, month)
    made = Remark(
        pilot=pilot, team=team, month=month, indicator=indicator, text=text, by=by,
        on=timezone.localdate(),
    )  # fmt: skip
    return keep(made, by=by, action="remark on figure")


def _check(pilot: Pilot, team: Team, month: date) -> None:
    """Refuse a team that takes no part, and a month that has not begun."""
    if not pilot.teams.filter(team=team).exists():
        raise ValidationError(f"{team} takes no part in this pilot. Choose another.")
    if month > timezone.localdate():
        raise ValidationError(f"{month_said(month)} has not begun. Choose another.")
