"""Reports to Committee: written in sections, with figures by name, agreed by those who must."""

from __future__ import annotations

from alongside.desk.committee.agreed_models import AcceptedFinding, SignOff
from alongside.desk.committee.figure_models import Annex, ReportFigure, ReportTable
from alongside.desk.committee.report_models import (
    Comment,
    Report,
    Section,
    SectionDraft,
    Version,
)
from alongside.desk.committee.template_models import OwnTemplate

__all__ = [
    "AcceptedFinding", "Annex", "Comment", "OwnTemplate", "Report", "ReportFigure", "ReportTable",
    "Section", "SectionDraft", "SignOff", "Version",
]  # fmt: skip
