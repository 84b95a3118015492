"""How the addresses of quality are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import date

from alongside.desk.quality.models import Audit, AuditAction, Grade


def audit(town, where):
    """An audit of the child in question."""
    child = (town.robin, town.skye, town.hidden)[where]
    made = Audit.objects.create(
        case_id=child.case_id,
        team=(town.north, town.south, town.north)[where],
        audited_on=date(2026, 1, 5),
        auditor="Una Reed",
        grade=Grade.objects.get(name="Good"),
        added_by=town.sam,
    )
    return {"pk": made.pk}


def audit_action(town, where):
    action = AuditAction.objects.create(
        audit_id=audit(town, where)["pk"],
        what="See the child alone",
        owner=town.sam,
        due_on=date(2026, 2, 5),
    )
    return {"pk": action.pk}


SUBJECTS = {"audit": audit, "audit_action": audit_action}
