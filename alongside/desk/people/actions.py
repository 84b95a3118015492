"""Restrictions on a child's record: who may know that it is there."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.people.models import Child, NeedToKnow, Restriction
from alongside.desk.said import day_said


@transaction.atomic
def restrict_record(
    *, by: User, child: Child, reason: str, people: Iterable[User] = ()
) -> Restriction:
    """Show a child's record only to these people and to whoever restricts it."""
    restriction = Restriction(child=child, by=by, reason=reason.strip())
    restriction.full_clean()
    restriction.save()
    listed = {by, *people}
    NeedToKnow.objects.bulk_create(
        NeedToKnow(restriction=restriction, user=user) for user in listed
    )
    record(
        by=by,
        action="restrict record",
        subject=child,
        listed=sorted(user.pk for user in listed),
    )
    return restriction


@transaction.atomic
def carry_restriction(
    *, by: User, restriction: Restriction, child: Child
) -> Restriction:
    """Restrict the same child's record under a new id, to the same people."""
    listed = restriction.need_to_know.values_list("user", flat=True).order_by("user")
    carried = Restriction(child=child, by=restriction.by, reason=restriction.reason)
    carried.full_clean()
    carried.save()
    NeedToKnow.objects.bulk_create(
        NeedToKnow(restriction=carried, user_id=user) for user in listed
    )
    record(
        by=by,
        action="carry restriction to a new id",
        subject=child,
        known_before_as=restriction.child_id,
        listed=list(listed),
    )
    return carried


@transaction.atomic
def lift_restriction(*, by: User, restriction: Restriction) -> Restriction:
    restriction = _open(restriction)
    restriction.lifted_at, restriction.lifted_by = timezone.now(), by
    return keep(
        restriction,
        by=by,
        action="lift restriction",
        subject=restriction.child,
        fields=["lifted_at", "lifted_by"],
    )


@transaction.atomic
def add_to_need_to_know(
    *, by: User, restriction: Restriction, user: User
) -> NeedToKnow:
    restriction = _open(restriction)
    entry = NeedToKnow(restriction=restriction, user=user)
    return keep(
        entry,
        by=by,
        action="add to need to know",
        subject=restriction.child,
        person=user.pk,
    )


@transaction.atomic
def take_off_need_to_know(*, by: User, restriction: Restriction, user: User) -> User:
    """A person no longer sees the record: at once. Somebody who can lift it stays."""
    restriction = _open(restriction)
    could = User.objects.who_may("restrict_record").exclude(pk=user.pk)
    if not restriction.need_to_know.filter(user__in=could.values("pk")).exists():
        raise ValidationError(
            f"Nobody else on the list could lift the restriction. Add somebody who can "
            f"before you take {user} off."
        )
    restriction.need_to_know.filter(user=user).delete()
    record(
        by=by,
        action="take off need to know",
        subject=restriction.child,
        person=user.pk,
    )
    return user


def _open(restriction: Restriction) -> Restriction:
    restriction = Restriction.objects.select_for_update().get(pk=restriction.pk)
    if restriction.lifted_at:
        lifted = timezone.localtime(restriction.lifted_at)
        raise ValidationError(f"This restriction was lifted on {day_said(lifted)}.")
    return restriction
