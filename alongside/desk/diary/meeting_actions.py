"""Ask for a meeting, and say who takes part; their time is taken by `booking_actions`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.casework.models import Due
from alongside.desk.diary.meeting_kinds import kinds
from alongside.desk.diary.models import Attendance, Meeting, Resource
from alongside.desk.people.models import Child
from alongside.desk.workforce.models import Team


class Wanted(NamedTuple):
    """Who is to be at a meeting, or which room; with two numbers, for a part of it.

    `after` and `until` are minutes from its beginning, of somebody who must not meet
    another who takes part.
    """

    resource: Resource
    role: str
    required: bool = True
    after: int | None = None
    until: int | None = None


@transaction.atomic
def ask_for_meeting(
    *,
    by: User,
    kind: str,
    child: Child | None = None,
    team: Team | None = None,
    due: Due | None = None,
    earliest_on: date | None = None,
    due_on: date | None = None,
    length: int | None = None,
    mode: str = Meeting.Mode.IN_PERSON,
    place: str = "",
    link: str = "",
    language: str = "",
    people: Iterable[Wanted] = (),
) -> Meeting:
    """Add a meeting that is to be arranged, with who is to be there.

    Of a clock (`due`), the rule and its last day are copied from it. `length` is in
    minutes, the kind's own where it is left out; of `language` an interpreter is chosen
    with its time. Raises ValidationError for a place that
    names the child, and for a meeting of neither a child nor a team.
    """
    if child is None and team is None:
        raise ValidationError("Say which child or which team the meeting is about.")
    refuse_if_it_names(child, place)
    meeting = Meeting(
        kind=kind, child=child, team=team, earliest_on=earliest_on,
        due_on=due.due_on if due else due_on, rule=due.rule if due else "",
        rule_started_on=due.started_on if due else None,
        length=length or kinds()[kind].length, mode=mode, place=place.strip(),
        link=link, language=language, asked_by=by,
    )  # fmt: skip
    keep(meeting, by=by, action="ask for meeting", kind=kind)
    for each in people:
        attend(meeting, each)
    return meeting


def refuse_if_it_names(child: Child | None, place: str) -> None:
    """Refuse a place that names a family: it stands in what leaves the council."""
    words = set(place.lower().replace(",", " ").split())
    names = {child.forename.lower(), child.surname.lower()} - {""} if child else set()
    if words & names:
        raise ValidationError(
            {
                "place": "The place stands in invitations, and must not name the family. "
                "Enter a building or a room."
            }
        )


def attend(meeting: Meeting, wanted: Wanted, **noted) -> Attendance:
    """Put somebody among those who take part: a part of what asks, adds or invites."""
    attendance = Attendance(
        meeting=meeting, resource=wanted.resource, role=wanted.role,
        required=wanted.required, after=wanted.after, until=wanted.until,
        uid=f"{uuid4()}@{settings.MAIL_DOMAIN}", **noted,
    )  # fmt: skip
    attendance.full_clean()
    attendance.save()
    return attendance


@transaction.atomic
def add_attendance(*, by: User, meeting: Meeting, wanted: Wanted) -> Attendance:
    """Let somebody, or a room, take part in a meeting that is not booked yet."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state not in Meeting.TO_ARRANGE:
        raise ValidationError(
            f"This meeting is {meeting.get_state_display().lower()}. Nobody was added."
        )
    attendance = attend(meeting, wanted)
    record(by=by, action="add to meeting", subject=meeting, role=wanted.role)
    return attendance
