"""`manage.py serve`: pages and background work start together and stop together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.management import CommandError

from alongside.desk.today.management.commands import serve
from tests.migrated import migrate_elsewhere

ROOT = Path(__file__).parents[2]


@pytest.fixture
def port():
    with socket.socket() as one:
        one.bind((serve.HOST, 0))
        return one.getsockname()[1]


def test_a_port_that_is_taken_is_said_with_another_to_try(port):
    with socket.socket() as other:
        other.bind((serve.HOST, port))
        other.listen()
        with pytest.raises(
            CommandError, match=f"Port {port} is taken.*PORT={port + 1}"
        ):
            serve.refuse_if_taken(port)
    serve.refuse_if_taken(port)


def test_a_desk_that_does_not_start_is_not_waited_for(port):
    pages = subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"])
    began = time.monotonic()
    with pytest.raises(CommandError, match="did not start"):
        serve.wait_for_answer(pages, port)
    assert time.monotonic() - began < 10


def test_the_pages_are_asked_by_a_name_that_they_answer_to(settings):
    """By another they refuse, and each refusal is a line in the log of a council's host."""
    settings.ALLOWED_HOSTS = [".desk.eastmere.example", "127.0.0.1"]
    asked = []

    class Pages(BaseHTTPRequestHandler):
        def do_HEAD(self):
            asked.append(self.headers["Host"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *of):
            pass

    with HTTPServer((serve.HOST, 0), Pages) as pages:
        thread = threading.Thread(target=pages.handle_request)
        thread.start()
        with subprocess.Popen(["sleep", "60"]) as process:
            serve.wait_for_answer(process, pages.server_port)
            process.kill()
        thread.join()
    assert asked == ["desk.eastmere.example"]


def test_what_does_not_stop_when_told_is_ended(monkeypatch):
    monkeypatch.setattr(serve, "GRACE", 0.2)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True
    )
    with process:
        assert process.stdout and process.stdout.readline()
        serve.end(process, None)
        assert process.returncode == -signal.SIGKILL


@pytest.mark.slow
def test_it_serves_until_told_to_stop(tmp_path, port):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO_")}
    here = {
        "env": kept | {"ALONGSIDE_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        "cwd": ROOT,
        "text": True,
    }
    manage = [sys.executable, "manage.py"]
    command = [*manage, "serve", "--port", str(port), "--workers", "1"]

    behind = subprocess.run(command, capture_output=True, **here)
    assert behind.returncode and "The database is not up to date" in behind.stderr

    migrate_elsewhere(here["env"])
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **here
    ) as desk:
        try:
            lines = iter(desk.stdout.readline, "")
            until(lines, f"Alongside is at http://127.0.0.1:{port}")
            assert answer(port, "/") == 302
            pages, background = children(desk.pid)
            os.kill(background, signal.SIGKILL)
            until(lines, "Background work stopped; starting it again.")
            until(lines, "Starting worker")
            again = children(desk.pid)
            assert pages in again and background not in again and len(again) == 2
            desk.send_signal(signal.SIGTERM)
            until(lines, "Stopped.")
            assert desk.wait(10) == 0
        finally:
            desk.terminate()
    assert not [pid for pid in again if Path(f"/proc/{pid}").exists()]
    serve.refuse_if_taken(port)


@pytest.mark.slow
def test_each_part_is_served_alone(tmp_path, port):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO_")}
    kept |= {"ALONGSIDE_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    migrate_elsewhere(kept)
    for part, said in (
        ("work", "tasks.beat state=SUCCESSFUL"),
        ("pages", "Alongside is at"),
    ):
        with subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--only", part, "--port", str(port)],
            cwd=ROOT, env=kept, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as desk:  # fmt: skip
            try:
                until(iter(desk.stdout.readline, ""), said)
                assert len(children(desk.pid)) == 1
                if part == "pages":
                    assert answer(port, "/health/") == 200
                    assert answer(port, "/ready/") == 200  # the work has beaten
            finally:
                desk.terminate()
                desk.communicate()
        assert desk.returncode == 0


def until(lines, words: str) -> None:
    seen = []
    for line in lines:
        seen.append(line)
        if words in line:
            return
    raise AssertionError(f"It never said {words!r}, but: {''.join(seen)}")


def answer(port: int, path: str) -> int:
    asked = HTTPConnection(serve.HOST, port, timeout=10)
    asked.request("GET", path)
    status = asked.getresponse().status
    asked.close()
    return status


def children(pid: int) -> list[int]:
    return sorted(
        map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    )
