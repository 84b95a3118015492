"""Say of a meeting's clock what the meeting tells: arranged, called off, held."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.casework.models import Due, Mark
from alongside.desk.casework.owner_actions import mark_dues
from alongside.desk.casework.owner_models import FURTHEST
from alongside.desk.diary.models import Meeting


def clock_of(user: User, meeting: Meeting) -> Due | None:
    """Return the open clock that a meeting completes, if this person may mark it."""
    if not (meeting.rule and meeting.child_id and user.may("mark_timescales")):
        return None
    running = Due.objects.visible_to(user).open().filter(
        child=meeting.child_id, rule=meeting.rule, started_on=meeting.rule_started_on
    )  # fmt: skip
    return running.order_by("nth").first()


def mark_arranged(*, by: User, meeting: Meeting) -> None:
    """Mark its clock as arranged for the meeting's day; one far ahead is left as it is."""
    due, day = clock_of(by, meeting), timezone.localdate(meeting.starts_at)
    if due is None or (day - timezone.localdate()).days > FURTHEST:
        return
    mark_dues(
        by=by, dues=[due], kind=Mark.Kind.ARRANGED, arranged_for=day,
        note=str(meeting),
    )  # fmt: skip


def take_mark_off(*, by: User, meeting: Meeting) -> None:
    """Take off the mark that the meeting put on its clock; nobody else's."""
    due = clock_of(by, meeting)
    if due and due.mark_id and due.mark.note == str(meeting):
        mark_dues(by=by, dues=[due], kind=Mark.Kind.CLEARED)


def mark_held(*, by: User, meeting: Meeting, on: date) -> bool:
    """Mark its clock as held, awaiting recording; whether there was one to mark."""
    due = clock_of(by, meeting)
    if due is None:
        return False
    mark_dues(
        by=by, dues=[due], kind=Mark.Kind.AWAITING, done_on=on, note=str(meeting)
    )  # fmt: skip
    return True
