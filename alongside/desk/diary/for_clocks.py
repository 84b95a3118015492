"""The meeting that stands for a clock: where the clock's page leads to."""

from __future__ import annotations

from django.urls import reverse

from alongside.desk.access.models import User
from alongside.desk.access.templatetags.times import time_said
from alongside.desk.casework.leads import Lead, leads_on
from alongside.desk.casework.models import Due
from alongside.desk.diary.models import Meeting
from alongside.desk.said import day_said


@leads_on
def meeting_for(user: User, due: Due) -> Lead | None:
    """Return the meeting that is asked for or booked for a clock, if it may be shown."""
    if not (user.may("see_diary") and due.due_on):
        return None
    found = Meeting.objects.visible_to(user).standing().for_clock(due).first()
    return found and Lead(_said(found), reverse("meetings:meeting", args=[found.pk]))


def _said(meeting: Meeting) -> str:
    if meeting.state != Meeting.State.BOOKED or not meeting.starts_at:
        return f"{meeting} is to be arranged for it"
    day = day_said(meeting.day)
    return f"{meeting} is booked for it: {day}, {time_said(meeting.starts_at)}"
