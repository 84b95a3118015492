"""How the addresses of quality are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from alongside.desk.quality.models import (
    Audit,
    AuditAction,
    AuditTable,
    AuditUpload,
    Comment,
    Grade,
    Survey,
)
from alongside.desk.quality.survey_actions import make_survey


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


def audit_upload(town, where):
    """A file that somebody else uploaded: nobody maps it but they."""
    made = AuditUpload.objects.create(
        file_name="audits.xlsx", stored_as="0" * 32, uploaded_by=town.ben
    )
    return {"pk": made.pk}


def audit_table(town, where):
    """A table of the North, or of the South."""
    table = AuditTable.objects.create(
        title="audits.csv",
        holds="counts",
        grades=["Outstanding", "Good", "Requires improvement", "Inadequate"],
        imported_by=town.sam,
        imported_on=date(2026, 1, 5),
    )
    team = (town.north, town.south)[where]
    for place, period in enumerate(("Q3", "Q4")):
        table.rows.create(
            place=place,
            team_name=team.name,
            team=team,
            period=period,
            cells=[0, 3, 1, 1],
        )
    return {"pk": table.pk}


def survey(town, where):
    """A survey that the North is asked today."""
    today = timezone.localdate()
    made = make_survey(
        by=town.hal,
        title="Pulse",
        kind="pulse",
        opens_on=today,
        closes_on=today + timedelta(9),
        invited={town.north: 8},
    )
    return {"pk": made.pk}


def survey_over(town, where):
    key = survey(town, where)
    ended = date(2026, 1, 9)
    Survey.objects.filter(**key).update(opens_on=ended, closes_on=ended)
    return key


def comment(town, where):
    """What somebody said of the North, or of the South; cleared to be quoted."""
    made = Comment.objects.create(
        source="family",
        team=(town.north, town.south)[where],
        received_on=date(2026, 1, 5),
        text="They rang back.",
        consent="reports",
        consent_on=date(2026, 1, 5),
        names_removed=True,
        added_by=town.sam,
        cleared_by=town.sam,
        cleared_on=date(2026, 1, 6),
    )
    return {"pk": made.pk}


SUBJECTS = {
    "comment": comment,
    "survey": survey,
    "survey_over": survey_over,
    "audit": audit,
    "audit_action": audit_action,
    "audit_upload": audit_upload,
    "audit_table": audit_table,
}
