"""The server is killed while a contact is sent: no word is lost, and none stands twice."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.migrated import migrate_elsewhere

pytestmark = pytest.mark.slow

KILLS = 12 if os.environ.get("ALONGSIDE_THOROUGH") else 4
ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "seven-quiet-otters"
BEGIN = f"""
from alongside.desk.access.models import Role, User
asha = User(username="asha", full_name="Asha Patel", role=Role.objects.get(code="support_officer"))
asha.set_password({PASSWORD!r})
asha.save()
"""
STATE = """
import json
from alongside.desk.access.audit import faults
from alongside.desk.access.models import AuditEntry
from alongside.desk.contacts.models import Concern, Contact, Draft, Topic
print(json.dumps({
    "contacts": list(Contact.objects.values_list("said", flat=True)),
    "drafts": [draft.typed["said"] for draft in Draft.objects.all()],
    "concerns": Concern.objects.count(),
    "logged": AuditEntry.objects.filter(action="log contact").count(),
    "faults": list(faults()),
    "topic": Topic.objects.get(code="concern").pk,
}))
"""


class Server:
    """A desk in processes of its own, which can be killed and started again."""

    def __init__(self, home: Path, database: str) -> None:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        self.environment = os.environ | {
            "ALONGSIDE_HOME": str(home),
            "ALONGSIDE_DEBUG": "1",
            "DATABASE_URL": database,
        }
        self.address, self.process = f"http://127.0.0.1:{self.port}", None

    def manage(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT, env=self.environment, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def state(self) -> dict:
        return json.loads(self.manage("shell", "-v0", "-c", STATE).splitlines()[-1])

    def start(self) -> None:
        served = ["--interface", "wsgi", "--port", str(self.port), "--no-ws"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "granian", *served, "alongside.desk.wsgi:application"],
            cwd=ROOT, env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                return (
                    build_opener().open(f"{self.address}/sign-in/", timeout=5).close()
                )
            except (URLError, OSError):
                time.sleep(0.1)
        raise AssertionError("The server did not answer.")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)


class Browser:
    """What a browser keeps: its cookies, and the form as it is typed."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return self.opener.open(self.server.address + path, timeout=60).read().decode()

    def send(self, path: str, form: dict) -> str:
        told = urlencode(form).encode()
        answer = self.opener.open(self.server.address + path, told, timeout=60)
        return answer.read().decode()

    def sign_in(self) -> None:
        page = self.get("/sign-in/")
        self.send(
            "/sign-in/",
            {"login": "asha", "password": PASSWORD}
            | hidden(page, "csrfmiddlewaretoken"),
        )

    def typed(self, said: str, topic: int) -> dict:
        """The form of a call as somebody filled it in, kept while it was typed."""
        names = ("csrfmiddlewaretoken", "send_key", "began_at")
        form = hidden(self.get("/contacts/new/"), *names) | {
            "caller_said": "A neighbour", "caller_kind": "other", "identity": "not_checked",
            "topic": topic, "said": said, "outcome": "answered", "channel": "phone",
            "number_state": "not_tried",
        }  # fmt: skip
        self.send("/contacts/new/draft/", form)
        return form


def hidden(page: str, *names: str) -> dict[str, str]:
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in names
    }


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def server(request, tmp_path):
    database = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    if request.param == "postgres":
        import psycopg

        address, name = request.getfixturevalue("postgres_url"), f"calls_{os.getpid()}"
        with psycopg.connect(address, autocommit=True) as one:
            one.execute(f"create database {name}")
        database = address.replace("/postgres", f"/{name}")
    desk = Server(tmp_path, database)
    migrate_elsewhere(desk.environment)
    desk.manage("shell", "-v0", "-c", BEGIN)
    desk.start()
    yield desk
    desk.kill()


def sent_and_killed(browser: Browser, form: dict, after: float) -> None:
    """Send a form, and kill the server so many seconds later, whatever it is doing."""

    def send() -> None:
        with suppress(OSError, HTTPException):  # killed before it could answer
            browser.send("/contacts/new/", form)

    sending = threading.Thread(target=send)
    sending.start()
    time.sleep(after)
    browser.server.kill()
    sending.join(60)


def test_a_killed_server_loses_no_word_and_what_is_sent_again_stands_once(server):
    browser = Browser(server)
    browser.sign_in()
    topic = server.state()["topic"]
    form = browser.typed("The first, not killed", topic)
    began = time.monotonic()
    browser.send("/contacts/new/", form)
    length = time.monotonic() - began
    for n in range(KILLS):
        said = f"Words of call {n}"
        form = browser.typed(said, topic)
        sent_and_killed(browser, form, length * (n + 0.5) / KILLS)
        server.start()
        left = server.state()
        assert left["contacts"].count(said) + left["drafts"].count(said) == 1, left
        assert left["concerns"] == len(left["contacts"]) == left["logged"]
        browser.send("/contacts/new/", form)
        browser.send("/contacts/new/", form)
        became = server.state()
        assert became["contacts"].count(said) == 1
        assert became["drafts"] == became["faults"] == []
        assert (
            became["concerns"] == len(became["contacts"]) == became["logged"] == n + 2
        )
