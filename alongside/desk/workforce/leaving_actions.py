"""Ends the sign-in of whoever has left: the day after the last day that HR tells."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from alongside.desk.access.actions import deactivate_person
from alongside.desk.access.models import AuditEntry
from alongside.desk.workforce.staff_models import StaffMember

ENDED = {"action": "deactivate person", "detail__why": "last day"}
STAYS = (StaffMember.Leaving.ROLE_HERE, StaffMember.Leaving.MADE_PERMANENT)


def end_sign_ins_of_leavers(*, day: date) -> list[StaffMember]:
    """End the sign-ins of those whose last day was before this one, and return whose.

    Once for a last day: whoever is let back in afterwards stays in. Nobody is shut out
    who only changed places here, nor the one administrator there is.
    """
    return [staff for staff in left_before(day) if _end(staff)]


def left_before(day: date) -> QuerySet[StaffMember]:
    """Return those who left the council before a day and can still sign in."""
    gone = StaffMember.objects.filter(left_on__lt=day, user__is_active=True)
    staying = gone.filter(leaving_reason__in=STAYS)
    return gone.exclude(pk__in=staying).select_related("user__role").order_by("pk")


def _end(staff: StaffMember) -> bool:
    assert staff.user and staff.left_on
    last = staff.left_on.isoformat()
    before = AuditEntry.objects.filter(
        **ENDED, detail__last_day=last, subject_id=str(staff.user_id)
    )
    if before.exists():
        return False
    try:
        deactivate_person(by=None, user=staff.user, why="last day", last_day=last)
    except ValidationError:
        return False  # the only administrator: told of by `tell_of_leavers`
    return True
