"""Declaring that somebody knows a family: they are shown its children no more."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.messages.actions import write_message
from alongside.desk.people.models import Child, Conflict, NeedToKnow
from alongside.desk.workforce.models import Membership


@transaction.atomic
def declare_conflict(
    *, by: User, case_id: str, kind: str, words: str, user: User | None = None
) -> Conflict:
    """Keep a child and its family from a person, who is `by` where no other is named.

    They are taken off the lists of restricted records of that family. Said a second
    time, it changes nothing. Whoever manages them is told, without whose family it is.
    """
    user, case_id = user or by, case_id.strip()
    stands = Conflict.objects.open().filter(user=user, case_id=case_id).first()
    if stands:
        return stands
    made = Conflict(case_id=case_id, user=user, kind=kind, words=words.strip(), by=by)
    keep(made, by=by, action="declare conflict of interest", person=user.pk, kind=kind)
    _take_off_lists(by, user)
    for manager in _managers(user):
        if manager != by:
            _tell(made, manager)
    return made


def _take_off_lists(by: User, user: User) -> None:
    """A record that nobody is left to lift falls to the service managers by itself."""
    known = Child.objects.known_outside(user)
    listed = NeedToKnow.objects.filter(user=user, restriction__child__in=known)
    for entry in listed.select_related("restriction__child"):
        child = entry.restriction.child
        entry.delete()
        record(by=by, action="take off need to know", subject=child, person=user.pk)


def _managers(user: User) -> list[User]:
    current = Membership.objects.current()
    teams = current.filter(user=user).values("team")
    manages = current.filter(team__in=teams, how=Membership.How.MANAGES).values("user")
    could = User.objects.who_may("keep_conflicts").exclude(pk=user.pk)
    return list(could.filter(pk__in=manages))


def _tell(conflict: Conflict, to: User) -> None:
    where = reverse("people:conflict", args=[conflict.pk])
    write_message(
        by=None,
        to=to,
        kind="conflict",
        key=f"conflict {conflict.pk} {to.pk}",
        subject="Somebody you manage knows a family",
        body=(
            f"{conflict.user.full_name} declared a conflict of interest: the family’s "
            "records are shown to them no more. What they had looked at before stands "
            f"here: {settings.ADDRESS}{where}\n"
        ),
    )


@transaction.atomic
def end_conflict(*, by: User, conflict: Conflict) -> Conflict:
    """Show a person the family's records again. Nobody ends their own."""
    conflict = Conflict.objects.select_for_update().get(pk=conflict.pk)
    if conflict.ended_at:
        raise ValidationError("This was ended already.")
    if conflict.user_id == by.pk:
        raise ValidationError(
            "You cannot end what was declared of yourself. Ask your manager."
        )
    conflict.ended_at, conflict.ended_by = timezone.now(), by
    return keep(
        conflict,
        by=by,
        action="end conflict of interest",
        fields=["ended_at", "ended_by"],
        person=conflict.user_id,
    )


@transaction.atomic
def carry_conflicts(*, by: User | None, ids: Iterable[tuple[str, str]]) -> None:
    """Keep a child from the same people under another id: pairs of before and now."""
    for was, now in ids:
        for each in Conflict.objects.open().filter(case_id=was):
            found = Conflict.objects.open().filter(case_id=now, user=each.user_id)
            if not found.exists():
                carried = Conflict(case_id=now, user=each.user, kind=each.kind)
                carried.by, carried.words = each.by, each.words
                action = "carry conflict of interest to a new id"
                keep(carried, by=by, action=action, person=each.user_id)
