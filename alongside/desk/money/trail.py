"""What the audit trail says of money."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.money import grant_trail, option_trail  # noqa: F401
from alongside.desk.money.models import GradePay, OwnRate, PaySpine
from alongside.desk.said import day_said


def _from_a_day(model):
    """Say rows as what they are and from when."""

    def told(reader: User, keys: set[str]) -> dict[str, str]:
        found = model.objects.filter(pk__in=keys)
        return {str(e.pk): f"{e}, from {day_said(e.from_on)}" for e in found}

    return told


for model in (OwnRate, PaySpine, GradePay):
    tells(model._meta.label)(_from_a_day(model))
