"""How the addresses of money are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import date

from alongside.desk.money.models import GradePay, OwnRate, PaySpine

BEGUN = date(2025, 4, 1)


def own_rate(town, where):
    made = OwnRate.objects.create(
        kind="pension", from_on=BEGUN, percent=20, source="Certificate"
    )
    return {"pk": made.pk}


def pay_spine(town, where):
    made = PaySpine.objects.create(
        name="Ours", from_on=BEGUN, points=["24000", "25000"], source="Agreement"
    )
    return {"pk": made.pk}


def grade_pay(town, where):
    made = GradePay.objects.create(
        grade="4", from_on=BEGUN, spine="Ours", lowest=1, top=2
    )
    return {"pk": made.pk}


SUBJECTS = {"own_rate": own_rate, "pay_spine": pay_spine, "grade_pay": grade_pay}
