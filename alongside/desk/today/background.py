"""The process that does the background work: kept going, and its broken work taken up."""

from __future__ import annotations

import fcntl
import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.management import CommandError
from django.db import DatabaseError, connection

from alongside.desk.access import work
from alongside.desk.api.tasks import expect_notices
from alongside.desk.casework.tasks import expect_digests
from alongside.desk.contacts.concern_tasks import expect_concerns
from alongside.desk.decisions.tasks import expect_call_ins
from alongside.desk.diary.tasks import expect_calendars
from alongside.desk.messages.tasks import expect_mail, expect_sending
from alongside.desk.pilots.tasks import expect_promises
from alongside.desk.support.tasks import expect_timings
from alongside.desk.upkeep.clock_actions import clock_moved_back
from alongside.desk.upkeep.clock_watch import ClockWatch, since_last_line
from alongside.desk.upkeep.tasks import expect_beat

SETTINGS = "alongside.desk.settings"
REST = 2  # seconds before background work that died is started again
LOOK = 60  # seconds between two looks whether all work waits that is to be done


def expect_work() -> None:
    """See that all work waits to be done that asks for itself again once it is done."""
    expect_beat()
    expect_digests()
    expect_concerns()
    expect_mail()
    expect_sending()
    expect_calendars()
    expect_timings()
    expect_notices()
    expect_promises()
    expect_call_ins()


class Background:
    """One worker of one home. `look_after` it twice a second; what it tells is `say`'s."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self.say, self._held = say, _held_alone()
        self.process: subprocess.Popen[bytes] | None = None
        place = f"{socket.gethostname()} {settings.HOME}"
        self._family = hashlib.sha256(place.encode()).hexdigest()[:12]
        self._name, self._clock, self._looked_at = "", ClockWatch(), 0.0

    def begin(self) -> None:
        """Take up what was in hand when all stopped last, and start."""
        self._look(since_last_line())
        self._start()

    def look_after(self) -> None:
        if self.process and self.process.poll() is not None:
            self.say("Background work stopped; starting it again.")
            self.process, self._name, self._looked_at = None, "", 0.0
            time.sleep(REST)
        moved = self._clock.moved_back()
        if not moved and time.monotonic() - self._looked_at < LOOK:
            return
        if self._look(moved) and not self.process:
            self._start()

    def _look(self, moved: timedelta) -> bool:
        """See that nothing was lost on the way; return whether the database answers."""
        self._looked_at = time.monotonic()
        try:
            if moved:
                clock_moved_back(moved)
            work.take_up_again(self._family, but=self._name)
            expect_work()
        except DatabaseError as problem:
            self.say(f"The database does not answer ({type(problem).__name__}).")
            self._looked_at += REST - LOOK  # soon again
            return False
        finally:
            connection.close()
        return True

    def _start(self) -> None:
        self._name = f"{self._family}-{uuid4().hex[:8]}"
        words = ("--queue-name", "*", "--worker-id", self._name)
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "django",
                "db_worker",
                *words,
                "--settings",
                SETTINGS,
            ],
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches only us: we end it ourselves
            pass_fds=[self._held],
        )


def _held_alone() -> int:
    """Return a lock that the worker holds with us, so that a home never has two."""
    held = os.open(settings.HOME / "work.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CommandError(
            "The background work of this desk is being done by another process. Stop "
            "that one, or serve the pages alone: --only pages"
        ) from None
    return held
