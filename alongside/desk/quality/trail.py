"""What the audit trail says of audits: never whose, where a record is restricted."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import keys_of_child, tells
from alongside.desk.people.models import Child
from alongside.desk.people.trail import HIDDEN
from alongside.desk.quality.models import (
    Audit,
    AuditAction,
    AuditTable,
    AuditUpload,
    Comment,
    Survey,
)
from alongside.desk.said import day_said


def _told(reader: User, found) -> dict[str, str]:
    """Say audits by key, day and case; of a restricted record, that it is one."""
    kept_out = set(Child.objects.ids_kept_from(reader))
    return {
        str(pk): HIDDEN
        if case_id in kept_out
        else f"Audit of child {case_id} on {day_said(day)}"
        for pk, case_id, day in found
    }


@tells("quality.Audit")
def audits(reader: User, keys: set[str]) -> dict[str, str]:
    found = Audit.objects.filter(pk__in=keys)
    return _told(reader, found.values_list("pk", "case_id", "audited_on"))


@tells("quality.AuditAction")
def audit_actions(reader: User, keys: set[str]) -> dict[str, str]:
    found = AuditAction.objects.filter(pk__in=keys)
    rows = found.values_list("pk", "audit__case_id", "audit__audited_on")
    return _told(reader, rows)


@keys_of_child("quality.Audit")
def audits_of(child: Child) -> list[int]:
    return list(
        Audit.objects.filter(case_id=child.case_id).values_list("pk", flat=True)
    )


@keys_of_child("quality.AuditAction")
def audit_actions_of(child: Child) -> list[int]:
    found = AuditAction.objects.filter(audit__case_id=child.case_id)
    return list(found.values_list("pk", flat=True))


@tells("quality.AuditUpload")
def audit_uploads(reader: User, keys: set[str]) -> dict[str, str]:
    """By key and day: a file may be named after a child."""
    found = AuditUpload.objects.filter(pk__in=keys).values_list("pk", "uploaded_at")
    return {str(pk): f"Upload of audits on {day_said(at)}" for pk, at in found}


@tells("quality.AuditTable")
def audit_tables(reader: User, keys: set[str]) -> dict[str, str]:
    found = AuditTable.objects.filter(pk__in=keys).values_list("pk", "imported_on")
    return {
        str(pk): f"Table of audits, imported on {day_said(day)}" for pk, day in found
    }


@tells("quality.Survey")
def surveys(reader: User, keys: set[str]) -> dict[str, str]:
    found = Survey.objects.filter(pk__in=keys).values_list("pk", "title")
    return {str(pk): f"Survey {title}" for pk, title in found}


@tells("quality.Comment")
def comments(reader: User, keys: set[str]) -> dict[str, str]:
    """By kind and day: whose words they are, nobody says."""
    found = Comment.objects.filter(pk__in=keys)
    return {
        str(
            each.pk
        ): f"Comment, {each.get_source_display().lower()}, {day_said(each.received_on)}"
        for each in found
    }
