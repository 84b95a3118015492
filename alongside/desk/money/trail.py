"""What the audit trail says of money."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.money.models import OwnRate
from alongside.desk.said import day_said


@tells("money.OwnRate")
def own_rates(reader: User, keys: set[str]) -> dict[str, str]:
    found = OwnRate.objects.filter(pk__in=keys)
    return {str(each.pk): f"{each}, from {day_said(each.from_on)}" for each in found}
