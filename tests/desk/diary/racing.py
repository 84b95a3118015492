"""Many book the same hours at the same moment: a program of its own.

`python -m tests.desk.diary.racing 16 150` lets 16 processes each try 150 times to book a
meeting of five out of forty at one of 160 hours, and then a few again with what forbids a
double booking taken off. It prints as JSON what came of both. The desk's home and database
are the environment's, and are to be new.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

RESOURCES, WANTED, SLOTS = 40, 5, 160
FIRST = datetime(2031, 3, 3, 0, 0, tzinfo=UTC)


def begin() -> None:

    from alongside.desk.diary.models import Resource
    from tests import town as towns
    from tests.migrated import migrate

    migrate()
    towns.build()
    Resource.objects.bulk_create(
        Resource(kind="chair", name=f"Chair {n}") for n in range(RESOURCES)
    )


def asked(by, team, wanted):
    """A meeting to be arranged, of these five."""
    from django.db import OperationalError

    from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting

    people = [Wanted(each, "other") for each in wanted]
    while True:
        try:
            return ask_for_meeting(by=by, kind="other", team=team, people=people)
        except OperationalError:  # SQLite's patience, which is not what is tried here
            continue


def one_runner(given: tuple[int, int]) -> list[tuple[str, float]]:
    """Try to book so many times; return what came of each, and the seconds it took."""
    from django.db import connections

    from alongside.desk.access.models import User
    from alongside.desk.diary.booking_actions import book_meeting
    from alongside.desk.diary.models import Resource
    from alongside.desk.diary.taken import Taken
    from alongside.desk.workforce.models import Team

    seed, attempts = given
    connections.close_all()
    chance, found = random.Random(seed), []
    by, team = User.objects.get(username="sam@town.example"), Team.objects.first()
    resources = list(Resource.objects.order_by("pk"))
    for _ in range(attempts):
        wanted = chance.sample(resources, WANTED)
        meeting = asked(by, team, wanted)
        starts_at = FIRST + timedelta(minutes=30 * chance.randrange(SLOTS))
        began = time.perf_counter()
        try:
            book_meeting(by=by, meeting=meeting, starts_at=starts_at)
            came = "booked"
        except Taken as refusal:
            told = " ".join(refusal.messages)
            named = any(f"{each} was taken from" in told for each in wanted)
            came = "refused" if named else f"unexplained: {told}"
        except Exception as problem:
            came = f"{type(problem).__name__}: {problem}"
        found.append((came, time.perf_counter() - began))
    connections.close_all()
    return found


def overlaps() -> int:
    """Pairs of live stretches of one resource that overlap, counted one by one."""
    from alongside.desk.diary.models import Occupancy

    rows = Occupancy.objects.exclude(state="released")
    theirs: dict[int, list] = {}
    for resource, first, last in rows.values_list("resource", "starts_at", "ends_at"):
        theirs.setdefault(resource, []).append((first, last))
    return sum(
        one[0] < other[1] and other[0] < one[1]
        for stretches in theirs.values()
        for place, one in enumerate(stretches)
        for other in stretches[place + 1 :]
    )


def half_booked() -> int:
    from alongside.desk.diary.models import Meeting

    return sum(
        meeting.occupancies.live().count()
        != (WANTED if meeting.state == "booked" else 0)
        for meeting in Meeting.objects.all()
    )


def race(processes: int, attempts: int, seed: int) -> dict:
    from django.db import connections

    connections.close_all()
    with get_context("fork").Pool(processes) as pool:
        runs = pool.map(one_runner, [(seed + n, attempts) for n in range(processes)], 1)
    found = [each for run in runs for each in run]
    times = sorted(seconds for _, seconds in found)
    kinds = [came for came, _ in found]
    return {
        "attempts": len(found),
        "booked": kinds.count("booked"),
        "refused": kinds.count("refused"),
        "otherwise": sorted({each for each in kinds if each not in ("booked", "refused")}),
        "double": overlaps(),
        "half": half_booked(),
        "median_ms": round(1000 * times[len(times) // 2], 1),
        "p99_ms": round(1000 * times[len(times) * 99 // 100], 1),
    }  # fmt: skip


def without_what_forbids_it() -> dict:
    """The same once more, unguarded: the race must be able to fail."""
    from django.db import connection

    from alongside.desk.diary.no_double_booking import OFF

    with connection.cursor() as cursor:
        for statement in OFF[connection.vendor]:
            cursor.execute(statement)
    return race(2, 20, 10_000)


def main(processes: str = "16", attempts: str = "150") -> None:
    import django

    django.setup()
    begin()
    from alongside.desk.access.audit import faults

    told = {"race": race(int(processes), int(attempts), 0), "faults": list(faults())}
    print(json.dumps(told | {"unguarded": without_what_forbids_it()}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.desk.settings")
    main(*sys.argv[1:])
