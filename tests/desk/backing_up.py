"""Desks of their own, each in a home and a database, for the tests of back-ups.

Run as a program it writes to the desk of the environment until stopped.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from tests.obeying import Obeying

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Desk:
    """The home of a desk, and the address of its database if it is on PostgreSQL."""

    home: Path
    database: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    _obeying: Obeying | None = field(default=None, init=False)

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
        self._obeying = self._obeying or Obeying(self.environment)
        return self._obeying.does(*words, limit=limit)

    def migrate(self) -> None:
        done = self.manage("migrated")
        assert done.returncode == 0, done.stderr

    def start_writing(self) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, __file__], cwd=ROOT, env=self.environment,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def stop(self) -> None:
        if self._obeying:
            self._obeying.stop()
        self._obeying = None


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
    write()
