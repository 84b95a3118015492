"""Two hundred support officers at once: what they wait, and whether anything is lost.

    make load ARGS="[PEOPLE [SECONDS]] [--aim MILLISECONDS] [--mixed]"

A desk on a PostgreSQL server of its own (durable, as a council's is) with 20,000 open
clocks and 50,000 contacts, served by two processes; PEOPLE (200) signed in separately
by a load tool (Locust) on the same machine, each acting every 10 seconds on average, for
SECONDS (300), from 15 seconds after all have signed in. All are support officers; or,
mixed, six in ten, with three social workers and a team manager. What the pages,
PostgreSQL and the tool took of the processors stands beside the figures, and what memory
the pages' processes held.
The aim: 95% of page answers under 300 ms; and of the contacts that the desk said it had
logged none lost and none doubled, though one form in ten is sent twice.

In a quarter of an hour 300 people ask for as many pages as in 8 hours of one every few
minutes: the longer load is `ARGS="300 900 --aim 400 --mixed"`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
PER_SECOND = 4  # people who sign in: each costs the making of a password's hash
LOCUST = ROOT / ".venv-load" / "bin" / "locust"


def asked() -> Namespace:
    wanted = ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("people", type=int, nargs="?", default=200)
    wanted.add_argument("seconds", type=int, nargs="?", default=300)
    wanted.add_argument(
        "--aim", type=int, default=300, help="milliseconds, for 95 in 100 answers"
    )
    wanted.add_argument(
        "--mixed", action="store_true", help="social workers and team managers too"
    )
    return wanted.parse_args()


def of_each_kind(people: int, mixed: bool) -> dict[str, int]:
    managers, workers = (people // 10, people * 3 // 10) if mixed else (0, 0)
    counts = {"officer": people - managers - workers, "worker": workers, "manager": managers}  # fmt: skip
    return {kind: number for kind, number in counts.items() if number}


def main(wanted: Namespace) -> int:
    sys.path.insert(0, str(ROOT))
    from tests.postgres import cluster

    with tempfile.TemporaryDirectory() as folder, cluster(durable=True) as address:
        home = Path(folder)
        os.environ |= {"DATABASE_URL": address, "ALONGSIDE_HOME": folder}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "alongside.desk.settings"}
        os.environ |= {
            "ALONGSIDE_PROXY": "1"
        }  # each officer at an address of their own
        people = of_each_kind(wanted.people, wanted.mixed)
        if desk("fill", json.dumps(people)):
            raise SystemExit("The desk was not filled. The lines above say why.")
        with served() as (port, serving):
            os.environ |= {"SERVING": str(serving), "DATABASE": database(address)}
            act(home, port, people, wanted.seconds)
        kept = desk("check", home / "sent.txt")
        return told(home, wanted) + kept


def database(address: str) -> str:
    """The id of PostgreSQL's first process, as it stands beside its socket."""
    folder = Path(unquote(urlsplit(address).netloc.partition("@")[2]))
    return (folder / "data" / "postmaster.pid").read_text().split()[0]


def desk(*arguments: object) -> int:
    """Run a part of desk_at_size.py in a process of its own; return its exit code."""
    command = [sys.executable, HERE / "desk_at_size.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT).returncode


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """Serve the desk; yield its port, and the id of the process."""
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
        yield port, serving.pid
    finally:
        serving.terminate()
        serving.wait(60)


def act(home: Path, port: int, people: dict[str, int], seconds: int) -> None:
    """Let the people sign in, and then act; what they wait is counted from there on."""
    command = [
        LOCUST, "-f", HERE / "officers.py", "--headless", "--only-summary",
        "--host", f"http://127.0.0.1:{port}", "-u", str(sum(people.values())), "-r", str(PER_SECOND),
        "--loglevel", "WARNING", *(kind.title() for kind in people),
    ]  # fmt: skip
    (home / "sent.txt").touch()
    given = {"SECONDS": str(seconds), "PEOPLE": json.dumps(people)}
    subprocess.run(command, cwd=home, env=os.environ | given)


def told(home: Path, wanted: Namespace) -> int:
    """Say what was waited, beside the aim; return 1 where it was missed."""
    found, aim = json.loads((home / "figures.json").read_text()), wanted.aim
    each = found["answers"] / wanted.people
    held = found["memory"]
    print(
        f"{found['answers']:,} answers in {found['seconds']:.0f} s "
        f"({found['answers'] / found['seconds']:.1f} a second), {found['failures']} failed.\n"
        f"Half within {found['half']:.0f} ms, 95% within {found['most']:.0f} ms "
        f"(aim {aim}: {found['most'] / aim:.2f} of it), 99% within {found['nearly']:.0f} ms.\n"
        f"Of the {found['cores']} cores {found['busy']:.0%} were busy: the pages took "
        f"{found['pages']:.0%}, PostgreSQL {found['database']:.0%}, the load tool {found['tool']:.0%}.\n"
        f"Each person was answered {each:.0f} times: as in 8 hours of a page every "
        f"{480 / each:.0f} minutes.\nThe processes that serve held {held['start']:.0f} MB at the start, "
        f"{held['middle']:.0f} half-way and {held['end']:.0f} at the end."
    )
    return int(found["most"] > aim or found["failures"] > 0)


if __name__ == "__main__":
    sys.exit(main(asked()))
