"""Six people at one clock, at the same moment, through the pages: a process of its own.

`python -m tests.desk.casework.quarrelling` lets each open the page of one clock, and then
all send at once; ten times over, each on a connection of their own. It prints as JSON how
many were done and how many were told that another was quicker, round by round. The desk's
home and database are the environment's.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

PEOPLE, ROUNDS = 6, 10


def begin():
    """A clock of a child, and six people who support the team."""
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from alongside.desk.access.models import User
    from alongside.desk.casework.models import Due, Extract
    from alongside.desk.workforce.models import Membership
    from tests import town as towns
    from tests.migrated import migrate

    migrate()
    town = towns.build()
    people = [
        User.objects.create(
            username=f"p{n}@town.example", full_name=f"Person {n}",
            role=town.asha.role, password=make_password("x"),
        )
        for n in range(PEOPLE)
    ]  # fmt: skip
    for each in people:
        Membership.objects.create(
            user=each, team=town.north, how="supports", since=date(2025, 9, 1)
        )
    today = timezone.localdate()
    extract = Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=today, uploaded_by=town.sef,
        state="applied", applied_at=timezone.now(), applied_by=town.sef,
    )  # fmt: skip
    due = Due.objects.create(
        child=town.robin, rule="S47_ICPC", started_on=today - timedelta(9),
        due_on=today, status="open", team=town.north, first_in=extract,
    )  # fmt: skip
    return people, due


def one_round(people, due) -> dict[str, int]:
    from django.db import connections
    from django.test import Client

    ready, sent = Barrier(len(people)), Barrier(len(people))

    def work(user) -> str:
        try:
            browser = Client(SERVER_NAME="localhost")
            browser.force_login(user)
            address = f"/timescales/{due.pk}/"
            page = browser.get(address).content.decode()
            seen = page.partition('name="seen" value="')[2].partition('"')[0]
            ready.wait(60)
            said = {"kind": "asked", "note": f"By {user}", "seen": seen}
            answer = browser.post(address, said)
            sent.wait(60)
            if answer.status_code == 302:
                return "done"
            page = answer.content.decode()
            kept = f'value="By {user}"' in page
            told = "marked it as asked after you opened this page" in page
            return "told" if kept and told else f"{answer.status_code}: {page}"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(work, people))
    return {answer: answers.count(answer) for answer in sorted(set(answers))}


def main() -> None:
    import django

    django.setup()
    from alongside.desk.access.audit import faults
    from alongside.desk.access.models import AuditEntry
    from alongside.desk.casework.models import Mark

    people, due = begin()
    found = {
        "rounds": [one_round(people, due) for _ in range(ROUNDS)],
        "marks": Mark.objects.count(),
        "lines": AuditEntry.objects.filter(action="mark asked").count(),
        "faults": list(faults()),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.desk.settings")
    main()
