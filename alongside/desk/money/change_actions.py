"""Correcting a row that two people may have open at once."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from django.db import models, transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.seen_before import refuse_if_changed

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def change_row(*, by: User, row: Row, action: str, seen: str = "", **values) -> Row:
    """Give a row these values, if it is still as it was `seen`; the trail names the facts.

    Raises ChangedMeanwhile where somebody else gave it others since.
    """
    found = type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)
    refuse_if_changed(found, seen, values, partial(_changed_by, found, action))
    changed = [name for name, value in values.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, values[name])
    return keep(found, by=by, action=action, facts=" ".join(changed))


def _changed_by(
    row: models.Model, action: str, name: str, since: int
) -> AuditEntry | None:
    """Return the newest line, of those after a number, that changed a fact."""
    lines = AuditEntry.objects.filter(
        action=action, subject_type=row._meta.label, subject_id=str(row.pk)
    )
    newest = lines.filter(sequence__gt=since).latest_first()
    return next((e for e in newest if name in e.detail["facts"].split()), None)
