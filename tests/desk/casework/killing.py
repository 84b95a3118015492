"""A desk whose imports are killed at any moment: worked by a process of its own.

`python -m tests.desk.casework.killing 12` makes a desk with one export applied and another
uploaded, kills the reading of it twelve times, each in a copy of that desk; reads it, and
does the same for the writing; writes it, and does the same for its undoing. It prints what
was left after each, by step, as JSON. The desk's home and its database are the
environment's, as for any desk.
Everything that touches the database is done by a child, forked once Django stands ready.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

FIRST, NEXT = date(2026, 3, 9), date(2026, 3, 10)


def exports():
    """Two exports of two hundred children: half of the clocks change between them."""
    from tests.desk.casework.exports import Told

    first, then = Told(), Told()
    for n in range(200):
        child, enquiry, team = str(n), f"E{n}", ("North", "South")[n % 2]
        for told in (first, then):
            told.person(child, f"Child {n}", sex="F" if told is then else None)
            if n % 7 or told is first:
                told.s47_of(child, "2026-03-02", team, s47_enquiry_id=enquiry)
        if n % 3 == 0:
            then.conference_of(child, enquiry, "2026-03-10")
        if n % 5 == 0:
            then.cp_plan(f"P{n}", "2026-03-03", child=child, team="North")
            then.cp_visit("2026-03-06", child=child)
    return first, then


def begin() -> None:

    from alongside.desk.access.models import Role, User
    from alongside.desk.access.roles import seed_roles
    from alongside.desk.casework import actions
    from alongside.desk.casework.models import Due
    from tests.desk.casework.exports import imported, packed
    from tests.migrated import migrate

    migrate()
    seed_roles(Role)
    analyst = Role.objects.get(code="analyst")
    ana = User.objects.create(username="ana", full_name="Ana", role=analyst)
    first, then = exports()
    imported(ana, first, FIRST)
    some = Due.objects.order_by("pk")[:40]
    actions.mark_dues(by=ana, dues=some, kind="awaiting")
    actions.upload_extract(
        by=ana, name="next.zip", contents=packed(then.records), as_at=NEXT
    )


def read() -> None:
    from alongside.desk.casework import tasks

    tasks.read_extract.call(_next().pk)


def confirm() -> None:
    from alongside.desk.casework import actions

    extract = _next()
    actions.apply_extract(by=extract.uploaded_by, extract=extract, checked=True)


def apply() -> None:
    from alongside.desk.casework import tasks

    tasks.apply_extract.call(_next().pk)


def undo() -> None:
    from alongside.desk.casework import undo_actions

    extract = _next()
    if extract.state == "applied":
        undo_actions.undo_extract(
            by=extract.uploaded_by, extract=extract, reason="The wrong file"
        )


def take_up() -> None:
    """Take up what was killed, as a person does a few minutes later."""
    from django.utils import timezone

    from alongside.desk.casework import actions
    from alongside.desk.casework.models import Extract

    long_ago = timezone.now() - timedelta(minutes=4)
    Extract.objects.filter(file_name="next.zip").update(beat_at=long_ago)
    extract = _next()
    again = {"reading": actions.read_again, "applying": actions.apply_extract}
    if extract.state in again:
        again[extract.state](by=extract.uploaded_by, extract=extract)


def state() -> dict:
    """The next export's state, sums over all that is held and told, the chain's faults.

    Seen at one moment: the server may still be finishing what somebody killed had sent.
    """
    from django.db import connection, transaction

    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read")
        return _state()


def _state() -> dict:
    from alongside.desk.access.audit import faults
    from alongside.desk.casework import store
    from alongside.desk.casework.models import Due, Happening, Mark
    from alongside.desk.people.models import Child, ChildTeam
    from alongside.desk.workforce.models import Team

    of_dues = ("rule", "started_on", "nth", "status", "team__name", "mark__kind")
    rows = [
        sorted(map(repr, model.objects.values_list(*fields)))
        for model, fields in (
            (Due, ("child__case_id", *of_dues, "first_in", "gone_in")),
            (Mark, ("due__child__case_id", "kind")),
            (Happening, ("child__case_id", "kind", "on")),
            (Child, ("case_id", "forename", "sex")),
            (ChildTeam, ("child__case_id", "team__name")),
            (Team, ("name",)),
        )
    ]
    extract = _next()
    told = None
    if extract.state != "reading":
        told = [
            store.kept_json(extract.stored_as, "told"),
            store.kept_projection(extract.stored_as),
        ]
        store.kept_records(extract.stored_as)
    return {
        "state": extract.state,
        "held": _sum(rows),
        "told": told and _sum(told),
        "faults": list(faults()),
        "findings": extract.findings.count(),
    }


def _next():
    from alongside.desk.casework.models import Extract

    return Extract.objects.get(file_name="next.zip")


def _sum(value) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


class Desk:
    """A home, with its database: a file in it, or one of the server's."""

    def __init__(self, home: Path, name: str) -> None:
        self.home, self.name = home, name

    def copied(self, name: str) -> Desk:
        home = self.home.with_name(f"{self.home.name}-{name}")
        shutil.copytree(self.home, home)
        if Path(self.name).is_absolute():
            return Desk(home, str(home / Path(self.name).name))
        copy = Desk(home, f"{self.name}_{name}")
        Desk(home, "template1").do(_create_database, copy.name, self.name)
        return copy

    def forgotten(self) -> None:
        shutil.rmtree(self.home)

    def do(self, step: Callable, *arguments, killed_after: float | None = None):
        """Do a step in a child; return what it returns, or None if it was killed."""
        out, into = os.pipe()
        child = os.fork()
        if not child:
            os.close(out)
            self._work(into, step, arguments)
        os.close(into)
        with open(out) as said:
            assert said.readline() == "begun\n"
            if killed_after is not None:
                time.sleep(killed_after)
                os.kill(child, signal.SIGKILL)
            answer = said.read()
        _, ended = os.waitpid(child, 0)
        if os.WIFSIGNALED(ended):
            return None
        assert ended == 0, f"{step.__name__} failed"
        return json.loads(answer)

    def _work(self, into: int, step: Callable, arguments) -> None:
        from django.conf import settings
        from django.db import connection

        try:
            settings.MEDIA_ROOT = self.home / "uploads"
            connection.settings_dict["NAME"] = self.name
            with open(into, "w") as says:
                says.write("begun\n")
                says.flush()
                says.write(json.dumps(step(*arguments) or True))
            connection.close()
            os._exit(0)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)


def _create_database(name: str, like: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f'create database "{name}" template "{like}"')


def kill_each(times: int) -> dict[str, dict]:
    """Kill each step, of one desk that goes on from step to step; say what `kill` says of it."""
    from django.conf import settings

    desk = Desk(settings.HOME / "desk", _name(settings))
    desk.home.mkdir()
    desk.do(begin)
    found = {"begun": desk.do(state)}
    for *before, step in ((read,), (read, confirm, apply), (apply, undo)):
        for each in before:
            desk.do(each)
        found[step.__name__] = kill(desk, step, times)
    return found


def kill(desk: Desk, step: Callable, times: int) -> dict:
    """Kill a step at moments spread over its length, and say what each left and became."""
    whole = desk.copied(step.__name__)
    before = whole.do(state)
    began = time.monotonic()
    whole.do(step)
    length = time.monotonic() - began
    found = {"before": before, "whole": whole.do(state), "killed": []}
    for n in range(1, times + 1):
        copy = desk.copied(f"{step.__name__}_{n}")
        moment = length * (n - random.random()) / times
        if copy.do(step, killed_after=moment) is not None:
            copy.forgotten()
            continue  # done before its moment came
        left = copy.do(state)
        copy.do(take_up)
        copy.do(step)
        became = copy.do(state)
        found["killed"].append({"at": moment, "left": left, "became": became})
        copy.forgotten()
    return found


def _name(settings) -> str:
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return str(settings.HOME / "desk" / "desk.sqlite3")
    return database["NAME"]


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.desk.settings"
    import django

    django.setup()
    import alongside.desk.casework.tasks  # noqa: F401
    import tests.desk.casework.exports  # noqa: F401

    print(json.dumps(kill_each(int(sys.argv[1]))))
