"""What becomes of audits when two records of a child are merged: they go over by the id."""

from __future__ import annotations

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.people.merging import brings
from alongside.desk.people.models import Child
from alongside.desk.quality.audit_models import Audit


@brings("quality.Audit")
def audits(by: User, kept: Child, gone: Child) -> None:
    """Audits know a child by the id in the case system alone: it is that of the record kept."""
    theirs = Audit.objects.filter(case_id=gone.case_id)
    if moved := theirs.update(case_id=kept.case_id):
        record(by=by, action="move audits", subject=kept, rows=moved, known_before_as=gone.pk)  # fmt: skip
