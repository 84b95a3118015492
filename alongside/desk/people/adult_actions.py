"""What is kept of the adults around children, and of how each may be reached."""

from __future__ import annotations

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.people.models import Adult, AdultOfChild, Child, ContactPoint
from alongside.desk.said import day_said


@transaction.atomic
def add_adult(
    *, by: User, name: str, kind: str, organisation: str = "", helps: str = ""
) -> Adult:
    adult = Adult(
        name=name, kind=kind, organisation=organisation, helps=helps, added_by=by
    )
    return keep(adult, by=by, action="add adult", kind=kind)


@transaction.atomic
def add_adult_around(
    *,
    by: User,
    child: Child,
    name: str,
    kind: str,
    organisation: str = "",
    helps: str = "",
    **link,
) -> AdultOfChild:
    """Add somebody new and say what they are to a child; `link` as for `link_adult`."""
    adult = add_adult(
        by=by, name=name, kind=kind, organisation=organisation, helps=helps
    )
    return link_adult(by=by, adult=adult, child=child, **link)


@transaction.atomic
def change_adult(
    *, by: User, adult: Adult, name: str, kind: str, organisation: str, helps: str
) -> Adult:
    adult = Adult.objects.select_for_update().get(pk=adult.pk)
    adult.name, adult.kind = name, kind
    adult.organisation, adult.helps = organisation, helps
    return keep(adult, by=by, action="change adult", kind=kind)


@transaction.atomic
def link_adult(
    *,
    by: User,
    adult: Adult,
    child: Child,
    relationship: str,
    parental_responsibility: str = AdultOfChild.Known.UNKNOWN,
    since: date | None = None,
) -> AdultOfChild:
    """Say what an adult is to a child."""
    link = AdultOfChild(
        adult=adult,
        child=child,
        relationship=relationship,
        parental_responsibility=parental_responsibility,
        since=since,
    )
    return keep(
        link,
        by=by,
        action="link adult",
        subject=child,
        adult=adult.pk,
        relationship=relationship,
        parental_responsibility=str(parental_responsibility),
    )


@transaction.atomic
def change_link(
    *,
    by: User,
    link: AdultOfChild,
    relationship: str,
    parental_responsibility: str,
    since: date | None = None,
    until: date | None = None,
) -> AdultOfChild:
    """Say anew what an adult is to a child, or that they are so no longer."""
    link = AdultOfChild.objects.select_for_update().get(pk=link.pk)
    link.relationship, link.since, link.until = relationship, since, until
    link.parental_responsibility = parental_responsibility
    return keep(
        link,
        by=by,
        action="change link of adult",
        subject=link.child,
        adult=link.adult_id,
        relationship=relationship,
        parental_responsibility=str(parental_responsibility),
        ended=bool(until),
    )


@transaction.atomic
def add_contact_point(
    *,
    by: User,
    adult: Adult,
    value: str,
    channel: str = ContactPoint.Channel.PHONE,
    **safe,
) -> ContactPoint:
    """Note a number or address of an adult; `safe` as for `set_safe`, all unknown else."""
    point = ContactPoint(adult=adult, channel=channel, value=value, **safe)
    return keep(point, by=by, action="add contact point", channel=str(channel))


@transaction.atomic
def set_safe(
    *,
    by: User,
    point: ContactPoint,
    safe_to_ring: str,
    safe_to_text: str,
    safe_to_voicemail: str,
    told_by: str,
    told_on: date,
    ring_from: time | None = None,
    ring_until: time | None = None,
) -> ContactPoint:
    """Say what is safe to do with a number, in which hours, and who told us when."""
    point = _in_use(point)
    point.safe_to_ring, point.safe_to_text = safe_to_ring, safe_to_text
    point.safe_to_voicemail = safe_to_voicemail
    point.ring_from, point.ring_until = ring_from, ring_until
    point.told_by, point.told_on = told_by.strip(), told_on
    if not point.told_by:
        raise ValidationError({"told_by": "Enter who told us what is safe"})
    return keep(
        point,
        by=by,
        action="set what is safe",
        ring=str(safe_to_ring),
        text=str(safe_to_text),
        voicemail=str(safe_to_voicemail),
    )


@transaction.atomic
def note_number(
    *, by: User, point: ContactPoint, worked: bool, at: datetime
) -> ContactPoint:
    """Note that somebody was reached by it at this moment, or could not be."""
    point = ContactPoint.objects.select_for_update().get(pk=point.pk)
    known = point.worked_at if worked else point.failed_at
    latest = max(at, known) if known else at
    point.worked_at = latest if worked else point.worked_at
    point.failed_at = point.failed_at if worked else latest
    point.save(update_fields=["worked_at", "failed_at"])
    record(by=by, action="note number", subject=point, worked=worked)
    return point


@transaction.atomic
def note_number_last_worked(
    *, by: User, point: ContactPoint, worked_at: datetime | None
) -> ContactPoint:
    """Put right when somebody was last reached by it; None where that is not known."""
    point = ContactPoint.objects.select_for_update().get(pk=point.pk)
    point.worked_at = worked_at
    point.save(update_fields=["worked_at"])
    record(by=by, action="note number", subject=point, worked=worked_at is not None)
    return point


@transaction.atomic
def stop_number(*, by: User, point: ContactPoint, on: date) -> ContactPoint:
    """Use a number or address no more. It stays, so that it is known when it rings."""
    point = _in_use(point)
    point.stopped_on = on
    return keep(point, by=by, action="stop number")


def _in_use(point: ContactPoint) -> ContactPoint:
    point = ContactPoint.objects.select_for_update().get(pk=point.pk)
    if point.stopped_on:
        raise ValidationError(
            f"This is used no more since {day_said(point.stopped_on)}. Add it anew if "
            "it is theirs again."
        )
    return point
