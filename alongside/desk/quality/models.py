"""How good the work is: case audits and what was done about them."""

from __future__ import annotations

from alongside.desk.quality.audit_models import Audit, AuditAction, Grade

__all__ = ["Audit", "AuditAction", "Grade"]
