"""Whose time is kept here, when they can be met, and the meetings that take it."""

from __future__ import annotations

from alongside.desk.diary.calendar_models import Busy, CalendarSource
from alongside.desk.diary.change_models import MeetingChange
from alongside.desk.diary.held_models import AgreedAction, Minutes
from alongside.desk.diary.hours_models import Availability, FamilyConstraint, Term
from alongside.desk.diary.invitation_models import Answer, Invitation
from alongside.desk.diary.meeting_models import Attendance, Meeting
from alongside.desk.diary.month_models import Proposal, ProposedPlace
from alongside.desk.diary.occupancy_models import Occupancy
from alongside.desk.diary.poll_models import Poll, PollAnswer, PollAsked, PollTime
from alongside.desk.diary.resource_models import Resource
from alongside.desk.diary.travel_models import Travel

__all__ = [
    "AgreedAction",
    "Answer",
    "Attendance",
    "Availability",
    "Busy",
    "CalendarSource",
    "FamilyConstraint",
    "Invitation",
    "Meeting",
    "MeetingChange",
    "Minutes",
    "Occupancy",
    "Poll",
    "PollAnswer",
    "PollAsked",
    "PollTime",
    "Proposal",
    "ProposedPlace",
    "Resource",
    "Term",
    "Travel",
]
