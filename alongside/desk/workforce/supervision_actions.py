"""Supervision recorded, what was agreed in it, and how often it is to be."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.said import day_said
from alongside.desk.workforce import lines
from alongside.desk.workforce.models import (
    PostRole,
    StaffMember,
    SupervisionAction,
    SupervisionHeld,
    SupervisionRhythm,
)
from alongside.desk.workforce.supervision_models import USUAL_WEEKS


@transaction.atomic
def record_supervision(
    *, by: User, staff: StaffMember, held_on: date, minutes: int
) -> SupervisionHeld:
    """Record that the line manager supervised somebody on a day."""
    staff = StaffMember.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    supervisor = _supervisor(by, staff)
    today = timezone.localdate()
    if held_on > today:
        raise ValidationError(
            {
                "held_on": f"{day_said(held_on)} is still to come. Record it when it was held."
            }
        )
    if staff.joined_on and held_on < staff.joined_on:
        raise ValidationError(
            {
                "held_on": f"{staff} joined on {day_said(staff.joined_on)}. Enter a later day."
            }
        )
    held = SupervisionHeld(
        staff=staff, supervisor=supervisor, held_on=held_on, minutes=minutes,
        recorded_by=by,
    )  # fmt: skip
    return keep(held, by=by, action="record supervision")


def _supervisor(by: User, staff: StaffMember) -> StaffMember:
    """Return who supervises them, if it is this person; else refuse."""
    manager = lines.managers([staff], timezone.localdate()).get(staff.pk)
    if manager is None or manager.user_id != by.pk:
        raise ValidationError(
            f"{staff} is supervised by their line manager, not by you."
        )
    return manager


@transaction.atomic
def remove_supervision(*, by: User, held: SupervisionHeld) -> SupervisionHeld:
    """Take out what was recorded by mistake, with what was agreed in it."""
    held = SupervisionHeld.objects.select_for_update(of=("self",)).get(pk=held.pk)
    _supervisor(by, held.staff)
    record(
        by=by, action="remove supervision", subject=held.staff,
        held=held.held_on.isoformat(), actions=held.actions.count(),
    )  # fmt: skip
    held.delete()
    return held


@transaction.atomic
def agree_action(
    *, by: User, held: SupervisionHeld, what: str, owner: str, due_on: date
) -> SupervisionAction:
    """Keep what was agreed: what, who does it, by when. The trail does not say what."""
    held = SupervisionHeld.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if due_on < held.held_on:
        raise ValidationError(
            {"due_on": f"It was agreed on {day_said(held.held_on)}. Enter that day or a "
                       "later one."}
        )  # fmt: skip
    agreed = SupervisionAction(held=held, what=what, owner=owner, due_on=due_on)
    return keep(agreed, by=by, action="agree action", subject=held)


@transaction.atomic
def do_action(*, by: User, agreed: SupervisionAction, on: date) -> SupervisionAction:
    """Say that what was agreed is done."""
    agreed = SupervisionAction.objects.select_for_update(of=("self",)).get(pk=agreed.pk)
    if agreed.done_on:
        raise ValidationError(f"This was done on {day_said(agreed.done_on)}.")
    agreed.done_on = on
    return keep(
        agreed, by=by, action="do action", subject=agreed.held, fields=["done_on"]
    )


@transaction.atomic
def set_rhythm(
    *, by: User, weeks: int | None, staff: StaffMember | None = None,
    role: PostRole | None = None,
) -> int:  # fmt: skip
    """Say how often somebody, or whoever holds posts of a role, is supervised.

    With no weeks, they have no rhythm of their own again. Returns the weeks set.
    """
    about = staff or role
    SupervisionRhythm.objects.filter(staff=staff, role=role).delete()
    if weeks:
        rhythm = SupervisionRhythm(staff=staff, role=role, weeks=weeks)
        rhythm.full_clean()
        rhythm.save()
    record(by=by, action="set rhythm", subject=about, weeks=weeks or 0)
    return weeks or USUAL_WEEKS
