"""Serves the desk on this machine: pages and background work, side by side, or one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from alongside.desk.today.background import Background
from alongside.desk.upkeep.migrated import is_behind

HOST = "127.0.0.1"
PATIENCE = 600  # seconds to answer, once started: a starved machine takes minutes
WISHES = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # each asks us to stop
GRACE = 15  # seconds to finish what is in hand, once told to stop


class Stopped(Exception):
    """Somebody asked for the desk to stop."""


class Command(BaseCommand):
    help = "Serve the desk on this machine, with its background work, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="8000 if not said")
        parser.add_argument(
            "--workers", type=int, default=2, help="processes that answer (2)"
        )
        parser.add_argument(
            "--only",
            choices=("pages", "work"),
            help="pages alone, or background work alone; both if not said",
        )

    def handle(self, *, port: int, workers: int, only: str | None, **options) -> None:
        if only != "work":
            refuse_if_taken(port)
        refuse_if_behind()
        # Links in messages lead back to what is served here, unless the council says.
        os.environ.setdefault("ALONGSIDE_ADDRESS", f"http://{HOST}:{port}")
        if only != "work":
            call_command("collectstatic", interactive=False, verbosity=0)
        connection.close()
        for wish in WISHES:
            signal.signal(wish, stop)
        pages = background = None
        try:
            if only != "work":
                pages = start(*granian(port, workers))
            if only != "pages":
                background = Background(self.stderr.write)
                background.begin()
            if pages:
                wait_for_answer(pages, port)
                self.say(port)
            while True:
                if pages and pages.poll() is not None:
                    raise CommandError(
                        "The pages stopped being served. The lines above say why."
                    )
                if background:
                    background.look_after()
                time.sleep(0.5)
        except Stopped:
            self.stdout.write("Stopping.")
        finally:
            for wish in WISHES:
                signal.signal(wish, signal.SIG_IGN)
            end(background and background.process, pages)
        self.stdout.write("Stopped.")

    def say(self, port: int) -> None:
        self.stdout.write(f"\nAlongside is at http://{HOST}:{port}")
        sign_ins = settings.HOME / "sign-ins.txt"
        if settings.INVENTED and sign_ins.exists():
            self.stdout.write(f"The sign-ins of the invented council: {sign_ins}")
        self.stdout.write("To stop: Ctrl-C\n")
        self.stdout.flush()


def stop(signum: int, frame: object) -> None:
    raise Stopped


def refuse_if_taken(port: int) -> None:
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((HOST, port))
        except PermissionError:
            raise CommandError(
                f"Port {port} is kept for the system. Choose one from 1024: --port 8001"
            ) from None
        except OSError:
            raise CommandError(
                f"Port {port} is taken by another program. Stop that one, or choose "
                f"another port: make run PORT={port + 1}"
            ) from None


def refuse_if_behind() -> None:
    """Refuse to serve from a database that lacks this version's changes."""
    if is_behind():
        raise CommandError(
            "The database is not up to date. Run: python manage.py migrate"
        )


def granian(port: int, workers: int) -> tuple[str, ...]:
    # A second thread, so that a slow page holds nobody up. More take the processor from
    # each other: with four, one answer in twenty took nearly twice as long.
    return (
        "granian", "alongside.desk.wsgi:application", "--interface", "wsgi",
        "--host", HOST, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", "2", "--log-level", "warning", "--no-ws",
        "--respawn-failed-workers", "--workers-kill-timeout", "10",
    )  # fmt: skip


def start(*module_and_arguments: str) -> subprocess.Popen[bytes]:
    """Start a module of this Python. Ctrl-C reaches only us: we end it ourselves."""
    return subprocess.Popen(
        [sys.executable, "-m", *module_and_arguments],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for_answer(pages: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the pages answer, asked by a name that they answer to."""
    called = {"Host": settings.ALLOWED_HOSTS[0].strip("*.") or HOST}
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if pages.poll() is not None:
            raise CommandError("The desk did not start. The lines above say why.")
        asked = HTTPConnection(HOST, port, timeout=5)
        try:
            asked.request("HEAD", "/", headers=called)
            asked.getresponse()
            return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            asked.close()
    raise CommandError(f"The desk did not answer within {PATIENCE // 60} minutes.")


def end(*processes: subprocess.Popen[bytes] | None) -> None:
    """Tell each to finish what it has in hand, and end any that does not."""
    started = [process for process in processes if process]
    for process in started:
        process.terminate()
    until = time.monotonic() + GRACE
    for process in started:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
