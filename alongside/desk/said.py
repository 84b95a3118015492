"""Days and moments in words, as every page, message and file of the desk says them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from alongside.desk.access.templatetags.times import time_said


def day_said(day: date) -> str:
    """2 March 2026"""
    return f"{day.day} {day:%B %Y}"


def near_day_said(day: date, today: date) -> str:
    """Monday 2 March; and the year, where that is not today's."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%A} {day.day} {day:%B}{year}"


def weekday_said(day: date) -> str:
    """Monday 2 March 2026"""
    return f"{day:%A} {day_said(day)}"


def moment_said(moment: datetime) -> str:
    """Monday 2 March 2026 at 9:05am, by London's clock."""
    return f"{weekday_said(timezone.localtime(moment).date())} at {time_said(moment)}"
