"""Tells administrators and line managers whose sign-in ended with their last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.desk.access.models import AuditEntry, User
from alongside.desk.messages.actions import write_message
from alongside.desk.said import day_said
from alongside.desk.workforce.leaving_actions import ENDED, left_before
from alongside.desk.workforce.models import StaffMember

LATELY = timedelta(days=14)


@transaction.atomic
def tell_of_leavers(*, today: date) -> int:
    """Write to whom it concerns, each thing once; return how many left and were told of."""
    since = timezone.now() - LATELY
    lines = AuditEntry.objects.filter(**ENDED, at__gte=since).order_by("sequence")
    gone = {line.subject_id: line.detail["last_day"] for line in lines}
    left = StaffMember.objects.filter(user__in=gone).select_related("user")
    for staff in left:
        _tell(staff, gone[str(staff.user_id)], "A sign-in was ended", ENDED_SAID)
    alone = left_before(today).filter(user__role__code="administrator")
    others = User.objects.who_may("manage_people")
    for staff in alone if others.count() == 1 else ():
        assert staff.left_on
        _tell(staff, staff.left_on.isoformat(), "Nobody else administers this", ALONE)
    return len(left)


ENDED_SAID = (
    "{name}'s last day was {day}, by what HR told the desk, so their sign-in, their "
    "sessions and their calendar addresses have ended. What was theirs to do is still in "
    "their name: see to it that somebody takes it on. If the day is wrong, have it put "
    "right under Workforce, and let them back in."
)
ALONE = (
    "{name}'s last day was {day}, by what HR told the desk. They are the only "
    "administrator, so their sign-in has not ended: give somebody else the role first."
)


def _tell(staff: StaffMember, last: str, subject: str, body: str) -> None:
    said = body.format(name=staff.name, day=day_said(date.fromisoformat(last)))
    for user in _who_is_told(staff):
        page = "access:people" if user.may("manage_people") else "workforce:teams"
        write_message(
            by=None, to=user, kind="leaver",
            key=f"leaver {staff.pk} {last} {subject} {user.pk}",
            subject=subject,
            body=f"{said}\n\nSee it: {settings.ADDRESS}{reverse(page)}\n",
        )  # fmt: skip


def _who_is_told(staff: StaffMember) -> Iterator[User]:
    yield from User.objects.who_may("manage_people")
    manager = staff.line_manager and staff.line_manager.user
    if manager and manager.is_active and not manager.may("manage_people"):
        yield manager
