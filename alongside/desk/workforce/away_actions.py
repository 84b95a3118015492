"""Who is away, who covers, and when they are back."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.said import day_said
from alongside.desk.workforce.away_models import Absence, Cover
from alongside.desk.workforce.cover_rota import who_arranges


@transaction.atomic
def note_absence(
    *, by: User, user: User, kind: str, first_on: date, last_on: date | None
) -> Absence:
    """Note that a person is away. The trail does not say why: that is about health."""
    User.objects.select_for_update().get(pk=user.pk)
    absence = Absence(
        user=user, kind=kind, first_on=first_on, last_on=last_on, noted_by=by
    )
    absence.full_clean()
    if held := user.absences.noted().overlapping(first_on, last_on).first():
        raise ValidationError(
            f"{user} is noted as away from {_said(held.first_on)} to "
            f"{_said(held.last_on)} already. Say there when they are back."
        )
    absence.save()
    record(by=by, action="note absence", subject=absence, person=user.pk)
    return absence


@transaction.atomic
def come_back(*, by: User, absence: Absence, last_on: date) -> Absence:
    """Say which was, or will be, the last day away. Cover ends with it."""
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    absence.last_on = last_on
    absence.full_clean()
    others = absence.user.absences.noted().exclude(pk=absence.pk)
    if held := others.overlapping(absence.first_on, last_on).first():
        raise ValidationError(
            f"{absence.user} is noted as away again from {_said(held.first_on)}. "
            "Choose a day before it."
        )
    absence.save(update_fields=["last_on"])
    record(by=by, action="come back", subject=absence, last=last_on.isoformat())
    return absence


@transaction.atomic
def arrange_cover(
    *, by: User, absence: Absence, covering: User, since: date, until: date | None
) -> Cover:
    """Let a person do another's work, and see what they see, while that other is away."""
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    _refuse_teams(absence, by)
    cover = Cover(
        absence=absence, by=covering, since=since, until=until, arranged_by=by
    )
    cover.full_clean()
    _possible(cover)
    cover.save()
    record(
        by=by, action="arrange cover", subject=cover,
        person=absence.user_id, covering=covering.pk,
    )  # fmt: skip
    return cover


def _refuse_teams(absence: Absence, by: User) -> None:
    if not_theirs := who_arranges(absence, by):
        raise ValidationError(not_theirs)


def _possible(cover: Cover) -> None:
    absence, covering = cover.absence, cover.by
    if covering == absence.user:
        raise ValidationError("Nobody covers for themselves. Choose somebody else.")
    if not covering.may("mark_timescales"):
        raise ValidationError(
            f"{covering} cannot take on this work: their role is "
            f"{covering.role.name.lower()}. Choose somebody who marks timescales."
        )
    if cover.since < absence.first_on or (
        absence.last_on and cover.since > absence.last_on
    ):
        raise ValidationError(
            f"Cover starts while {absence.user} is away: from {_said(absence.first_on)} "
            f"to {_said(absence.last_on)}."
        )
    for other in absence.covers.all():
        if _overlap(other, cover):
            raise ValidationError(
                f"{other.by} covers from {_said(other.since)} to {_said(other.last_on)} "
                "already. Hand that back first, or choose other days."
            )


def _overlap(one: Cover, other: Cover) -> bool:
    first, last = (one, other) if one.since <= other.since else (other, one)
    return first.last_on is None or first.last_on >= last.since


@transaction.atomic
def hand_back(*, by: User, cover: Cover, on: date) -> Cover:
    """End cover: its last day was the day before."""
    cover = Cover.objects.select_for_update(of=("self",)).get(pk=cover.pk)
    if by not in (cover.by, cover.absence.user):
        _refuse_teams(cover.absence, by)
    if cover.last_on and cover.last_on < on:
        raise ValidationError(f"This cover ended already on {_said(cover.last_on)}.")
    if cover.since >= on:
        record(
            by=by, action="cancel cover", subject=cover, person=cover.absence.user_id
        )
        cover.delete()
        return cover
    cover.until = date.fromordinal(on.toordinal() - 1)
    cover.save(update_fields=["until"])
    record(by=by, action="hand back", subject=cover, person=cover.absence.user_id)
    return cover


def _said(day: date | None) -> str:
    return day_said(day) if day else "a day not known yet"
