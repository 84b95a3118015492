"""A meeting held, as text to paste into the case system, by the council's own wording."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.access.templatetags.times import time_said
from alongside.desk.casework.handback_notes import tidy, wording
from alongside.desk.diary.models import Attendance, Meeting, Minutes
from alongside.desk.said import day_said, weekday_said

Presence = Attendance.Presence


def note_of(minutes: Minutes, by: User) -> tuple[str, str]:
    """Return the text, and why the council's own wording is not used, if it is not."""
    words, why_not = wording()
    meeting = minutes.meeting
    people = list(meeting.attendances.standing().people().in_order())
    text = words["meeting"].format(
        title=meeting.get_kind_display(),
        reference=meeting.reference,
        day=weekday_said(timezone.localdate(meeting.starts_at)),
        time=time_said(meeting.starts_at),
        present=_who(people, Presence.PRESENT),
        apologies=_who(people, Presence.APOLOGIES),
        absent=_who(people, Presence.ABSENT),
        quorum=quorum_said(minutes),
        decisions=minutes.decisions or "None noted.",
        actions=_actions(meeting),
        by=by.full_name,
        today=day_said(timezone.localdate()),
    )
    return tidy(text), why_not


def quorum_said(minutes: Minutes) -> str:
    if minutes.meeting.quorum is None:
        return "No quorum is laid down for it."
    if minutes.quorate:
        return "It was quorate."
    return f"It was not quorate. Missing: {minutes.lacked}."


def _who(people: Iterable[Attendance], presence: str) -> str:
    named = [
        f"{each.resource} ({each.get_role_display().lower()})"
        for each in people
        if each.presence == presence
    ]
    return ", ".join(named) or "nobody"


def _actions(meeting: Meeting) -> str:
    lines = [
        f"- {each.what} ({each.owner.resource}, by {day_said(each.due_on)})"
        for each in meeting.actions.in_order()
    ]
    return "\n".join(lines) or "None."
