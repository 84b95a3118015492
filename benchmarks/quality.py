"""Audits at size: processor time of their pages with 500 audits a month for ten years.

    python benchmarks/quality.py [AUDITS]

In a throw-away desk on SQLite with AUDITS (60,000), 20 teams and 40 restricted children.
Each page is asked for as a browser would; the quickest of three is told, in processor
time, so that other work on the machine does not count. The aim is under 200 ms.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import timedelta

from worklist import prepare

AIM = 200  # milliseconds
TEAMS, DAYS = 20, 3650
PEOPLE = {"sam": "sees the service", "mo": "manages one team"}
PAGES = (
    "", "audits/", "audits/?page=900", "audits/?only=differ", "audits/?only=twice",
    "audits/?chosen=concern", "audits/table/", "audits/table/?reading=printed",
    "audits/agreement/", "audits/actions/",
)  # fmt: skip


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        prepare(home)
        fill(number)
        slowest = max(told(name, page) for name in PEOPLE for page in PAGES)
    print(f"Slowest: {slowest:.0f} ms of processor time; the aim is {AIM}.")


def fill(number: int) -> None:
    """Teams, people, children of whom some are restricted, and audits over ten years."""
    from django.db import transaction
    from django.utils import timezone

    from alongside.desk.access.models import Role, User
    from alongside.desk.people.models import Child, Restriction
    from alongside.desk.quality.models import Audit, AuditAction, Grade
    from alongside.desk.workforce.models import Membership, Team

    chance, today = random.Random(4), timezone.localdate()
    with transaction.atomic():
        people = {
            name: User.objects.create(
                username=name, full_name=name, role=Role.objects.get(code=role)
            )
            for name, role in (
                ("sam", "service_manager"),
                ("mo", "team_manager"),
                ("una", "administrator"),
            )
        }
        teams = Team.objects.bulk_create(
            Team(name=f"Team {n:02}") for n in range(TEAMS)
        )
        Membership.objects.create(
            user=people["mo"], team=teams[0], how="manages", since=today
        )
        children = Child.objects.bulk_create(
            Child(case_id=f"{n:06}") for n in range(8000)
        )
        Restriction.objects.bulk_create(
            Restriction(child=child, reason="Private", by=people["una"])
            for child in children[:40]
        )
        grades = list(Grade.objects.all())
        audits = Audit.objects.bulk_create(
            (
                _audit(n, chance, today, children, teams, grades, people)
                for n in range(number)
            ),
            batch_size=5000,
        )
        AuditAction.objects.bulk_create(
            AuditAction(
                audit=audit,
                what="See the child alone",
                owner=people["mo"],
                due_on=audit.audited_on,
            )
            for audit in audits[::20]
        )


def _audit(n, chance, today, children, teams, grades, people):
    from alongside.desk.quality.models import Audit

    grade = chance.choices(grades, (1, 10, 6, 3))[0]
    twice = n % 10 == 0
    return Audit(
        case_id=chance.choice(children).case_id, team=chance.choice(teams),
        audited_on=today - timedelta(chance.randrange(DAYS)), auditor="Una Reed", grade=grade,
        chosen=chance.choice(("random", "theme", "concern")), cause="Visits late",
        second_auditor="Vic Lane" if twice else "",
        second_grade=chance.choice((grade, grade, grades[1])) if twice else None,
        added_by=people["sam"],
    )  # fmt: skip


def told(name: str, page: str) -> float:
    """Print and return the processor time of a page, in milliseconds."""
    from django.test import Client

    from alongside.desk.access.models import User

    client, quickest = Client(), float("inf")
    client.force_login(
        User.objects.get(username=name),
        backend="alongside.desk.access.backends.Backend",
    )
    for _ in range(3):
        began = time.process_time()
        answer = client.get(f"/quality/{page}")
        quickest = min(quickest, 1000 * (time.process_time() - began))
        assert answer.status_code == 200, page
    print(f"{quickest:6.0f} ms  /quality/{page} for who {PEOPLE[name]}")
    return quickest


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60_000)
