"""The contact desk at size: processor time and questions of each page, for whom.

    python benchmarks/contacts.py [CHILDREN] [CONTACTS]

In the throw-away desk of benchmarks/worklist.py, with CHILDREN (20,000) and CONTACTS (50,000)
from 20,000 adults, over five years. The quickest of three is told, in processor time. The aim
is under 200 ms.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import timedelta

import worklist

PEOPLE = {
    "sam": "sees the service",
    "sef": "all teams, as hers",
    "asha": "half the teams",
}
PAGES = ("", "?outcome=message&caller_kind=school", "?taken=me", "new/", "children/{child}/",
         "{contact}/")  # fmt: skip
ASKED = (
    ("callers", {"caller_sought": "caller 12"}),
    ("callers", {"caller_sought": "1632 96"}),
    ("children", {"child_sought": "s12"}),
    ("meanwhile", {"child": "{child}", "topic": "1", "identity": "asked"}),
)


def main(children: int, contacts: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        worklist.prepare(home)
        hold(children)
        named = fill(contacts)
        worklist.PEOPLE.update(PEOPLE)
        slowest = [worklist.told(name, page.format(**named), "/contacts/")
                   for name in PEOPLE for page in PAGES]  # fmt: skip
        slowest += [sent(name, named) for name in PEOPLE]
    print(
        f"Slowest: {max(slowest):.0f} ms of processor time; the aim is {worklist.AIM}."
    )


def hold(number: int) -> None:
    """The town, with that many children in twenty teams, of families of two."""
    from django.db import transaction

    from alongside.desk.people.models import Child, ChildTeam
    from tests import town as towns

    with transaction.atomic():
        teams = worklist.teams_of(towns.build())
        made = Child.objects.bulk_create(
            Child(case_id=f"K{n}", forename=f"F{n}", surname=f"S{n % 977}", family_id=f"F{n // 2}")
            for n in range(number)
        )  # fmt: skip
        ChildTeam.objects.bulk_create(
            ChildTeam(child=child, team=teams[n % len(teams)])
            for n, child in enumerate(made)
        )


def fill(number: int) -> dict[str, int]:
    """Log that many contacts of the children there are; return a child and a contact."""
    from django.db import transaction
    from django.utils import timezone

    from alongside.desk.access.models import User
    from alongside.desk.contacts.models import Contact, Topic
    from alongside.desk.people.models import Adult, AdultOfChild, ChildTeam
    from alongside.desk.people.names import in_one_line

    chance, now = random.Random(1), timezone.now()
    held = list(ChildTeam.objects.order_by("pk").values_list("child", "team"))
    topics, taker = list(Topic.objects.all()), User.objects.order_by("pk").first()
    with transaction.atomic():
        adults = Adult.objects.bulk_create(
            Adult(name=f"Caller {n}", kind="family", sought=in_one_line(f"Caller {n}", ""), added_by=taker)
            for n in range(20_000)
        )  # fmt: skip
        AdultOfChild.objects.bulk_create(
            AdultOfChild(adult=adult, child_id=held[n % len(held)][0], relationship="mother")
            for n, adult in enumerate(adults)
        )  # fmt: skip
        made = []
        for n in range(number):
            at = chance.randrange(len(held))
            made.append(Contact(
                reference=f"K{n:07}", adult=adults[at % len(adults)], caller_kind="family",
                child_id=held[at][0], team_id=held[at][1], topic=chance.choice(topics),
                said=f"Words of contact {n}", outcome=chance.choice(("answered", "message")),
                taken_by=taker, began_at=now - timedelta(minutes=chance.randrange(5 * 525_600)),
            ))  # fmt: skip
        Contact.objects.bulk_create(made, batch_size=1000)
    asha = User.objects.get(username="asha@town.example")
    asked = Contact.objects.visible_to(asha).exclude(child=None).order_by("pk").first()
    return {"child": asked.child_id, "contact": asked.pk}


def sent(name: str, named: dict[str, int]) -> float:
    """Say what each part of the page of a call takes, asked for while it is typed."""
    from django.test import Client

    from alongside.desk.access.models import User

    client, slowest = Client(), 0.0
    client.force_login(User.objects.get(username=f"{name}@town.example"))
    asks = [("/contacts/new/meanwhile/", {"part": part} | {key: value.format(**named) for key, value in typed.items()})
            for part, typed in ASKED]  # fmt: skip
    for address, form in (*asks, ("/contacts/", {"said": "words of contact 77"})):
        took = min(_once(client, address, form) for _ in range(3))
        print(f"{name:5} {took:6.0f} ms  {address} {form}")
        slowest = max(slowest, took)
    return slowest


def _once(client, address: str, form: dict) -> float:
    began = time.process_time()
    assert client.post(address, form).status_code == 200
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main(*(int(each) for each in [*sys.argv[1:], "20000", "50000"][:2]))
