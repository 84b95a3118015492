"""What the council says of its costs: typed in, and corrected."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.audit import keep
from alongside.desk.access.models import User
from alongside.desk.access.sent_once import once
from alongside.desk.money.change_actions import change_row
from alongside.desk.money.models import GradePay, OwnRate, PaidPoint, PaySpine
from alongside.desk.said import day_said
from alongside.desk.workforce.models import Holding


@once
@transaction.atomic
def add_rate(*, by: User, kind: str, **values) -> OwnRate:
    """Add a rate from a day on; the earlier ones of its kind stay for the days before."""
    return keep(OwnRate(kind=kind, **values), by=by, action="add rate", kind=kind)


def change_rate(*, by: User, rate: OwnRate, seen: str = "", **values) -> OwnRate:
    return change_row(by=by, row=rate, action="change rate", seen=seen, **values)


@once
@transaction.atomic
def add_spine(*, by: User, **values) -> PaySpine:
    """Add a spine from a pay award on; the earlier ones stay for the days before."""
    return keep(PaySpine(**values), by=by, action="add pay spine")


def change_spine(*, by: User, spine: PaySpine, seen: str = "", **values) -> PaySpine:
    return change_row(by=by, row=spine, action="change pay spine", seen=seen, **values)


@once
@transaction.atomic
def add_grade(*, by: User, **values) -> GradePay:
    return keep(GradePay(**values), by=by, action="add pay of grade")


def change_grade(*, by: User, grade: GradePay, seen: str = "", **values) -> GradePay:
    return change_row(by=by, row=grade, action="change pay of grade", seen=seen, **values)  # fmt: skip


@once
@transaction.atomic
def set_point(
    *, by: User, holding: Holding, from_on: date, point: int, allowances: Decimal
) -> PaidPoint:
    """Say at which point somebody in a post is paid from a day on.

    The trail says of which post, and neither the point nor what is paid.
    """
    if from_on < holding.since:
        raise ValidationError(
            {"from_on": f"They are in this post from {day_said(holding.since)} only."}
        )
    paid = PaidPoint(
        holding=holding, from_on=from_on, point=point, allowances=allowances
    )
    return keep(paid, by=by, action="set paid point", subject=holding.post)
