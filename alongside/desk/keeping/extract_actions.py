"""Extracts for analysis: asked for with a purpose, decided by another, taken until they expire."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from alongside.desk.access.audit import keep, record_read
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.sealing import seal
from alongside.desk.access.sent_once import once
from alongside.desk.keeping.extract_models import AnalyticalExtract
from alongside.desk.keeping.extract_rows import Row, rows_of
from alongside.desk.messages.actions import write_message
from alongside.desk.said import day_said

MOST_DAYS = 92  # for which it can be taken: a quarter's work
TAKE = "export extract"


@once
def ask_for_extract(*, by: User, **told) -> AnalyticalExtract:
    """Ask for an extract; whoever decides is told."""
    asked = AnalyticalExtract(asked_by=by, **told)
    keep(asked, by=by, action="ask for extract", holds=asked.holds)
    for officer in User.objects.who_may("answer_for_data"):
        _tell(asked, officer, "asked", "An extract for analysis was asked for")
    return asked


@transaction.atomic
def decide_extract(
    *,
    by: User,
    extract: AnalyticalExtract,
    outcome: str,
    ground: str,
    expires_on: date | None,
) -> AnalyticalExtract:
    """Grant it until a day, with a key of its own, or refuse it with a reason. Once."""
    extract = AnalyticalExtract.objects.select_for_update().get(pk=extract.pk)
    if extract.outcome:
        raise ValidationError("This was decided already. Look at what was said.")
    granted = outcome == AnalyticalExtract.Outcome.GRANTED
    extract.outcome, extract.ground = outcome, ground
    extract.decided_by, extract.decided_at = by, timezone.now()
    if granted:
        extract.expires_on = _last_day(expires_on)
        extract.sealed_key = seal(secrets.token_bytes(32))
    keep(extract, by=by, action="decide extract", outcome=outcome)
    _tell(extract, extract.asked_by, "decided", "Your extract was decided")
    return extract


def _last_day(day: date | None) -> date:
    today = timezone.localdate()
    most = today + timedelta(days=MOST_DAYS)
    if day is None or not today <= day <= most:
        raise ValidationError(
            {"expires_on": f"Enter a day from today to {day_said(most)}: until then it can be taken."}
        )  # fmt: skip
    return day


def take_extract(*, by: User, extract: AnalyticalExtract) -> list[Row]:
    """Return its rows for whoever asked for it; that it was taken is on record."""
    if extract.asked_by_id != by.pk:
        raise ValidationError("Only whoever asked for it takes it.")
    if not extract.may_be_taken(timezone.localdate()):
        raise ValidationError("It cannot be taken: it is not granted, or has expired.")
    rows = rows_of(extract, by)
    record_read(by=by, action=TAKE, subject=extract, rows=len(rows))
    return rows


def taken(extract: AnalyticalExtract) -> QuerySet[AuditEntry]:
    """Return the lines that say when it was taken, and how many rows, the latest first."""
    lines = AuditEntry.objects.filter(action=TAKE, subject_id=str(extract.pk))
    return lines.filter(subject_type=extract._meta.label).latest_first()


def _tell(extract: AnalyticalExtract, to: User, what: str, subject: str) -> None:
    page = reverse("keeping:extract", args=[extract.pk])
    write_message(
        by=None, to=to, kind="extract for analysis",
        key=f"extract for analysis {extract.pk} {what} {to.pk}",
        subject=subject,
        body=f"{subject}: {extract.get_holds_display()}.\n\nSee it: {settings.ADDRESS}{page}\n",
    )  # fmt: skip
