"""What is settled of faults: their status, whose they are, what should stand there."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import record
from alongside.desk.access.models import User
from alongside.desk.access.templatetags.times import time_said
from alongside.desk.casework.finding_models import Fault, FaultChange
from alongside.desk.casework.handback_models import Handback, HandbackItem
from alongside.desk.casework.many import change
from alongside.desk.casework.models import Extract

TO_SEND = (Fault.Status.NEW, Fault.Status.SENT)
TOGETHER = 500  # rows


@transaction.atomic
def see_to_faults(
    *,
    by: User,
    faults: Iterable[Fault],
    status: str = "",
    assigned_to: User | None = None,
    note: str = "",
) -> list[Fault]:
    """Settle the same of several faults; what is left empty stays as it is.

    Raises ValidationError, and then nothing is changed of any.
    """
    keys = [fault.pk for fault in faults]
    if not keys:
        raise ValidationError("Tick at least one line.")
    if not (status or assigned_to or note.strip()):
        raise ValidationError("Choose a status or a person, or write a note.")
    locked = _locked(keys)
    for fault in locked:
        _settle(by, fault, status, assigned_to, note.strip())
    return locked


@transaction.atomic
def mend_fault(
    *,
    by: User,
    fault: Fault,
    status: str,
    assigned_to: User | None = None,
    should: str = "",
    note: str = "",
    changes: int | None = None,
) -> Fault:
    """Settle all of one fault. Refuses where somebody did so since `changes` were seen."""
    [fault] = _locked([fault.pk])
    _nobody_came_between(fault, changes)
    fault.assigned_to, fault.should = assigned_to, should.strip()
    _settle(by, fault, status, assigned_to, note.strip())
    return fault


@transaction.atomic
def make_handback(
    *, by: User, faults: Iterable[Fault], chosen: list[str], extract: Extract | None
) -> Handback:
    """Write down corrections for the data team, and say that they were sent."""
    locked = _locked([fault.pk for fault in faults])
    if not locked:
        raise ValidationError(
            "Nothing fits what you chose, so there is nothing to send."
        )
    handback = Handback.objects.create(by=by, chosen=chosen, extract=extract)
    items = (_item(handback, fault) for fault in locked)
    HandbackItem.objects.bulk_create(items, TOGETHER)
    _send([fault for fault in locked if fault.status in TO_SEND], handback)
    record(by=by, action="hand back corrections", subject=handback, rows=len(locked))
    return handback


def _send(faults: list[Fault], handback: Handback) -> None:
    """Say of many at once that they were sent: thousands, in a second or two."""
    sent, today = Fault.Status.SENT, timezone.localdate().isoformat()
    note = f"In corrections {handback.pk}."
    rows = [(sent.value, today, fault.pk) for fault in faults]
    change(Fault, ("status", "moved_on"), rows)
    FaultChange.objects.bulk_create(
        (
            FaultChange(
                fault=fault,
                status=sent,
                assigned_to_id=fault.assigned_to_id,
                should=fault.should,
                note=note,
                by=handback.by,
            )
            for fault in faults
        ),
        TOGETHER,
    )


def _locked(keys: list[int]) -> list[Fault]:
    found = Fault.objects.select_for_update(of=("self",)).select_related(
        "due__mark__by"
    )
    some = found.filter(pk__in=keys)
    return list(some.order_by("-weight", "list", "sheet", "row", "pk"))


def _settle(
    by: User, fault: Fault, status: str, assigned_to: User | None, note: str
) -> None:
    if status and status != fault.status:
        if status == Fault.Status.WONT and not note:
            raise ValidationError("Say in the note why it will not be mended.")
        fault.status, fault.moved_on = status, timezone.localdate()
    fault.assigned_to = assigned_to or fault.assigned_to
    fault.note = note or fault.note
    fault.full_clean(exclude=["due", "child", "last_in"])
    fault.save()
    FaultChange.objects.create(
        fault=fault,
        status=fault.status,
        assigned_to=fault.assigned_to,
        should=fault.should,
        note=note,
        by=by,
    )
    record(by=by, action="see to fault", subject=fault, status=fault.status)


def _nobody_came_between(fault: Fault, changes: int | None) -> None:
    if changes is None or fault.changes.count() <= changes:
        return
    last = FaultChange.objects.filter(fault=fault).newest()[0]
    who = last.by.full_name if last.by else "An export"
    raise ValidationError(
        f"{who} changed this at {time_said(last.at)} to "
        f"“{last.get_status_display()}”. What you typed is still here: look at the "
        "history, and save again if it still holds."
    )


def _item(handback: Handback, fault: Fault) -> HandbackItem:
    """A correction as asked for: whoever marked a clock as wrong said it."""
    due = fault.due
    said_by = due.mark.by if due and due.mark else handback.by
    return HandbackItem(
        handback=handback,
        fault=fault,
        case_id=fault.case_id,
        list=fault.list,
        row=fault.row,
        column=fault.column,
        held=fault.held,
        should=fault.should,
        why=" ".join(filter(None, (fault.what, fault.do))),
        said_by=said_by,
        as_at=fault.last_on,
    )
