"""The disk is full: nothing stands by halves, people are told, and nothing they wrote is lost."""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.desk.serving import BEGIN, Browser, Server, handed_back
from tests.postgres import binaries, cluster, restart_at_once

pytestmark = pytest.mark.slow

LONG = "and so it went on. " * 100
MOST = 150  # calls: the room that is held ready is used up long before


@pytest.fixture
def small_disk():
    """A file system of a few megabytes, which takes no more once it is full."""
    place = Path(tempfile.mkdtemp(prefix="alongside-disk-"))
    asked = ["mount", "-t", "tmpfs", "-o", "size=150m,mode=0755", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(asked, capture_output=True).returncode:
        place.rmdir()
        pytest.skip("A small file system can be mounted by root alone.")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)
    place.rmdir()


@pytest.fixture(
    params=[
        "file",
        pytest.param("tables", marks=pytest.mark.postgres),
        pytest.param("log", marks=pytest.mark.postgres),
    ]
)
def on_it(request) -> str:
    """What is on the small disk: SQLite's file; PostgreSQL's tables, or its log of writes."""
    return request.param


@pytest.fixture
def database(on_it, small_disk):
    if on_it == "file":
        yield f"sqlite:///{small_disk / 'desk.sqlite3'}"
        return
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed.")
    with cluster(durable=True, **{on_it: small_disk}) as address:
        yield address


@pytest.fixture
def desk(on_it, database, small_disk, tmp_path):
    """A desk whose records are on the small disk, whole or in part."""
    desk = Server(small_disk if on_it == "file" else tmp_path, database, debug=False)
    desk.migrate()
    desk.manage("collectstatic", "--noinput", "-v0")
    desk.manage("shell", "-v0", "-c", BEGIN)
    desk.start()
    yield desk
    desk.stop()


def fill(disk: Path) -> Path:
    """Take all the room there is; removing the file gives it back."""
    ballast = disk / "ballast"
    handle = os.open(ballast, os.O_WRONLY | os.O_CREAT)
    for size in (1_048_576, 4096):
        with suppress(OSError):  # there is no room for a piece of this size
            while True:
                os.write(handle, b"x" * size)
    os.close(handle)
    return ballast


def test_nothing_stands_by_halves_and_what_was_written_goes_on_once_there_is_room(
    desk, small_disk, on_it
):
    browser = Browser(desk)
    browser.sign_in()
    topic = desk.state()["topic"]
    page = browser.get("/contacts/new/")
    forms = [browser.filled(page, f"Call {n} {LONG}", topic) for n in range(MOST)]
    ballast = fill(small_disk)
    taken, refused = [], None
    for n, form in enumerate(forms):
        form["send_key"] = f"{n:032x}"
        status, page = browser.answer("/contacts/new/", form)
        assert "There is a problem" not in page
        if status != 200 and not browser.led_on:
            refused = (status, page, form["said"])
            break
        taken.append(form["said"].strip())
    assert refused is not None, f"{MOST} calls were taken by a full disk"
    status, page, said = refused
    assert status == 503 and said.strip() in page
    assert "Nothing you wrote is lost" in page and "Send it again" in page
    ballast.unlink()
    if on_it == "log":  # where PostgreSQL cannot write it, it stops until it is started
        restart_at_once(desk.environment["DATABASE_URL"])
    left = desk.state()
    assert sorted(left["contacts"]) == sorted(taken)
    assert left["logged"] == len(taken) and left["faults"] == []
    assert browser.answer("/contacts/new/", handed_back(page))[0] == 200
    became = desk.state()
    assert sorted(became["contacts"]) == sorted([*taken, said.strip()])
    assert became["logged"] == len(taken) + 1 and became["faults"] == []
