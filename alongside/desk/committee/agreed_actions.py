"""Findings accepted with a reason, and sign-offs by those whose they are."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.committee.agreed_models import MAY_SIGN
from alongside.desk.committee.models import AcceptedFinding, Report, SignOff
from alongside.desk.committee.report_actions import in_draft
from alongside.desk.committee.standing import Standing, needed
from alongside.reckon.reports.report import Finding


@transaction.atomic
def accept_finding(
    *, by: User, report: Report, finding: Finding, reason: str
) -> AcceptedFinding:
    """Let a finding stand, with the reason."""
    report = in_draft(report)
    if finding not in Standing(report).open:
        raise ValidationError("This is found no longer. Look at the report again.")
    made = AcceptedFinding(
        report=report, kind=finding.kind, where=finding.where, what=finding.what,
        reason=reason, by=by, at=timezone.now(),
    )  # fmt: skip
    return keep(made, by=by, action="accept finding", kind=finding.kind)


@transaction.atomic
def mind_again(*, by: User, accepted: AcceptedFinding) -> Report:
    """Accept a finding no longer."""
    report = in_draft(accepted.report)
    record(by=by, action="mind finding again", subject=report, kind=accepted.kind)
    accepted.delete()
    return report


@transaction.atomic
def sign_off(*, by: User, report: Report, kind: str, says: str, shown: str) -> SignOff:
    """Sign a report off as it stands; `shown` is the print of what the page showed.

    Whoever wrote in it does not sign it off.
    """
    if not by.may(MAY_SIGN[SignOff.Kind(kind)]):
        raise PermissionDenied
    report = in_draft(report)
    standing = Standing(report)
    if kind not in needed(report):
        raise ValidationError("This report needs no such sign-off.")
    if standing.made is None:
        raise ValidationError(
            "The report cannot be put together yet: there is nothing to sign off."
        )
    if shown != standing.print:
        raise ValidationError(
            "The report was changed after you opened this page. Read what is new, and "
            "sign it off if you still agree."
        )
    if report.sections.filter(versions__by=by).exists():
        raise ValidationError(
            "You wrote in this report. Somebody else of your role signs it off."
        )
    made = SignOff(
        report=report, kind=kind, says=says, print=shown, by=by, at=timezone.now()
    )
    return keep(made, by=by, action="sign report off", kind=kind)
