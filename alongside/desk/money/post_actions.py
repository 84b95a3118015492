"""What the council says of its costs: typed in, and corrected."""

from __future__ import annotations

from django.db import transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.money.change_actions import change_row
from alongside.desk.money.models import OwnRate


@once
@transaction.atomic
def add_rate(*, by: User, kind: str, **values) -> OwnRate:
    """Add a rate from a day on; the earlier ones of its kind stay for the days before."""
    return keep(OwnRate(kind=kind, **values), by=by, action="add rate", kind=kind)


def change_rate(*, by: User, rate: OwnRate, seen: str = "", **values) -> OwnRate:
    return change_row(by=by, row=rate, action="change rate", seen=seen, **values)
