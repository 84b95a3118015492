"""The desk that the officers act on: filled before, and gone through after."""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from benchmarks import worklist  # noqa: E402

CLOCKS, CONTACTS = 20_000, 50_000
ROLES = {"officer": ("support_officer", "supports"), "worker": ("social_worker", "works_in"),
         "manager": ("team_manager", "manages")}  # fmt: skip


def fill(people: str) -> int:
    """Clocks and marks as in benchmarks/worklist.py; people of two teams each; contacts.

    `people` says how many of each kind there are, as JSON.
    """
    worklist.prepare(os.environ["ALONGSIDE_HOME"])
    worklist.fill(CLOCKS)
    from alongside.desk.workforce.models import Team

    teams = list(Team.objects.filter(name__startswith="Team "))
    added = [add_people(teams, kind, n) for kind, n in json.loads(people).items()]
    log_contacts(teams, added[0])
    count_anew()
    return 0


def count_anew() -> None:
    """Let PostgreSQL know what it holds, as it finds out by itself within minutes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("analyze")


def add_people(teams: list, kind: str, number: int) -> list:
    from django.contrib.auth.hashers import make_password

    from alongside.desk.access.models import Role, User
    from alongside.desk.workforce.models import Membership
    from tests.town import PASSWORD

    code, how = ROLES[kind]
    role, password = Role.objects.get(code=code), make_password(PASSWORD)
    people = User.objects.bulk_create(
        User(username=f"{kind}{n}@town.example", full_name=f"{kind.title()} {n}", role=role, password=password)
        for n in range(number)
    )  # fmt: skip
    Membership.objects.bulk_create(
        Membership(user=user, team=teams[(n + more) % len(teams)], how=how, since=date(2025, 1, 1))
        for n, user in enumerate(people)
        for more in (0, 7)
    )  # fmt: skip
    return people


def log_contacts(teams: list, officers: list) -> None:
    from django.utils import timezone

    from alongside.desk.contacts.models import Contact, Topic
    from alongside.desk.people.models import ChildTeam

    held, topics, now = (
        list(ChildTeam.objects.all()),
        list(Topic.objects.all()),
        timezone.now(),
    )
    rows = []
    for n in range(CONTACTS):
        place, at = (
            random.choice(held),
            now - timedelta(minutes=random.randrange(525_600)),
        )
        rows.append(Contact(
            reference=f"B{n}", caller_kind=random.choice(("family", "school", "health", "foster_carer")),
            child_id=place.child_id, team_id=place.team_id, topic=random.choice(topics),
            said="Invented.", outcome="answered", taken_by=random.choice(officers),
            began_at=at, logged_at=at,
        ))  # fmt: skip
    Contact.objects.bulk_create(rows, 2000)


def check(sent: str) -> int:
    """Say how many contacts were lost or doubled; return 1 where any was."""
    worklist.prepare(os.environ["ALONGSIDE_HOME"])
    from alongside.desk.contacts.models import Contact

    said = set(Path(sent).read_text().split())
    kept = Contact.objects.exclude(reference__startswith="B")
    keys = Counter(str(key) for key in kept.values_list("send_key", flat=True))
    again = Counter(
        kept.values_list("said", flat=True)
    )  # each call's words are its own
    lost = len(said - set(keys))
    doubled = sum(count - 1 for count in again.values())
    print(f"{len(said):,} contacts said to be logged: {lost} lost, {doubled} doubled.")
    return int(bool(lost or doubled))


if __name__ == "__main__":
    sys.exit({"fill": fill, "check": check}[sys.argv[1]](*sys.argv[2:]))
