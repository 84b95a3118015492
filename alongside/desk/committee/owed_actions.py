"""Asking somebody for what a report lacks."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.committee.models import Report
from alongside.desk.committee.owed import Owed, owed
from alongside.desk.committee.report_actions import in_draft
from alongside.desk.committee.standing import Standing
from alongside.desk.messages.actions import write_message
from alongside.desk.messages.models import Message
from alongside.desk.said import day_said


@transaction.atomic
def ask_for(
    *, by: User, report: Report, what: Owed, who: User, note: str = ""
) -> Message:
    """Write to somebody who may give what a report lacks; of a thing, a person once a day."""
    report = in_draft(report)
    if what not in owed(Standing(report)):
        raise ValidationError("This is there by now. Look at the report again.")
    if not who.may(what.permission):
        raise ValidationError({"who": f"{who.full_name} may not give it. Ask another."})
    today = timezone.localdate()
    record(by=by, action="ask for report", subject=report, what=what.key, of=who.pk)
    return write_message(
        by=by,
        to=who,
        kind="report",
        key=f"report {report.pk} {what.key} {who.pk} {today}",
        thread=f"report {report.pk}",
        subject="A report to Committee waits for you",
        body=_words(by, report, what, note),
    )


def _words(by: User, report: Report, what: Owed, note: str) -> str:
    """An exempt report is not named: an e-mail leaves the desk."""
    page = settings.ADDRESS + reverse("committee:report", args=[report.pk])
    named = "an exempt report" if report.exempt else f"“{report.title}”"
    said = [
        f"{by.full_name} asks you for this: {what.label}, of {named}, for the meeting of "
        f"{day_said(report.meets_on)}.",
        "" if report.exempt else note,
        f"It is here: {page}",
    ]
    return "\n\n".join(part for part in said if part)
