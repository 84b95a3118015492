"""Members of staff added, and what HR knows of them changed."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.workforce.models import StaffMember


@once
@transaction.atomic
def add_staff_member(*, by: User, **values) -> StaffMember:
    staff = StaffMember(**values)
    return keep(staff, by=by, action="add member of staff")


@transaction.atomic
def change_staff_member(*, by: User, staff: StaffMember, **values) -> StaffMember:
    """Change what HR knows of somebody. The trail names which facts, not their values."""
    staff = StaffMember.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    changed = [name for name, value in values.items() if getattr(staff, name) != value]
    for name in changed:
        setattr(staff, name, values[name])
    _check_managers(staff)
    return keep(staff, by=by, action="change member of staff", facts=" ".join(changed))


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
