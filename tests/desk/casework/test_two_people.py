"""Two people at one clock: the second is told who did what, and loses nothing typed.

Each has a connection of their own, on SQLite in a file and on PostgreSQL: they work in
a process of their own (`quarrelling.py`), since the database is settled before Django
stands up.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework.models import Given, Hold, Mark
from alongside.desk.casework.owner_actions import give_dues, hold_dues, mark_dues

LIST = "/timescales/"
MANY = "/timescales/mark/"
ROOT = Path(__file__).resolve().parents[3]


def text(answer) -> str:
    return unescape(answer.content.decode())


def seen(page) -> int:
    return page.context["seen"]


@pytest.fixture
def asha(client, town, today, home):
    client.force_login(town.asha)
    return client


QUICKER = {
    "marked it as asked": lambda town, due: mark_dues(by=town.mo, dues=[due], kind="asked"),
    "wrote a note on it": lambda town, due: mark_dues(by=town.mo, dues=[due], kind="note", note="x"),
    "gave it to another owner": lambda town, due: give_dues(by=town.mo, dues=[due], to=town.sef, why="x"),
    "put it on hold": lambda town, due: hold_dues(by=town.mo, dues=[due], until=due.due_on.replace(day=30), why="x"),
}  # fmt: skip


@pytest.mark.parametrize("what", QUICKER)
@pytest.mark.parametrize("where", ["its page", "the list"])
def test_the_second_is_told_and_keeps_what_they_typed(asha, town, clock_of, what, where):  # fmt: skip
    due = clock_of(town.robin)
    page = asha.get(f"{LIST}{due.pk}/" if where == "its page" else f"{LIST}?state=to_ask")  # fmt: skip
    QUICKER[what](town, due)
    before = Mark.objects.count() + Hold.objects.count() + Given.objects.count()
    said = {
        "kind": "hold", "until": "20 3 2026", "note": "The family is abroad",
        "seen": seen(page), "due": due.pk,
    }  # fmt: skip
    post = f"{LIST}{due.pk}/" if where == "its page" else f"{MANY}?state=to_ask"
    again = asha.post(post, said)
    told = text(again)
    assert f"Mo Hassan {what} after you opened this page, on " in told
    assert "Robin Hale, Initial child protection conference." in told
    assert "What you chose and wrote is kept below. Send it again to go on." in told
    assert 'value="The family is abroad"' in told and 'value="2026"' in told
    if where == "the list":  # by what was done, it may stand in this list no more
        assert f'value="{due.pk}" id="due-{due.pk}" checked' in told
    assert Mark.objects.count() + Hold.objects.count() + Given.objects.count() == before
    answer = asha.post(post, said | {"seen": seen(again)})
    assert answer.status_code == 302
    assert Hold.objects.filter(by=town.asha).exists()


def test_what_one_did_oneself_is_no_news(asha, town, clock_of):
    due = clock_of(town.robin)
    page = asha.get(f"{LIST}{due.pk}/")
    mark_dues(by=town.asha, dues=[due], kind="asked")
    said = {"kind": "awaiting", "seen": seen(page)}
    assert asha.post(f"{LIST}{due.pk}/", said).status_code == 302


def test_what_was_done_to_others_is_no_news(asha, town, clock_of):
    due, other = clock_of(town.robin), clock_of(town.robin)
    page = asha.get(f"{LIST}{due.pk}/")
    mark_dues(by=town.mo, dues=[other], kind="asked")
    said = {"kind": "awaiting", "seen": seen(page)}
    assert asha.post(f"{LIST}{due.pk}/", said).status_code == 302


def test_to_look_is_no_change(asha, town, clock_of, another):
    due = clock_of(town.robin)
    page = asha.get(f"{LIST}{due.pk}/")
    another.force_login(town.mo)
    another.get(f"{LIST}{due.pk}/")
    said = {"kind": "awaiting", "seen": seen(page)}
    assert asha.post(f"{LIST}{due.pk}/", said).status_code == 302


def test_of_many_each_that_changed_is_told_and_none_is_done(asha, town, clock_of):
    dues = [clock_of(town.robin, n) for n in range(9)]
    page = asha.get(LIST)
    for due in dues[:7]:
        mark_dues(by=town.mo, dues=[due], kind="asked")
    said = {"kind": "asked", "seen": seen(page), "due": [due.pk for due in dues]}
    told = text(asha.post(MANY, said))
    assert told.count("Mo Hassan marked it as asked after you opened") == 5
    assert "2 more things were done to these since." in told
    assert Mark.objects.filter(by=town.asha).count() == 0
    assert AuditEntry.objects.filter(by=town.asha, action="mark asked").count() == 0


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])  # fmt: skip
def test_at_the_same_moment_one_is_first_and_every_other_is_told(engine, request, tmp_path):  # fmt: skip
    """Six people send at once, ten times over, each from a page opened before."""
    address = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    if engine == "postgres":
        address = request.getfixturevalue("postgres_url")
    environment = os.environ | {
        "ALONGSIDE_HOME": str(tmp_path), "ALONGSIDE_DEBUG": "1", "DATABASE_URL": address,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.casework.quarrelling"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["rounds"] == [{"done": 1, "told": 5}] * 10
    assert found["marks"] == found["lines"] == 10
    assert found["faults"] == []
