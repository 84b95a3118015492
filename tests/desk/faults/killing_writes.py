"""A desk whose writers are killed at any moment: worked by a process of its own.

`python -m tests.desk.faults.killing_writes 3` sends a form of each kind in writes.py,
three times each, kills whoever takes it at a moment drawn by lot, sends it again as the
person would, and prints what stood after each as JSON. Forms that
are killed are sent by children, forked while no connection is open.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Iterator

# What says how the desk works, and not what people wrote: sessions, counts, work asked for.
NOT_WRITTEN = {
    "django_session", "access_cache", "axes_accesslog", "django_tasks_database_dbtaskresult",
}  # fmt: skip
ALSO = {
    "plans locked": "pilots_pilot where locked_on is not null",
    "meetings booked": "diary_meeting where state = 'booked'",
    "lines about reading": "access_auditentry where action like 'see %' or action like 'open %'",
}


def begin() -> None:
    from tests.desk.faults import writes
    from tests.migrated import migrate

    migrate()
    writes.begin()


def ready(kind: str, n: int) -> list:
    from django.db import transaction

    from tests.desk.faults.writes import WRITES

    with transaction.atomic():
        return list(WRITES[kind](n))


def send(form: list) -> int:
    """Send a form as its person; return what was answered."""
    from django.test import Client

    from tests.desk.faults.writes import _user

    who, address, typed = form
    client = Client(SERVER_NAME="localhost")
    client.force_login(_user(who))
    answer = client.post(address, typed)
    assert answer.status_code in (200, 302), f"{address}: {answer.status_code}"
    return answer.status_code


def held() -> dict[str, int]:
    """How many rows each table holds, at one moment, once nobody writes any more."""
    from django.db import connection

    tables = {
        name: name
        for name in connection.introspection.table_names()
        if name not in NOT_WRITTEN
    } | ALSO
    parts = [
        f"select '{name}', count(*) from {where}" for name, where in tables.items()
    ]
    with connection.cursor() as cursor:
        _wait_for_others(connection, cursor)
        cursor.execute(" union all ".join(parts))
        return dict(cursor.fetchall())


def _wait_for_others(connection, cursor) -> None:
    """Let PostgreSQL notice who was killed, and end what they had begun."""
    while connection.vendor == "postgresql":
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() "
            "and pid <> pg_backend_pid() and backend_type = 'client backend'"
        )
        if not cursor.fetchone()[0]:
            return
        time.sleep(0.01)


def again(form: list) -> list:
    """What stands, then the same form sent again, and what stands then."""
    return [held(), send(form), held()]


def timed(kind: str) -> tuple[dict[str, int], float, int]:
    """Send one form whole: what it adds, and how many seconds it takes once warm."""
    form = ready(kind, 0)
    made = held()
    send(form)
    whole = more(made, held())
    form = ready(kind, 1)
    began = time.monotonic()
    answered = send(form)
    return whole, time.monotonic() - began, answered


def more(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {
        name: after[name] - before[name]
        for name in after
        if after[name] != before[name]
    }


def faults() -> dict:
    from alongside.desk.access.audit import faults

    return {"faults": list(faults())}


def kill(kinds: list[str], times: int) -> Iterator[dict]:
    from django.conf import settings
    from django.db import connections

    from tests.desk.casework.killing import Desk, _name

    home = settings.HOME / "desk"
    home.mkdir()
    desk = Desk(home, _name(settings))
    desk.do(begin)
    chance = random.Random(int(os.environ.get("SEED", "1")))
    for kind in kinds:
        whole, length, answered = timed(kind)  # here, so that children are born warm
        connections.close_all()
        for n in range(2, times + 3):
            form = desk.do(ready, kind, n)
            before, moment = desk.do(held), length * 1.3 * chance.random()
            moment = None if n == 2 else moment  # one is done, and its answer is lost
            killed = desk.do(send, form, killed_after=moment) is None
            left, _, became = desk.do(again, form)
            yield {
                "kind": kind, "at": moment, "killed": killed, "whole": whole,
                "answered": answered, "left": more(before, left), "became": more(before, became),
            }  # fmt: skip
    yield desk.do(faults)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.desk.settings"
    import django

    django.setup()
    import alongside.desk.urls  # noqa: F401
    from tests.desk.faults.writes import WRITES

    kinds = sys.argv[2:] or list(WRITES)
    print(json.dumps(list(kill(kinds, int(sys.argv[1])))))
