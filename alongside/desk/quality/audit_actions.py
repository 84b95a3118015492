"""What is done with audits: added, graded again, moderated, acted on. Each is on record."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.quality.audit_models import Audit, AuditAction, Grade
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Team


@once
def add_audit(
    *,
    by: User,
    case_id: str,
    team: Team,
    audited_on: date,
    auditor: str,
    grade: Grade,
    cause: str = "",
    chosen: str = Audit.Chosen.UNKNOWN,
    blind: str = Audit.Blind.UNKNOWN,
    audit_again_of: Audit | None = None,
) -> Audit:
    """Keep what somebody thought of the work on a case."""
    audit = Audit(
        case_id=case_id.strip(), team=team, audited_on=audited_on, auditor=auditor,
        grade=grade, cause=cause.strip(), chosen=chosen, blind=blind,
        audit_again_of=audit_again_of, added_by=by,
    )  # fmt: skip
    if audit_again_of and audited_on < audit_again_of.audited_on:
        first = audit_again_of.audited_on
        raise ValidationError(
            f"The case was audited before on {day_said(first)}. Enter that day or a later one."
        )
    return keep(audit, by=by, action="add audit", team=team.pk)


@transaction.atomic
def grade_again(
    *, by: User, audit: Audit, second_auditor: str, second_grade: Grade
) -> Audit:
    """Keep the grade of a second auditor beside the first, for how far they agree."""
    audit = Audit.objects.select_for_update(of=("self",)).get(pk=audit.pk)
    if audit.second_grade_id:
        raise ValidationError(f"{audit.second_auditor} graded this audit already.")
    if second_auditor.strip().lower() == audit.auditor.strip().lower():
        raise ValidationError(
            f"{audit.auditor} gave the first grade. Enter the name of another auditor."
        )
    audit.second_auditor, audit.second_grade = second_auditor.strip(), second_grade
    return keep(
        audit,
        by=by,
        action="grade audit again",
        fields=["second_auditor", "second_grade"],
    )


@transaction.atomic
def moderate(*, by: User, audit: Audit, moderated_grade: Grade, on: date) -> Audit:
    """Settle the grade that counts. The grades that were given stay beside it."""
    audit = Audit.objects.select_for_update(of=("self",)).get(pk=audit.pk)
    before = audit.moderated_grade_id
    audit.moderated_grade, audit.moderated_by, audit.moderated_on = (
        moderated_grade,
        by,
        on,
    )
    return keep(
        audit,
        by=by,
        action="moderate audit",
        moderated_before=bool(before),
        fields=["moderated_grade", "moderated_by", "moderated_on"],
    )


@once
def add_audit_action(
    *, by: User, audit: Audit, what: str, owner: User, due_on: date
) -> AuditAction:
    """Say what is to be done because of an audit."""
    if due_on < audit.audited_on:
        raise ValidationError(
            f"The audit was on {day_said(audit.audited_on)}. Enter a day on or after it."
        )
    action = AuditAction(audit=audit, what=what.strip(), owner=owner, due_on=due_on)
    return keep(action, by=by, action="add audit action", person=owner.pk)


@transaction.atomic
def finish_audit_action(*, by: User, task: AuditAction, on: date) -> AuditAction:
    """Say that it is done."""
    task = AuditAction.objects.select_for_update().get(pk=task.pk)
    if task.done_on:
        raise ValidationError(f"This was done on {day_said(task.done_on)}.")
    task.done_on, task.done_by = on, by
    task.save(update_fields=["done_on", "done_by"])
    record(by=by, action="finish audit action", subject=task)
    return task
