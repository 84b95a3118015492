"""Sickness as HR tells it, and time off in lieu: typed, changed and taken out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import accumulate

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.said import day_said
from alongside.desk.workforce.away_models import Absence
from alongside.desk.workforce.staff_models import StaffMember
from alongside.desk.workforce.toil_models import ToilEntry
from alongside.reckon.absence import most_lost
from alongside.reckon.clock import Clock

DAY = Decimal(24)  # hours


@transaction.atomic
def keep_sickness(
    *, by: User, staff: StaffMember, first_on: date, last_on: date | None,
    lost: Decimal | None, reason: str,
) -> Absence:  # fmt: skip
    """Keep a spell of a member of staff. The trail does not say why they were away."""
    _possible(first_on, last_on, lost)
    spell = Absence(
        staff=staff, user=staff.user, came=Absence.Came.HR,
        kind=Absence.Kind.SICKNESS, first_on=first_on, last_on=last_on, lost=lost,
        reason=reason, noted_by=by,
    )  # fmt: skip
    return keep(spell, by=by, action="keep sickness", staff=staff.pk)


def _possible(first_on: date, last_on: date | None, lost: Decimal | None) -> None:
    """Refuse more days lost than the spell has: of working days, else of all its days."""
    last = last_on or max(first_on, timezone.localdate())
    if lost is None or last < first_on:
        return
    most = most_lost(first_on, last, Clock.england())
    if lost > most:
        raise ValidationError(
            {"lost": f"{_said(lost)} days cannot be lost of a spell with {most} working "
             f"day{'' if most == 1 else 's'}, from {day_said(first_on)} to {day_said(last)}. "
             "Enter what was lost of it, or correct its days."}
        )  # fmt: skip


@transaction.atomic
def change_sickness(
    *, by: User, absence: Absence, first_on: date, last_on: date | None,
    lost: Decimal | None, reason: str,
) -> Absence:  # fmt: skip
    """Change a spell that HR told: its days, what was lost of them, the reason."""
    spell = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    _possible(first_on, last_on, lost)
    spell.first_on, spell.last_on = first_on, last_on
    spell.lost, spell.reason = lost, reason
    return keep(spell, by=by, action="change sickness", staff=spell.staff_id)


@transaction.atomic
def remove_sickness(*, by: User, absence: Absence) -> Absence:
    """Take out a spell that was kept by mistake."""
    spell = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    record(by=by, action="remove sickness", subject=spell, staff=spell.staff_id)
    spell.delete()
    return spell


@once
@transaction.atomic
def note_toil(
    *, by: User, staff: StaffMember, on: date, kind: str, hours: Decimal, words: str
) -> ToilEntry:
    """Note hours earned or taken. A balance falls below nought only with words for it."""
    StaffMember.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    entry = ToilEntry(
        staff=staff, on=on, kind=kind, hours=hours, words=words, noted_by=by
    )
    entry.full_clean()
    _of_a_day(entry)
    least = _least(staff, on) + min(entry.change, Decimal(0))
    if entry.change < 0 and least < 0 and not words.strip():
        raise ValidationError(
            f"This leaves a balance of {_said(least)} hours. Enter why it may be below nought, "
            "or fewer hours."
        )
    entry.save()
    record(by=by, action="note time off in lieu", subject=entry, staff=staff.pk)
    return entry


def _of_a_day(entry: ToilEntry) -> None:
    """Refuse more hours than a day has, with those kept of it, and any not worked yet."""
    earned = entry.kind == ToilEntry.Kind.EARNED
    if earned and entry.on > timezone.localdate():
        raise ValidationError(
            {
                "on": f"{day_said(entry.on)} has not come yet. Enter hours once they are worked."
            }
        )
    theirs = entry.staff.toil_entries.filter(on=entry.on, kind=entry.kind)
    kept = sum((each.hours for each in theirs), Decimal(0))
    if kept + entry.hours > DAY:
        beside = f", and {_said(kept)} are noted already" if kept else ""
        raise ValidationError(
            {"hours": f"A day has 24 hours{beside}. Enter the hours of {day_said(entry.on)} "
             "alone, and those of other days on their own."}
        )  # fmt: skip


def _least(staff: StaffMember, since: date) -> Decimal:
    """Return the lowest balance on a day or on any after it."""
    known = sorted((each.on, each.change) for each in staff.toil_entries.all())
    before = sum((hours for day, hours in known if day <= since), Decimal(0))
    later = [hours for day, hours in known if day > since]
    return min(accumulate(later, initial=before))


def _said(hours: Decimal) -> str:
    return f"{hours.normalize():f}"


@transaction.atomic
def remove_toil(*, by: User, entry: ToilEntry) -> ToilEntry:
    """Take out hours that were noted by mistake, unless later ones were taken of them."""
    staff = StaffMember.objects.select_for_update(of=("self",)).get(pk=entry.staff_id)
    entry = ToilEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    least = _least(staff, entry.on) - entry.change
    if entry.change > 0 and least < 0:
        raise ValidationError(
            f"Without them the balance is {_said(least)} hours. Take out what was taken first."
        )
    record(
        by=by, action="remove time off in lieu", subject=entry, staff=entry.staff_id,
        hours=str(entry.change),
    )  # fmt: skip
    entry.delete()
    return entry
