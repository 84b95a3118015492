"""Two finance officers move the same budget at the same moment: a program of its own.

`python -m tests.desk.money.spending 3 15` lets 3 processes each move £1 of one budget 15
times, and say what part of a release is for as often, at random; and type in the same
months. There is less than they ask for. It prints as JSON what came of it. The desk's home
and database are the environment's, and are to be new.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import date
from decimal import Decimal
from multiprocessing import get_context

TODAY, HAS, RELEASED = date(2025, 9, 1), 40, 12


def begin() -> None:
    from alongside.desk.decisions.actions import add_body, record_decision
    from alongside.desk.money.budget_actions import add_head, set_budget
    from alongside.desk.money.models import BudgetRelease
    from tests import town as towns
    from tests.migrated import migrate

    migrate()
    town = towns.build()
    one, two = (
        add_head(by=town.fay, code=code, title=code, department=code)
        for code in ("A", "B")
    )
    for head in (one, two):
        set_budget(
            by=town.fay,
            head=head,
            pounds=Decimal(HAS),
            on=TODAY,
            decision=None,
            why="x",
        )
    decided = record_decision(
        by=town.hal, body=add_body(by=town.hal, name="Committee", kind="committee"),
        reference="1", what="x", conditions="", state="decided", decided_on=TODAY,
    )  # fmt: skip
    BudgetRelease.objects.create(
        head=one, on=TODAY, pounds=Decimal(RELEASED), decision=decided, why="x",
        recorded_by=town.fay,
    )  # fmt: skip


def one_officer(given: tuple[int, int]) -> dict[str, int]:
    """Try so many times; return how many of which came about."""
    from django.core.exceptions import ValidationError
    from django.db import connections

    connections.close_all()
    seed, attempts = given
    chance, came = (
        random.Random(seed),
        {"moved": 0, "used": 0, "typed": 0, "refused": 0},
    )
    for number in range(attempts):
        try:
            came[_one(chance, number)] += 1
        except ValidationError:
            came["refused"] += 1
    connections.close_all()
    return came


def _one(chance: random.Random, number: int) -> str:
    from alongside.desk.access.models import User
    from alongside.desk.money.budget_actions import transfer_budget, use_release
    from alongside.desk.money.models import BudgetHead, BudgetRelease, HeadMonth
    from alongside.desk.money.month_actions import expect_month

    fay = User.objects.get(username="fay@town.example")
    one, two = BudgetHead.objects.order_by("code")
    if number % 3 == 0:
        release = BudgetRelease.objects.get()
        head = chance.choice([None, two])
        use_release(by=fay, release=release, what="x", pounds=Decimal(1), head=head)
        return "used"
    if number % 3 == 1:
        row = HeadMonth(head=one, kind="expected", month=date(2025, 4 + number % 9, 1))
        expect_month(by=fay, row=row, pounds=Decimal(number), note="x")
        return "typed"
    transfer_budget(
        by=fay, source=one, head=two, pounds=Decimal(7), on=TODAY, why="x",
        decision=BudgetRelease.objects.get().decision,
    )  # fmt: skip
    return "moved"


def told() -> dict:
    from alongside.desk.access.audit import faults
    from alongside.desk.access.models import AuditEntry, User
    from alongside.desk.money.budget_page import year
    from alongside.desk.money.models import BudgetRelease, HeadMonth

    found = year(User.objects.get(username="fay@town.example"), 2025)
    return {
        "stands": [str(each.budget.stands) for each in found.heads],
        "conserved": found.conserved,
        "left": str(BudgetRelease.objects.get().reckoned.left),
        "months": HeadMonth.objects.count(),
        "faults": list(faults()),
        "lines": AuditEntry.objects.filter(
            action__in=["move budget", "use release", "expect month"]
        ).count(),
    }


def main(processes: str = "3", attempts: str = "15") -> None:
    import django

    django.setup()
    begin()
    from django.db import connections

    connections.close_all()
    asked = [(seed, int(attempts)) for seed in range(int(processes))]
    with get_context("fork").Pool(len(asked)) as pool:
        runs = pool.map(one_officer, asked, 1)
    came = {kind: sum(run[kind] for run in runs) for kind in runs[0]}
    print(json.dumps({"came": came, **told()}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.desk.settings")
    main(*sys.argv[1:])
