"""Meetings that are booked."""

from __future__ import annotations

from datetime import date, datetime, time

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from alongside.desk.api.operations import read
from alongside.desk.api.pages import Key, Page, Paged, on_record, page_of
from alongside.desk.diary.models import Meeting

FIRST, LAST = date(1900, 1, 1), date(9000, 1, 1)
"""Between these days a midnight of London's is a moment that every engine can hold."""


class MeetingsAsked(Paged):
    """Which of the meetings booked."""

    team: Key | None = Field(None, description="Of this team, by its key.")
    on_from: date | None = Field(None, description="On this day or later.")
    on_before: date | None = Field(None, description="Before this day.")


class BookedMeeting(Schema):
    """A meeting that is booked."""

    reference: str
    kind: str
    what: str
    child: str | None = Field(description="The child’s id in the case system.")
    team: str | None
    starts_at: datetime
    ends_at: datetime
    mode: str
    due_on: date | None = Field(description="The last day on which it is in time.")
    in_time: bool | None


class Meetings(Page):
    as_at: datetime
    items: list[BookedMeeting]


@read("/meetings", scope="meetings", asked=MeetingsAsked, answer=Meetings)
def meetings(request: HttpRequest, asked: Query[MeetingsAsked]):
    """Meetings that are booked, the earliest first."""
    found = Meeting.objects.visible_to(request.auth.viewer).booked()
    if asked.team:
        found = found.filter(team=asked.team)
    if asked.on_from:
        found = found.filter(starts_at__gte=_midnight(asked.on_from))
    if asked.on_before:
        found = found.filter(starts_at__lt=_midnight(asked.on_before))
    rows, place = page_of(found.with_all_said().in_order(), asked)
    on_record(request, "meetings", (each.child for each in rows if each.child))
    return place | {"as_at": timezone.now(), "items": [_told(each) for each in rows]}


def _midnight(day: date) -> datetime:
    within = max(FIRST, min(day, LAST))
    return timezone.make_aware(datetime.combine(within, time.min))


def _told(meeting: Meeting) -> dict:
    return {
        "reference": meeting.reference, "kind": meeting.kind,
        "what": meeting.get_kind_display(),
        "child": meeting.child.case_id if meeting.child else None,
        "team": meeting.team.name if meeting.team else None,
        "starts_at": meeting.starts_at, "ends_at": meeting.ends_at,
        "mode": meeting.get_mode_display(), "due_on": meeting.due_on,
        "in_time": meeting.in_time,
    }  # fmt: skip
