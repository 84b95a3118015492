"""Whoever does the background work is killed in the midst of it: it is done all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alongside.desk.access import work
from alongside.desk.messages import tasks
from alongside.desk.messages.models import Message
from alongside.desk.pilots.tasks import daily_promises, expect_promises
from alongside.desk.today import background
from alongside.desk.upkeep.tasks import beat, expect_beat
from tests.desk.backing_up import Desk

ROOT = Path(__file__).resolve().parents[3]
MINE = "home-1"


def in_hand(worker: str) -> DBTaskResult:
    """The beat, as a worker has it in hand."""
    beat.enqueue()
    result = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    result.claim(worker)
    return result


def states() -> list[str]:
    return sorted(DBTaskResult.objects.values_list("status", flat=True))


def test_what_a_dead_worker_had_in_hand_is_done_again(db):
    in_hand(MINE)
    work.take_up_again("home", but="home-2")
    assert states() == ["READY"]


@pytest.mark.parametrize("worker", ["home-2", "other-1"])
def test_what_a_living_worker_or_another_home_has_in_hand_is_let_alone(db, worker):
    in_hand(worker)
    work.take_up_again("home", but="home-2")
    assert states() == ["RUNNING"]


def test_what_ends_its_worker_three_times_is_told_as_failed(db, caplog):
    result = in_hand(MINE)
    for number in range(2, 4):
        work.take_up_again("home", but="")
        result.refresh_from_db()
        result.claim(f"home-{number}")
    work.take_up_again("home", but="")
    assert states() == ["FAILED"]
    assert "upkeep.tasks.beat stopped 3 times" in caplog.text


def test_a_chain_of_work_never_waits_twice_and_begins_again_when_broken(db):
    for _ in range(2):
        expect_promises()
    result = DBTaskResult.objects.get(task_path=daily_promises.module_path)
    result.claim(MINE)
    expect_promises()
    assert states() == ["RUNNING"], "it is being done, and asks for itself again"
    daily_promises.call()
    expect_promises()
    assert states() == ["READY", "RUNNING"]
    DBTaskResult.objects.filter(status="READY").delete()
    result.set_failed(ValueError("Zebedee"))
    expect_promises()
    assert states() == ["FAILED", "READY"]
    expect_beat()


def test_what_was_written_by_somebody_killed_before_it_was_asked_for_is_sent(db, town):
    Message.objects.create(
        to=town.asha, kind="test", key="k", subject="s", body="b", address="a@b.example",
        message_id="<1@x>", try_at=timezone.now(), written_at=timezone.now(),
    )  # fmt: skip
    assert not work.waiting(tasks.send_messages).exists()
    tasks.expect_sending()
    tasks.expect_sending()
    assert work.waiting(tasks.send_messages).count() == 1


def test_retries_of_one_outage_do_not_pile_up(db, town, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    from alongside.desk.messages.actions import write_message

    for n in range(5):
        write_message(
            by=None, to=town.asha, kind="test", key=f"k{n}", subject="s", body="b"
        )
        tasks.send_messages.call()
    assert work.waiting(tasks.send_messages).count() <= 2


def test_a_home_never_has_two_workers(tmp_path, settings):
    settings.HOME = tmp_path
    held = background._held_alone()
    with pytest.raises(CommandError, match="done by another process"):
        background._held_alone()
    os.close(held)
    os.close(background._held_alone())


@pytest.mark.slow
def test_an_import_whose_reader_was_killed_is_read_with_nobody_pressing(tmp_path):
    desk = Desk(tmp_path / "home")
    desk.migrate()
    run(desk, UPLOAD)
    serve = [sys.executable, "manage.py", "serve", "--only", "work"]
    with subprocess.Popen(
        serve, cwd=ROOT, env=desk.environment, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    ) as serving:  # fmt: skip
        try:
            until(serving, "tasks.read_extract state=RUNNING")
            [worker] = children(serving.pid)
            os.kill(worker, signal.SIGKILL)
            until(serving, "Background work stopped; starting it again.")
            until(serving, "read_extract stopped in the midst: done again.")
            until(serving, "tasks.read_extract state=SUCCESSFUL")
        finally:
            serving.terminate()
            serving.communicate()
    told = run(desk, STATE)
    desk.stop()
    assert told.endswith("['ready']\n")


UPLOAD = """
from datetime import date
from alongside.desk.casework import actions
from tests import town as towns
from tests.desk.casework.exports import packed
from tests.desk.casework.killing import exports
ana = towns.build().ana
actions.upload_extract(by=ana, name="next.zip", contents=packed(exports()[0].records), as_at=date(2026, 3, 9))
"""
STATE = """
from alongside.desk.casework.models import Extract
print([each.state for each in Extract.objects.all()])
"""


def run(desk: Desk, code: str) -> str:
    done = desk.manage("shell", "-v0", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def until(serving, words: str) -> None:
    seen, limit = [], time.monotonic() + 120
    for line in iter(serving.stdout.readline, ""):
        seen.append(line)
        if words in line:
            return
        assert time.monotonic() < limit, "".join(seen)
    raise AssertionError(f"It never said {words!r}, but: {''.join(seen)}")


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sorted(map(int, listed))
