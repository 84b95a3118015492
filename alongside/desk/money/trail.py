"""What the audit trail says of money."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.money import grant_trail, option_trail  # noqa: F401
from alongside.desk.money.models import (
    BudgetHead,
    BudgetMove,
    BudgetRelease,
    FundingSource,
    GradePay,
    HeadMonth,
    LedgerUpload,
    OwnRate,
    PaidPoint,
    PaySpine,
    PostFunding,
    ReleaseUse,
)
from alongside.desk.said import day_said


def _from_a_day(model):
    """Say rows as what they are and from when."""

    def told(reader: User, keys: set[str]) -> dict[str, str]:
        found = model.objects.filter(pk__in=keys)
        return {str(e.pk): f"{e}, from {day_said(e.from_on)}" for e in found}

    return told


for model in (OwnRate, PaySpine, GradePay):
    tells(model._meta.label)(_from_a_day(model))


def _as_named(model, *with_it: str):
    """Say rows as they name themselves."""

    def told(reader: User, keys: set[str]) -> dict[str, str]:
        found = model.objects.filter(pk__in=keys).select_related(*with_it)
        return {str(each.pk): str(each) for each in found}

    return told


for model, with_it in (
    (BudgetHead, ()),
    (FundingSource, ()),
    (PostFunding, ("source", "post")),
    (BudgetMove, ()),
    (BudgetRelease, ("head",)),
    (LedgerUpload, ()),
    (HeadMonth, ()),
    (ReleaseUse, ()),
    (PaidPoint, ()),
):
    tells(model._meta.label)(_as_named(model, *with_it))
