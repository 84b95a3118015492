"""Engage an agency worker, change what is known of it, end it; type in a cap."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.said import day_said
from alongside.desk.workforce.agency_models import AgencyCap, AgencyEngagement
from alongside.desk.workforce.staff_models import StaffMember


@once
@transaction.atomic
def engage_worker(
    *, by: User, staff: StaffMember | None, name: str, registration: str, **facts
) -> AgencyEngagement:
    """Engage somebody through an agency: one who is known, or named here for the first time."""
    if staff is None:
        staff = _new_worker(name, registration)
        record(by=by, action="add staff", subject=staff)
    StaffMember.objects.select_for_update().get(pk=staff.pk)
    engagement = AgencyEngagement(staff=staff, **facts)
    _keep(engagement)
    record(by=by, action="engage agency worker", subject=engagement)
    return engagement


def _new_worker(name: str, registration: str) -> StaffMember:
    if not name:
        raise ValidationError("Choose a member of staff, or type a new worker's name.")
    staff = StaffMember(
        name=name, registration=registration, engaged=StaffMember.Engaged.AGENCY
    )
    staff.full_clean()
    staff.save()
    return staff


@transaction.atomic
def change_engagement(
    *, by: User, engagement: AgencyEngagement, **facts
) -> AgencyEngagement:
    """Change what is known of an engagement. The trail names what was changed."""
    engagement = AgencyEngagement.objects.select_for_update().get(pk=engagement.pk)
    changed = [
        name for name, told in facts.items() if getattr(engagement, name) != told
    ]
    for name in changed:
        setattr(engagement, name, facts[name])
    _keep(engagement)
    if changed:
        record(
            by=by, action="change engagement", subject=engagement,
            changed=", ".join(sorted(changed)),
        )  # fmt: skip
    return engagement


@transaction.atomic
def end_engagement(
    *, by: User, engagement: AgencyEngagement, ended_on: date, ended_why: str
) -> AgencyEngagement:
    """Say which was the last day, and why. An end that stands is not changed here."""
    engagement = AgencyEngagement.objects.select_for_update().get(pk=engagement.pk)
    if engagement.ended_on:
        raise ValidationError(
            f"This engagement ended already on {day_said(engagement.ended_on)}."
        )
    engagement.ended_on, engagement.ended_why = ended_on, ended_why
    _keep(engagement)
    record(by=by, action="end engagement", subject=engagement, last=str(ended_on))
    return engagement


def _keep(engagement: AgencyEngagement) -> None:
    """Save, unless the worker is engaged on one of these days already."""
    engagement.full_clean()
    others = engagement.staff.engagements.exclude(pk=engagement.pk)
    last = engagement.ended_on or date.max
    if held := others.between(engagement.starts_on, last).first():
        raise ValidationError(
            f"{engagement.staff} is engaged from {day_said(held.starts_on)} already. "
            "End that engagement first, or choose other days."
        )
    engagement.save()


@transaction.atomic
def type_cap(*, by: User, **facts) -> AgencyCap:
    """Type in a cap as the region agreed it; of several, the latest begun is in force."""
    cap = AgencyCap(typed_by=by, **facts)
    return keep(cap, by=by, action="type agency cap")


@transaction.atomic
def remove_cap(*, by: User, cap: AgencyCap) -> AgencyCap:
    """Take out a cap that was typed in by mistake."""
    cap = AgencyCap.objects.select_for_update().get(pk=cap.pk)
    record(
        by=by, action="remove agency cap", subject=cap,
        role=cap.role, since=str(cap.first_on), pounds=str(cap.pounds),
    )  # fmt: skip
    cap.delete()
    return cap
