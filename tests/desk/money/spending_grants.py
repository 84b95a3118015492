"""Eight officers spend of one use at the same moment: a process of its own.

`python -m tests.desk.money.spending_grants` lets each spend, move or take back on a connection of
their own, while a decision releases what another takes back. It prints as JSON what each was
answered, and whether the account still adds up. The desk's home and database are the
environment's.
"""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal as D
from threading import Barrier

ROUNDS, SPENDERS = 5, 8
DAY = date(2026, 3, 2)


def begin():
    from tests import town as towns
    from tests.migrated import migrate

    migrate()
    return towns.build()


def a_round(town, number: int) -> dict:
    """£100 of a use; eight spend £30 each, one moves £40 away, one asks and one takes back."""
    from django.core.exceptions import ValidationError
    from django.db import connections

    from alongside.desk.decisions.actions import make_decision
    from alongside.desk.money import grant_actions as actions
    from alongside.desk.money.models import Grant, GrantEntry
    from tests.desk.money.granting import a_decision, a_grant, a_use

    grant = a_grant(town.fay, f"Fund {number}", 1_000, ends_on=None)
    use, other = (a_use(town.fay, grant, name, 100) for name in ("Training", "Posts"))
    decision = a_decision(town.fay, "awaited")
    given = {"by": town.fay, "grant": grant, "happened_on": DAY}
    asked = actions.ask_release(pounds=D(500), decision=decision, **given)
    spend = ("spend", lambda: actions.spend(pounds=D(30), use=use, **given))
    move = ("move", lambda: actions.move(pounds=D(40), use=use, to=other, approval="s151", **given))  # fmt: skip
    back = ("back", lambda: actions.take_back(by=town.fay, entry=asked, why_back="Wrong"))  # fmt: skip
    decide = ("decide", lambda: make_decision(
        by=town.fay, decision=decision, state="decided", decided_on=DAY, conditions="",
    ))  # fmt: skip
    works = [*[spend] * SPENDERS, move, back, decide]
    ready = Barrier(len(works))

    def work(each) -> str:
        name, do = each
        try:
            ready.wait(60)
            do()
            return name
        except ValidationError as refusal:
            said = " ".join(refusal.messages)
            return "told" if "more than the" in said else said
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        answers = Counter(pool.map(work, works))
    entries = GrantEntry.objects.filter(grant=grant, state="counts")
    return told(answers, Grant.objects.get(pk=grant.pk), entries, asked)


def told(answers: Counter, grant, entries, asked) -> dict:
    from alongside.desk.money.grant_register import account_of

    use = account_of(grant, DAY).stands.uses["Training"]
    asked.refresh_from_db()
    return {
        "fits": 30 * answers["spend"] + 40 * answers["move"] <= 100,
        "answered": answers["spend"] + answers["move"] + answers["told"],
        "kept": entries.filter(kind="spend").count() == answers["spend"],
        "left": use.left == 100 - 30 * answers["spend"] - 40 * answers["move"],
        "decided": answers["decide"],
        # Taken back before or after its decision: it must not come back to life.
        "release": asked.state if answers["back"] else "never taken back",
    }


def main() -> None:
    import django

    django.setup()
    from alongside.desk.access.audit import faults

    town = begin()
    rounds = [a_round(town, number) for number in range(ROUNDS)]
    print(json.dumps({"rounds": rounds, "faults": list(faults())}))


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.desk.settings")
    main()
