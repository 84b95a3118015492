"""Radicale, a CalDAV server, as a program of its own while tests last."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import requests

NAME, PASSWORD = "nia", "word of nia"
PATIENCE = 30


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    """Yield the address of Nia's collections; known to be ours by the realm it tells."""
    realm, port = f"tests {uuid4().hex}", _free_port()
    users = folder / "users"
    users.write_text(f"{NAME}:{PASSWORD}\n")
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "storage-filesystem-folder": str(folder / "collections"),
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": str(users),
        "auth-htpasswd-encryption": "plain",
        "auth-realm": realm,
    }
    said = [f"--{name}={value}" for name, value in options.items()]
    server = subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", "", *said],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": ""},
        cwd=folder,
    )
    try:
        _await(server, port, realm)
        yield f"http://127.0.0.1:{port}/{NAME}/"
    finally:
        server.terminate()
        server.wait(10)


def put(calendar: str, name: str, contents: bytes) -> None:
    """Put an entry into a calendar, which is made if it is not there yet."""
    signed = (NAME, PASSWORD)
    requests.request("MKCALENDAR", calendar, auth=signed, timeout=10)
    kind = {"Content-Type": "text/calendar; charset=utf-8"}
    done = requests.put(
        f"{calendar}{name}.ics", contents, auth=signed, headers=kind, timeout=10
    )
    done.raise_for_status()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _await(server: subprocess.Popen[bytes], port: int, realm: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError("Radicale did not start.")
        try:
            asked = requests.get(f"http://127.0.0.1:{port}/{NAME}/", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
            continue
        if realm not in asked.headers.get("WWW-Authenticate", ""):
            raise RuntimeError("Another program answers at the port of Radicale.")
        return
    raise RuntimeError(f"Radicale did not answer within {PATIENCE} seconds.")
