"""Desks of their own, each in a home and a database, for the tests of back-ups.

Run as a program it obeys commands, or writes to the desk of the environment until
stopped: a process for each desk, since to start one for each command takes seconds.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Desk:
    """The home of a desk, and the address of its database if it is on PostgreSQL."""

    home: Path
    database: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    _obeying: subprocess.Popen | None = field(default=None, init=False)

    @property
    def environment(self) -> dict[str, str]:
        ours = ("ALONGSIDE_", "DATABASE_")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        mine = {"DATABASE_URL": self.database} if self.database else {}
        return {
            **kept, **mine, **self.settings,
            "ALONGSIDE_HOME": str(self.home), "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "alongside.desk.settings",
        }  # fmt: skip

    def manage(self, *words: object, limit: int = 0) -> SimpleNamespace:
        """Run a command. `limit`: no file may grow beyond so many bytes."""
        if not self._obeying:
            self._obeying = self.start("obey")
        told = json.dumps({"words": list(map(str, words)), "limit": limit})
        self._obeying.stdin.write(f"{told}\n")
        self._obeying.stdin.flush()
        return SimpleNamespace(**json.loads(self._obeying.stdout.readline()))

    def start(self, what: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, __file__, what], cwd=ROOT, env=self.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def stop(self) -> None:
        if self._obeying:
            self._obeying.communicate()
        self._obeying = None


def obey() -> None:
    """Run each command that is told, a line of JSON, and answer with a line."""
    for line in sys.stdin:
        print(json.dumps(answer(**json.loads(line))), flush=True)


def answer(words: list[str], limit: int) -> dict:
    from django.core.management import CommandError, call_command
    from django.db import connection

    out, err, status = io.StringIO(), io.StringIO(), 0
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit or hard, hard))
    try:
        if words[0] in FILLS:
            FILLS[words[0]]()
        else:
            call_command(*words, stdout=out, stderr=err)
    except CommandError as problem:
        err.write(str(problem))
        status = 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        connection.close()
    return {"returncode": status, "stdout": out.getvalue(), "stderr": err.getvalue()}


def fill():
    """A town, and two uploads kept sealed. Return the town."""
    from alongside.desk.casework import store
    from tests.town import build

    town = build()
    for name in ("first", "second"):
        store.keep(name, "file", f"The {name} upload".encode() * 1000)
    return town


def fill_sealed() -> None:
    """A town, 1,200 files from HR and two uploads, sealed."""
    from alongside.desk.access.sealing import seal
    from alongside.desk.workforce.hr_models import HrUpload

    hal = fill().hal
    HrUpload.objects.bulk_create(
        HrUpload(file_name=f"{n}.xlsx", sealed=seal(b"rows"), uploaded_by=hal)
        for n in range(1_200)
    )


FILLS = {"fill": fill, "fill_sealed": fill_sealed}


def write() -> None:
    """Write lines of the trail and uploads, as fast as may be, until stopped."""
    from alongside.desk.access.audit import record_read
    from alongside.desk.casework import store

    for number in range(1_000_000):
        store.keep(f"upload-{number}", "file", b"Kept while backing up")
        record_read(by=None, action="write meanwhile", n=number)
        if number == 0:
            print("writing", flush=True)


if __name__ == "__main__":
    import django

    django.setup()
    {"obey": obey, "write": write}[sys.argv[1]]()
