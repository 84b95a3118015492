"""A desk for journeys, served just as `make run` serves it.

Pages by granian, background work by its worker, SQLite in a file, static files with
their hashes: all that a person meets is what this machine would serve them.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.journeys.put_back import keep, put_back
from tests.obeying import Obeying

ROOT = Path(__file__).parents[2]
SIGN_IN = re.compile(r"([a-z]+\.[a-z]+)\s+((?:[a-z0-9]{4}-){3}[a-z0-9]{4})")
PATIENCE = 60  # seconds for the desk to answer


class Desk:
    """The home of an invented desk: made, copied, served and stopped."""

    def __init__(self, home: Path) -> None:
        self.home, self.address, self.serving = home, "", None
        self.obeying: Obeying | None = None

    def manage(self, *command: str) -> str:
        self.obeying = self.obeying or Obeying(self._environment())
        done = self.obeying.does(*command)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def begin(self, children: int) -> Desk:
        """Make the invented council, as `make run` does."""
        self.manage("migrated")
        self.manage("invented", "--children", str(children))
        self.stop()
        return self

    def begin_empty(self) -> Desk:
        """Make a desk with a sign-in for each role, and nothing imported."""
        self.manage("migrated")
        (self.home / "sign-ins.txt").write_text(self.manage("invent_sign_ins"))
        self.stop()
        return self

    def copy_to(self, home: Path) -> Desk:
        shutil.copytree(self.home, home)
        return Desk(home)

    @property
    def passwords(self) -> dict[str, str]:
        return dict(SIGN_IN.findall((self.home / "sign-ins.txt").read_text()))

    def serve(self) -> None:
        port = a_free_port()
        self.address = f"http://127.0.0.1:{port}"
        with (self.home / "serving.log").open("w") as log:
            self.serving = subprocess.Popen(
                [
                    sys.executable,
                    "manage.py",
                    "serve",
                    "--port",
                    str(port),
                    "--workers=1",
                ],
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + PATIENCE
        while not answers(self.address):
            stopped = self.serving.poll() is not None or time.monotonic() > until
            assert not stopped, self._said()
            time.sleep(0.2)
        keep(self.home, self._kept)

    def as_it_was(self) -> Desk:
        """Undo all that was done in it since it was served."""
        assert self.serving.poll() is None, self._said()
        put_back(self.home, self._kept)
        return self

    def stop(self) -> None:
        if self.serving:
            self.serving.send_signal(signal.SIGTERM)
            self.serving.wait(30)
        if self.obeying:
            self.obeying.stop()
            self.obeying = None

    @property
    def _kept(self) -> Path:
        return self.home.with_name("kept")

    def _said(self) -> str:
        return (self.home / "serving.log").read_text()

    def _environment(self) -> dict[str, str]:
        """This machine's, without what would lead the desk to another's records."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ALONGSIDE_", "DJANGO_", "DATABASE_"))
        }
        return kept | {"ALONGSIDE_HOME": str(self.home), "ALONGSIDE_INVENTED": "1"}


def a_free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(address: str) -> bool:
    """Whether a desk is served there, and has begun to answer."""
    try:
        with urlopen(f"{address}/sign-in/", timeout=5):
            return True
    except (URLError, OSError):
        return False
