"""From the clock on the wall in London to a moment, and back.

Meetings are agreed by the wall's clock. Once a year an hour of it is left out, and once an
hour comes twice: nobody can meet in the first, and of the second we take the earlier.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.templatetags.times import time_said
from alongside.desk.said import day_said

LONDON = ZoneInfo("Europe/London")


def at_wall(day: date, at: time) -> datetime:
    """Return the moment, in UTC, at which the clock in London shows this time on a day.

    Raises ValidationError for a time that the clock leaves out as summer time begins.
    """
    shown = datetime.combine(day, at.replace(tzinfo=None), LONDON)
    moment = shown.astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None) != shown.replace(tzinfo=None):
        raise ValidationError(
            f"There is no {time_said(at)} on {day_said(day)}: the clocks go forward from "
            "1:00am to 2:00am. Choose another time."
        )
    return moment


def wall_said(moment: datetime) -> str:
    """Return a moment as the clock in London shows it: 2026-03-30T10:00"""
    return f"{timezone.localtime(moment, LONDON):%Y-%m-%dT%H:%M}"
