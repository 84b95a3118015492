"""How the addresses of money are filled for tests/house/matrix.csv."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from alongside.desk.decisions.actions import add_body, record_decision
from alongside.desk.money.budget_actions import add_head, release_budget
from alongside.desk.money.funding_actions import add_source, fund_post
from alongside.desk.money.models import GradePay, OwnRate, PaySpine
from tests.house.establishment_subjects import a_post

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


def a_head(town):
    return add_head(by=town.fay, code="CSC", title="Fieldwork", department="Children’s")


def a_source(town):
    return add_source(
        by=town.fay, title="Base budget", kind="base", head=None, starts_on=BEGUN,
        ends_on=None, conditions="",
    )  # fmt: skip


def post_funding(town, where):
    made = fund_post(
        by=town.fay, post=a_post(town, 0), source=a_source(town),
        percent=Decimal(100), first_on=BEGUN, last_on=None,
    )  # fmt: skip
    return {"pk": made.pk}


def budget_release(town, where):
    decided = record_decision(
        by=town.hal, body=add_body(by=town.hal, name="Committee", kind="committee"),
        reference="Report 1", what="One post fewer.", conditions="", state="decided",
        decided_on=BEGUN,
    )  # fmt: skip
    made = release_budget(
        by=town.fay, head=a_head(town), posts=[a_post(town, 0)], on=BEGUN,
        pounds=Decimal(1000), decision=decided, why="Report 1",
    )  # fmt: skip
    return {"pk": made.pk}


SUBJECTS = {
    "own_rate": own_rate,
    "pay_spine": pay_spine,
    "grade_pay": grade_pay,
    "funding_source": lambda town, where: {"pk": a_source(town).pk},
    "post_funding": post_funding,
    "budget_head": lambda town, where: {"pk": a_head(town).pk},
    "budget_month": lambda town, where: {"pk": a_head(town).pk, "month": "2026-01"},
    "budget_release": budget_release,
}
