"""Six people acknowledge one concern at the same moment: a process of its own.

`python -m tests.desk.contacts.acknowledging` lets each do so on a connection of their own,
while the background looks at the same concern twice at once; ten times over. It prints as
JSON what each was answered. The desk's home and database are the environment's.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

PEOPLE, ROUNDS = 6, 10


def begin():
    """The town, with more social workers, and an office that is always open but at night's end."""
    from datetime import time

    from alongside.desk.access.models import User
    from alongside.desk.workforce.models import OfficeHours
    from tests import town as towns
    from tests.migrated import migrate

    migrate()
    town = towns.build()
    OfficeHours.objects.all().delete()
    OfficeHours.objects.bulk_create(
        OfficeHours(weekday=day, opens=time(0), closes=time(23, 59, 59))
        for day in range(7)
    )
    people = [
        User.objects.create(
            username=f"p{n}@town.example", full_name=f"Person {n}", role=town.wes.role
        )
        for n in range(PEOPLE)
    ]
    return town, people


def a_concern(town):
    """One raised an hour ago, of which nobody was told yet."""
    from django.utils import timezone

    from alongside.desk.contacts.models import Concern
    from tests.desk.contacts.calling import logged

    contact = logged(town.asha, child=town.robin)
    concern, _ = Concern.objects.get_or_create(
        contact=contact,
        defaults={"team": town.north, "raised_by": town.asha, "raised_at": timezone.now()},
    )  # fmt: skip
    concern.told.all().delete()
    Concern.objects.filter(pk=concern.pk).update(
        raised_at=timezone.now() - timedelta(minutes=1)
    )
    return concern


def one_round(town, people) -> dict[str, int]:
    from django.core.exceptions import ValidationError
    from django.db import connections
    from django.utils import timezone

    from alongside.desk.contacts import concern_actions as actions
    from alongside.desk.contacts.models import ConcernSettings

    concern, ready = a_concern(town), Barrier(len(people) + 2)

    def work(user) -> str:
        try:
            ready.wait(60)
            if user is None:
                watch = ConcernSettings.watch()
                actions.see_to_concern(concern, timezone.now(), watch)
                return "looked"
            actions.acknowledge_concern(by=user, concern=concern)
            return "done"
        except ValidationError as refusal:
            said = " ".join(refusal.messages)
            return "told" if "acknowledged this concern already" in said else said
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people) + 2) as pool:
        answers = list(pool.map(work, [*people, None, None]))
    twice = concern.told.count() > 1
    return {answer: answers.count(answer) for answer in set(answers)} | {"twice": twice}


def main() -> None:
    import django

    django.setup()
    from alongside.desk.access.audit import faults

    town, people = begin()
    rounds = [one_round(town, people) for _ in range(ROUNDS)]
    print(json.dumps({"rounds": rounds, "faults": list(faults())}))


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.desk.settings")
    main()
