"""Whose time is kept here, when they can be met, and when their calendars say they cannot."""

from __future__ import annotations

from alongside.desk.diary.calendar_models import Busy, CalendarSource
from alongside.desk.diary.hours_models import Availability, FamilyConstraint, Term
from alongside.desk.diary.resource_models import Resource

__all__ = [
    "Availability",
    "Busy",
    "CalendarSource",
    "FamilyConstraint",
    "Resource",
    "Term",
]
