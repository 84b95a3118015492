"""What becomes of requests for support when two records of a child are merged."""

from __future__ import annotations

from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.people.merging import brings
from alongside.desk.people.models import Child
from alongside.desk.support.models import SupportRequest


@brings("support.SupportRequest")
def requests(by: User, kept: Child, gone: Child) -> None:
    """All go over. What is open of one task and team on both is asked once: the older stands."""
    for request in SupportRequest.objects.select_for_update().filter(child=gone):
        if twin := _asked_of_both(request, kept):
            older, newer = sorted((request, twin), key=lambda each: each.asked_at)
            _join(by, older, newer)
        request.refresh_from_db()
        request.child = kept
        request.save(update_fields=["child"])


def _asked_of_both(request: SupportRequest, kept: Child) -> SupportRequest | None:
    if request.outcome or request.task_id is None:
        return None
    theirs = SupportRequest.objects.open().filter(child=kept, team=request.team_id)
    return theirs.select_for_update().filter(task=request.task_id).first()


def _join(by: User, older: SupportRequest, newer: SupportRequest) -> None:
    """Close the newer, and let the older be needed by the sooner day."""
    newer.outcome, newer.closed_by = SupportRequest.Outcome.WITHDRAWN, by
    newer.closed_at = timezone.now()
    newer.held_until, newer.held_why = None, ""
    newer.answer = f"The two records are of one child: request {older.pk} goes on."
    keep(newer, by=by, action="join requests", joined=older.pk)
    days = [day for day in (older.due_on, newer.due_on) if day]
    older.due_on = min(days, default=None)
    older.save(update_fields=["due_on"])
