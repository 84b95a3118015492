"""Undoing the export applied last: the desk stands as it stood with the one before it.

What people said is not undone. It is one transaction: a kill leaves the old or the new.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.casework import applying, store
from alongside.desk.casework.actions import one_at_a_time
from alongside.desk.casework.allocation_actions import write_allocations
from alongside.desk.casework.at_size import all_held
from alongside.desk.casework.comparison import Comparison
from alongside.desk.casework.finding_recognised import take_back
from alongside.desk.casework.models import Extract, RuleChange, Undoing
from alongside.desk.casework.projection import Projection, project
from alongside.desk.casework.reading import records_with
from alongside.desk.casework.rule_models import STALE
from alongside.desk.casework.rulebook import edition, rulebook
from alongside.desk.casework.snapshot_before import Stood, put_back
from alongside.desk.people.models import Child
from alongside.desk.said import day_said


@all_held()
@transaction.atomic
def undo_extract(*, by: User, extract: Extract, reason: str) -> Undoing:
    """Undo an export, for a reason. Raises ValidationError where it cannot be undone."""
    one_at_a_time()
    extract = Extract.objects.select_for_update(of=("self",)).get(pk=extract.pk)
    refuse_undoing(extract)
    undoing = Undoing(extract=extract, by=by, reason=reason.strip())
    undoing.full_clean()
    take_back(extract)
    _write(extract, projection_before(extract))
    extract.state = Extract.State.UNDONE
    extract.save(update_fields=["state"])
    undoing.save()
    before = extract.base_id or "nothing"
    record(by=by, action="undo export", subject=extract, back_to=before)
    return undoing


def refuse_undoing(extract: Extract) -> None:
    """Raise ValidationError, saying why, where an export cannot be undone now."""
    if extract.state != Extract.State.APPLIED:
        state = extract.get_state_display().lower()
        raise ValidationError(
            f"This export is {state}. Only one that is applied can be undone."
        )
    last = Extract.objects.in_force()
    if last != extract:
        raise ValidationError(
            f"The export of {day_said(last.as_at)} was applied after this one. Undo that one "
            "first."
        )
    if _being_written():
        raise ValidationError(
            "An export or a change of rule is being applied. Wait until it is done."
        )
    if extract.removed_at or not store.holds(extract.stored_as, "undo"):
        raise ValidationError(
            "What stood here before this export is not kept any more, so it cannot be "
            "undone. Import an export that is right instead."
        )
    if extract.base and extract.base.removed_at:
        raise ValidationError(
            f"The export before it, of {day_said(extract.base.as_at)}, is not kept any more, "
            "so this one cannot be undone. Import an export that is right instead."
        )


def _being_written() -> bool:
    """Whether an export or a rule is being applied; one that stopped does not count."""
    alive = timezone.now() - STALE
    return any(
        model.objects.filter(state=model.State.APPLYING, beat_at__gt=alive).exists()
        for model in (Extract, RuleChange)
    )


def projection_before(extract: Extract) -> dict[str, Any]:
    """Return what the desk comes to without an export: what the one before it came to.

    Reckoned anew where a rule was changed since, or where what was kept is damaged.
    Raises store.Damaged where it cannot be reckoned anew either.
    """
    base = extract.base
    if base is None:
        return Projection().to_json()
    if edition() == extract.edition:
        try:
            return store.kept_projection(base.stored_as)
        except store.Damaged:
            pass
    return project(records_with(base), rulebook(), base.newest_day).to_json()


def undone_would_change(extract: Extract) -> Comparison:
    """Compare what is held with what would be, once an export is undone."""
    found = applying.compare_with_held(projection_before(extract), rulebook())
    # What is marked done and open still is news of an export, not of its undoing.
    found.told.pop("disagreeing", None)
    return found


def _write(extract: Extract, projection: dict[str, Any]) -> None:
    stood = Stood(**store.kept_json(extract.stored_as, "undo"))
    known = dict(Child.objects.values_list("case_id", "pk"))
    # First: nobody whom an allocation names can be removed.
    write_allocations(projection, known)
    put_back(extract, stood)
    children = dict(Child.objects.values_list("case_id", "pk"))
    applying.write_happenings(projection["events"], children)
    if extract.base and edition() != extract.edition:
        applying.write(extract.base, projection, rulebook())
