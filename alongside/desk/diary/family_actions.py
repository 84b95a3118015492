"""What families said of when they can meet, and the terms of schools."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.diary.models import FamilyConstraint, Term
from alongside.desk.people.models import Child


@once
@transaction.atomic
def add_constraint(*, by: User, child: Child, **said) -> FamilyConstraint:
    """Note when a child's family cannot meet, who said so, and when."""
    if said["said_on"] > timezone.localdate():
        raise ValidationError({"said_on": "Enter a day that is not to come"})
    constraint = FamilyConstraint(child=child, noted_by=by, **said)
    return keep(constraint, by=by, action="add constraint")


@transaction.atomic
def end_constraint(*, by: User, constraint: FamilyConstraint) -> FamilyConstraint:
    """Let it hold no more from today; one that had not begun goes."""
    constraint = FamilyConstraint.objects.select_for_update().get(pk=constraint.pk)
    yesterday = timezone.localdate() - timedelta(days=1)
    if constraint.until and constraint.until <= yesterday:
        raise ValidationError("This has ended before.")
    if constraint.since > yesterday:
        record(by=by, action="remove constraint", subject=constraint)
        constraint.delete()
        return constraint
    constraint.until = yesterday
    return keep(constraint, by=by, action="end constraint", fields=["until"])


@once
@transaction.atomic
def add_term(*, by: User, **said) -> Term:
    """Note when a term begins and ends. No two of them share a day."""
    if Term.objects.between(said["first_on"], said["last_on"]).exists():
        raise ValidationError("Another term runs on some of these days.")
    return keep(Term(**said), by=by, action="add term")


@transaction.atomic
def remove_term(*, by: User, term: Term) -> None:
    term = Term.objects.select_for_update().get(pk=term.pk)
    record(by=by, action="remove term", subject=term)
    term.delete()
