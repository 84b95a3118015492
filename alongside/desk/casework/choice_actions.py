"""Choosing who is to hold a case."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.casework.caseloads import Line
from alongside.desk.casework.models import WorkerChoice
from alongside.desk.people.models import Child


@transaction.atomic
def choose_worker(*, by: User, child: Child, line: Line, reason: str) -> WorkerChoice:
    """Keep who was chosen for a child, with the reason and what they held then.

    Nothing is allocated: that is done in the case system. Raises ValidationError where
    the worker holds the case already.
    """
    held = getattr(child, "allocation", None)
    if held and held.worker_id == line.pk:
        raise ValidationError(f"{line.name} holds this case already.")
    choice = WorkerChoice(
        child=child, worker_id=line.pk, reason=reason.strip(), by=by,
        held=line.tally.children, as_at=line.person.day,
    )  # fmt: skip
    return keep(choice, by=by, action="choose worker", worker=line.pk, held=choice.held)
