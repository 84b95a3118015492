"""A report begun, changed, sent forward and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.committee.models import Report, Section
from alongside.desk.committee.standing import Standing
from alongside.desk.decisions.models import Body, Decision
from alongside.desk.said import day_said

CHANGED = (
    "title", "body", "meets_on", "decision", "author", "asks", "exempt", "background",
)  # fmt: skip


def in_draft(report: Report) -> Report:
    """Return a report, locked; refuse one that has gone forward."""
    report = Report.objects.select_for_update(of=("self",), no_key=True).get(
        pk=report.pk
    )
    if report.forward_on:
        raise ValidationError(
            f"This went forward on {day_said(report.forward_on)}, and stands as it is. Take "
            "it back to change it."
        )
    return report


@once
@transaction.atomic
def begin_report(
    *,
    by: User,
    template: str,
    title: str,
    body: Body,
    meets_on: date,
    author: str,
    asks: list[str],
    exempt: bool = False,
    decision: Decision | None = None,
    background: str = "",
) -> Report:
    """Begin a report of a template, with an empty section for each that people write."""
    report = Report(
        template=template, title=title, body=body, meets_on=meets_on, author=author,
        asks=asks, exempt=exempt, decision=decision, background=background, begun_by=by,
        begun_on=timezone.localdate(),
    )  # fmt: skip
    keep(report, by=by, action="begin report", template=template)
    Section.objects.bulk_create(
        Section(report=report, name=slot.name) for slot in report.slots
    )
    return report


@transaction.atomic
def change_report(*, by: User, report: Report, **told: Any) -> Report:
    """Change what a report is, for whom, and what it asks."""
    report = in_draft(report)
    for name in CHANGED:
        setattr(report, name, told[name])
    return keep(report, by=by, action="change report")


@transaction.atomic
def fill_in(
    *, by: User, report: Report, above: dict[str, str], boxes: dict[str, str]
) -> Report:
    """Fill in what stands above the title, and the form's boxes."""
    report = in_draft(report)
    report.above, report.boxes = above, boxes
    return keep(report, by=by, action="fill in report")


@transaction.atomic
def send_forward(*, by: User, report: Report) -> Report:
    """Send a report to its meeting; refuse it while anything is in the way."""
    report = in_draft(report)
    if in_the_way := Standing(report).in_the_way:
        raise ValidationError(in_the_way)
    report.forward_by, report.forward_on = by, timezone.localdate()
    return keep(report, by=by, action="send report forward")


@transaction.atomic
def take_back(*, by: User, report: Report) -> Report:
    """Take a report back into draft."""
    report = Report.objects.select_for_update(of=("self",), no_key=True).get(
        pk=report.pk
    )
    if report.forward_on is None:
        raise ValidationError("This is in draft already.")
    report.forward_by = report.forward_on = None
    return keep(report, by=by, action="take report back")


@transaction.atomic
def see_changes(*, by: User, report: Report) -> Report:
    """Say that the figures which changed were seen, and the text beside them read again."""
    report = in_draft(report)
    report.printed = Standing(report).printed
    report.save(update_fields=["printed"])
    record(by=by, action="see changed figures", subject=report)
    return report
