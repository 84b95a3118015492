"""Every command of the desk, run on a back-up of records with marked names, well and in error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.core.management import get_commands
from django.db import connection

from tests.desk.backing_up import Desk

# What each is run with; those that are run for themselves are not among them.
WORDS = {
    "add_administrator": [("ada", "Ada Marsh"), ("ada", "Ada Marsh")],
    "back_up": [], "restore": [],
    "clearsessions": [()],
    "collect_mail": [()],
    "draw_timings": [()],
    "end_leavers": [()],
    "erase_due": [()],
    "migrate": [()],
    "find_unusual_looks": [(), ("--since", "2020-01-01")],
    "prune_audit": [(), ("--years", "1")],
    "reseal": [("--look",), ()],
    "verify_audit": [(), ("--held", "0" * 64)],
    "write_digests": [()],
}  # fmt: skip
# They serve, or invent people: their names are nobody's.
NOT_RUN = {"invented", "invent_sign_ins", "serve"}


def ours() -> set[str]:
    return {
        name for name, app in get_commands().items() if app.startswith("alongside.")
    }


def printed(folder: Path) -> str:
    """Return all that the commands print, on these records and on their back-up put back."""
    here, there = Desk(folder / "here"), Desk(folder / "there")
    for desk in (here, there):
        desk.home.mkdir()
    (here.home / "desk.sqlite3").write_bytes(connection.connection.serialize())
    whole = folder / "marked.zip"
    said = [*run(here, "back_up", "--to", whole), *run(here, "back_up", "--to", whole)]
    said += put_back(whole, there)
    there.stop()  # it has read its own keys
    (there.home / "encryption.key").write_bytes(
        (here.home / "encryption.key").read_bytes()
    )
    said += put_back(whole, there)
    assert "Its audit trail is whole" in said[-2], said
    for name, ways in WORDS.items():
        for words in ways:
            said += run(there, name, *words)
    for desk in (here, there):
        desk.stop()
    return "\n".join(said)


def put_back(whole: Path, desk: Desk) -> Iterator[str]:
    """Restore a back-up, and half of it, which is none."""
    contents = whole.read_bytes()
    half = whole.with_name("half.zip")
    half.write_bytes(contents[: len(contents) // 2])
    for words in ((half,), (whole,), (whole,), (whole, "--replace")):
        yield from run(desk, "restore", *words)


def run(desk: Desk, *words: object) -> list[str]:
    done = desk.manage(*words)
    return [done.stdout, done.stderr]
