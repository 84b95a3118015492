"""Keep how long it takes from one building to another."""

from __future__ import annotations

from django.db import transaction

from alongside.desk.access.audit import keep, record
from alongside.desk.access.models import User
from alongside.desk.diary.models import Travel


@transaction.atomic
def add_way(*, by: User, one: str, other: str, minutes: int) -> Travel:
    """Add the way between two buildings, the same both ways."""
    first, second = sorted((one.strip(), other.strip()))
    return keep(
        Travel(one=first, other=second, minutes=minutes), by=by, action="add way"
    )


@transaction.atomic
def remove_way(*, by: User, way: Travel) -> None:
    record(by=by, action="remove way", subject=way)
    way.delete()
