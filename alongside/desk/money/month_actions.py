"""What budgets spent by month, as the ledger says, and what is expected of months to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.money.change_actions import change_row
from alongside.desk.money.models import BudgetHead, HeadMonth, LedgerUpload

Kind = HeadMonth.Kind


class ColumnsSaid(NamedTuple):
    """Which column of a file is which, and what stands for its headings."""

    headings: str
    columns: Mapping[str, str]


class Booked(NamedTuple):
    """One figure of the ledger: whose, of which month, and its pounds."""

    head: BudgetHead
    month: date
    pounds: Decimal


@transaction.atomic
def book_months(
    *, by: User, rows: Sequence[Booked], said: ColumnsSaid | None = None
) -> LedgerUpload:
    """Keep what a file of the ledger says; a month booked before takes the new figure.

    What was `said` of its columns is kept for the next file of the same headings. The
    trail says how many figures were new, and how many changed.
    """
    keys = sorted({row.head.pk for row in rows})
    list(
        BudgetHead.objects.select_for_update(no_key=True)
        .filter(pk__in=keys)
        .order_by("pk")
    )
    before = {
        (each.head_id, each.month): each
        for each in HeadMonth.objects.filter(head__in=keys, kind=Kind.BOOKED)
    }
    upload = LedgerUpload(uploaded_by=by, rows=len(rows), uploaded_at=timezone.now())
    if said:
        upload.headings, upload.columns = said.headings, dict(said.columns)
    upload.save()
    found = [_booked(before, row, upload) for row in rows]
    changed = [each for each in found if each.pk]
    HeadMonth.objects.bulk_create([each for each in found if not each.pk])
    HeadMonth.objects.bulk_update(changed, ["pounds", "upload"])
    new = len(found) - len(changed)
    record(by=by, action="upload ledger", subject=upload, added=new, changed=len(changed))  # fmt: skip
    return upload


def _booked(before: dict, row: Booked, upload: LedgerUpload) -> HeadMonth:
    each = before.get((row.head.pk, row.month)) or HeadMonth(
        head=row.head, kind=Kind.BOOKED, month=row.month
    )
    each.pounds, each.upload = row.pounds, upload
    return each


@transaction.atomic
def expect_month(
    *, by: User, row: HeadMonth, pounds: Decimal, note: str, seen: str = ""
) -> HeadMonth:
    """Say what a budget is expected to spend in a month. A figure that somebody else typed
    in meanwhile is not overwritten unawares."""
    BudgetHead.objects.select_for_update(no_key=True).get(pk=row.head_id)
    now = HeadMonth.objects.filter(
        head=row.head_id, kind=Kind.EXPECTED, month=row.month
    ).first()
    if now is None:
        row.pounds, row.note = pounds, note
        return keep(row, by=by, action="expect month", facts="pounds note")
    return change_row(
        by=by, row=now, action="expect month", seen=seen, pounds=pounds, note=note
    )
