"""How good the work is: case audits, how people are, what they say."""

from __future__ import annotations

from alongside.desk.quality.audit_models import Audit, AuditAction, Grade
from alongside.desk.quality.comment_models import Comment
from alongside.desk.quality.import_models import (
    AuditLayout,
    AuditTable,
    AuditTableRow,
    AuditUpload,
)
from alongside.desk.quality.survey_models import (
    SpentToken,
    Survey,
    SurveyTeam,
    Tally,
    TokenTaken,
)

__all__ = [
    "Audit", "AuditAction", "AuditLayout", "AuditTable", "AuditTableRow", "AuditUpload",
    "Comment", "Grade", "SpentToken", "Survey", "SurveyTeam", "Tally", "TokenTaken",
]  # fmt: skip
