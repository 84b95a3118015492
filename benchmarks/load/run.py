"""Two hundred support officers at once: what they wait, and whether anything is lost.

    make load ARGS="[OFFICERS [SECONDS]]"

A desk on a PostgreSQL server of its own (durable, as a council's is) with 20,000 open
clocks and 50,000 contacts, served by two processes; OFFICERS (200) signed in separately
by a load tool (Locust) on the same machine, each acting every 10 seconds on average, for
SECONDS (300) after all have signed in. What the tool took of the processors stands beside
the figures. The aim: 95% of page answers under 300 ms; and of the contacts that the desk
said it had logged none lost and none doubled, though one form in ten is sent twice.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
AIM = 300  # milliseconds, for 95 in a hundred answers
PER_SECOND = 4  # officers who sign in: each costs the making of a password's hash
LOCUST = ROOT / ".venv-load" / "bin" / "locust"


def main(officers: int, seconds: int) -> int:
    sys.path.insert(0, str(ROOT))
    from tests.postgres import cluster

    with tempfile.TemporaryDirectory() as folder, cluster(durable=True) as address:
        home = Path(folder)
        os.environ |= {"DATABASE_URL": address, "ALONGSIDE_HOME": folder}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "alongside.desk.settings"}
        os.environ |= {
            "ALONGSIDE_PROXY": "1"
        }  # each officer at an address of their own
        if desk("fill", officers):
            raise SystemExit("The desk was not filled. The lines above say why.")
        with served() as port:
            act(home, port, officers, seconds)
        kept = desk("check", home / "sent.txt")
        return told(home) + kept


def desk(*arguments: object) -> int:
    """Run a part of desk_at_size.py in a process of its own; return its exit code."""
    command = [sys.executable, HERE / "desk_at_size.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT).returncode


@contextmanager
def served() -> Iterator[int]:
    from tests.journeys.desk import a_free_port, answers

    port = a_free_port()
    serving = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)], cwd=ROOT
    )
    try:
        while not answers(f"http://127.0.0.1:{port}"):
            if serving.poll() is not None:
                raise SystemExit("The desk did not start. The lines above say why.")
            time.sleep(0.5)
        yield port
    finally:
        serving.terminate()
        serving.wait(60)


def act(home: Path, port: int, officers: int, seconds: int) -> None:
    """Let the officers sign in, and then act; what they wait is counted from there on."""
    command = [
        LOCUST, "-f", HERE / "officers.py", "--headless", "--only-summary",
        "--host", f"http://127.0.0.1:{port}", "-u", str(officers), "-r", str(PER_SECOND),
        "--loglevel", "WARNING",
    ]  # fmt: skip
    (home / "sent.txt").touch()
    subprocess.run(command, cwd=home, env=os.environ | {"SECONDS": str(seconds)})


def told(home: Path) -> int:
    """Say what was waited, beside the aim; return 1 where it was missed."""
    found = json.loads((home / "figures.json").read_text())
    print(
        f"{found['answers']:,} answers in {found['seconds']:.0f} s "
        f"({found['answers'] / found['seconds']:.1f} a second), {found['failures']} failed.\n"
        f"Half within {found['half']:.0f} ms, 95% within {found['most']:.0f} ms "
        f"(aim {AIM}: {found['most'] / AIM:.2f} of it), 99% within {found['nearly']:.0f} ms.\n"
        f"Of the {found['cores']} cores {found['busy']:.0%} were busy; "
        f"the load tool took {found['tool']:.0%}."
    )
    return int(found["most"] > AIM or found["failures"] > 0)


if __name__ == "__main__":
    numbers = [int(said) for said in sys.argv[1:]]
    sys.exit(main(*numbers, *(200, 300)[len(numbers) :]))
