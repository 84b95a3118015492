"""How good the work is: case audits and what was done about them."""

from __future__ import annotations

from alongside.desk.quality.audit_models import Audit, AuditAction, Grade
from alongside.desk.quality.import_models import (
    AuditLayout,
    AuditTable,
    AuditTableRow,
    AuditUpload,
)

__all__ = [
    "Audit", "AuditAction", "AuditLayout", "AuditTable", "AuditTableRow", "AuditUpload",
    "Grade",
]  # fmt: skip
