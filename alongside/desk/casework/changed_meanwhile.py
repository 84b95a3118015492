"""Two people at one clock: the second is told who did what, and when, before they go on.

A page carries the number of the last line of the audit trail when it was made. Lines
come in one order, in the order in which they are committed: whatever was done to a
clock since has a higher number.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.templatetags.times import time_said
from alongside.desk.casework.models import Due, Mark

DONE = {
    f"mark {Mark.Kind.ASKED}": "marked it as asked",
    f"mark {Mark.Kind.ARRANGED}": "marked it as arranged",
    f"mark {Mark.Kind.AWAITING}": "marked it as done, awaiting recording",
    f"mark {Mark.Kind.WRONG}": "said that it is wrong in the case system",
    f"mark {Mark.Kind.NOTE}": "wrote a note on it",
    f"mark {Mark.Kind.CLEARED}": "took its mark off",
    "give timescale": "gave it to another owner",
    "hold timescale": "put it on hold",
    "end hold": "ended its hold",
}
MOST_TOLD = 5


class ChangedMeanwhile(ValidationError):
    """Somebody else was quicker. Sent again from the page that says so, it is done."""


def last_line() -> int:
    """Return the number of the newest line of the trail: what a page has seen so far."""
    newest = AuditEntry.objects.order_by("-sequence").values_list("sequence", flat=True)
    return newest.first() or 0


def refuse_if_changed(dues: Sequence[Due], by: User, seen: int) -> None:
    """Raise ChangedMeanwhile if others did something to these clocks after a line."""
    by_key = {str(due.pk): due for due in dues}
    lines = (
        AuditEntry.objects.filter(
            sequence__gt=seen, subject_type=Due._meta.label, action__in=DONE
        )
        .exclude(by=by)
        .select_related("by")
        .order_by("-sequence")
    )
    found = [line for line in lines if line.subject_id in by_key]
    if not found:
        return
    told = [_said(line, by_key[line.subject_id]) for line in found[:MOST_TOLD]]
    if len(found) > MOST_TOLD:
        told.append(f"{len(found) - MOST_TOLD:,} more things were done to these since.")
    told.append("What you chose and wrote is kept below. Send it again to go on.")
    raise ChangedMeanwhile(told)


def _said(line: AuditEntry, due: Due) -> str:
    from alongside.desk.casework.templatetags.timescales import rule_title

    at = timezone.localtime(line.at)
    return (
        f"{line.by} {DONE[line.action]} after you opened this page, on "
        f"{at.day} {at:%B} at {time_said(line.at)}: {due.child}, {rule_title(due.rule)}."
    )
