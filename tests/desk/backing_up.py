"""Desks of their own, each in a home and a database, for the tests of back-ups.

Run as a program it fills the desk of the environment, or writes to it until stopped.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Desk:
    """The home of a desk, and the address of its database if it is on PostgreSQL."""

    home: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        ours = ("ALONGSIDE_", "DATABASE_")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        mine = {"DATABASE_URL": self.database} if self.database else {}
        return {
            **kept, **mine,
            "ALONGSIDE_HOME": str(self.home), "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "alongside.desk.settings",
        }  # fmt: skip

    def manage(self, *words: object, limit: int = 0) -> subprocess.CompletedProcess:
        """Run a command. `limit`: no file may grow beyond so many 512-byte blocks."""
        command = [sys.executable, "manage.py", *map(str, words)]
        if limit:
            command = ["sh", "-c", f'ulimit -f {limit}; exec "$@"', "sh", *command]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def start(self, what: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, __file__, what],
            cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def fill(self) -> None:
        with self.start("fill") as filling:
            filling.communicate()
        assert filling.returncode == 0


def fill() -> None:
    """A town, and two uploads kept sealed."""
    from alongside.desk.casework import store
    from tests.town import build

    build()
    for name in ("first", "second"):
        store.keep(name, "file", f"The {name} upload".encode() * 1000)


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
    {"fill": fill, "write": write}[sys.argv[1]]()
