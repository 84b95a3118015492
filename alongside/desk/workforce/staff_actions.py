"""Members of staff added, and what HR knows of them changed."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.seen_before import refuse_if_changed
from alongside.desk.access.sent_once import once
from alongside.desk.workforce.leaving_actions import end_sign_ins_of_leavers
from alongside.desk.workforce.models import StaffMember

CHANGE = "change member of staff"
FROM_HR = {"contracted_hours", "joined_on", "left_on"}  # what a file from HR changes


@once
@transaction.atomic
def add_staff_member(*, by: User, **values) -> StaffMember:
    staff = StaffMember(**values)
    return keep(staff, by=by, action="add member of staff")


@transaction.atomic
def change_staff_member(
    *, by: User, staff: StaffMember, seen: str = "", **values
) -> StaffMember:
    """Change what HR knows of somebody. The trail names which facts, not their values.

    Refuses to overwrite what is no longer as it was `seen`.
    """
    staff = StaffMember.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    refuse_if_changed(staff, seen, values, partial(_changed_by, staff))
    changed = [name for name, value in values.items() if getattr(staff, name) != value]
    for name in changed:
        setattr(staff, name, values[name])
    _check_managers(staff)
    kept = keep(staff, by=by, action=CHANGE, facts=" ".join(changed))
    end_sign_ins_of_leavers(day=timezone.localdate())
    return kept


def _check_managers(staff: StaffMember) -> None:
    """Refuse a line of managers that comes back to where it began."""
    above = staff.line_manager
    seen = set()
    while above and above.pk not in seen:
        if above.pk == staff.pk:
            raise ValidationError(
                {"line_manager": f"{staff} would manage themselves. Choose another."}
            )
        seen.add(above.pk)
        above = above.line_manager


def _changed_by(staff: StaffMember, name: str, since: int) -> AuditEntry | None:
    """Return the newest line, of those after a number, that changed a fact."""
    lines = AuditEntry.objects.filter(sequence__gt=since).latest_first()
    for line in lines.filter(
        action=CHANGE, subject_type=staff._meta.label, subject_id=str(staff.pk)
    ):
        if name in line.detail["facts"].split():
            return line
    if name in FROM_HR:
        return lines.filter(action="import HR export").first()
    theirs = list(staff.holdings.values_list("pk", flat=True))
    return lines.filter(action="put in post", detail__holding__in=theirs).first()
