"""Caseloads at size: processor time and questions of each page, for whom.

    python benchmarks/caseloads.py [CHILDREN]

In the throw-away desk of benchmarks/worklist.py, with CHILDREN (20,000) allocated to 1,000
workers of 20 teams, and 52 weeks of cases opened and closed. The quickest of three is told,
in processor time. The aim is under 200 ms.
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import timedelta

import worklist

TEAMS, WORKERS, WEEKS = 20, 1000, 52
PEOPLE = {
    "sam": "sees the service",
    "sef": "all teams, as hers",
    "mo": "one team",
}
PAGES = ("", "?team={team}", "?band=4", "what-if/?filled=1&each=21", "ahead/", "ahead/?team={team}",
         "allocate/", "allocate/{child}/")  # fmt: skip


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        worklist.prepare(home)
        worklist.fill(number)
        named = allocate(number)
        worklist.PEOPLE.update(PEOPLE)
        slowest = max(
            worklist.told(name, page.format(**named), "/caseloads/")
            for name in PEOPLE
            for page in PAGES
        )
    print(f"Slowest: {slowest:.0f} ms of processor time; the aim is {worklist.AIM}.")


def allocate(number: int) -> dict[str, int]:
    """Allocate that many children to the workers; return a team and a child of it."""
    from django.db import connection, transaction
    from django.utils import timezone

    from alongside.desk.access.models import User
    from alongside.desk.casework.models import Allocation
    from alongside.desk.people.models import Child, ChildTeam
    from alongside.desk.workforce.models import Membership, Team, Worker

    random.seed(1)
    day = timezone.localdate()
    with transaction.atomic():
        teams = list(Team.objects.filter(name__startswith="Team ").order_by("pk"))
        held = Child.objects.count()
        children = Child.objects.bulk_create(
            Child(case_id=f"A{n}", family_id=f"F{n // 2}") for n in range(number - held)
        )
        ChildTeam.objects.bulk_create(
            ChildTeam(child=child, team=teams[n % TEAMS])
            for n, child in enumerate(children)
        )
        workers = Worker.objects.bulk_create(
            Worker(source_id=f"C{n}", name=f"Holder {n}", team=teams[n % TEAMS])
            for n in range(WORKERS)
        )
        everybody = list(Child.objects.order_by("-pk")[:number])
        Allocation.objects.bulk_create(
            Allocation(
                child=child, worker=workers[n % WORKERS], team=teams[n % TEAMS],
                since=day - timedelta(days=random.randint(0, 400)), plan="other",
            )
            for n, child in enumerate(everybody)
        )  # fmt: skip
        flows(teams, workers)
        mo = User.objects.get(username="mo@town.example")
        Membership.objects.filter(user=mo).delete()
        Membership.objects.create(user=mo, team=teams[0], how="manages", since=day)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return {"team": teams[0].pk, "child": children[0].pk}


def flows(teams: list, workers: list) -> None:
    from alongside.desk.casework.models import Flow

    def weeks(most: int) -> list[int]:
        return [random.randint(0, most) for _ in range(WEEKS)]

    Flow.objects.bulk_create(
        Flow(team=team, opened=weeks(40), closed=weeks(40)) for team in teams
    )
    Flow.objects.bulk_create(
        Flow(team=worker.team, worker=worker, opened=weeks(1), closed=weeks(1))
        for worker in workers
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
