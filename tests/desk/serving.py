"""A desk in processes of its own, and a browser that sends it forms: for tests of faults."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

from tests.obeying import Obeying

ROOT = Path(__file__).resolve().parents[2]
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
    """A desk in processes of its own: what serves can be killed and started again."""

    def __init__(self, home: Path, database: str, debug: bool = True) -> None:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        self.environment = os.environ | {
            "ALONGSIDE_HOME": str(home),
            "ALONGSIDE_DEBUG": "1" if debug else "",
            "DATABASE_URL": database,
        }
        self.address, self.process = f"http://127.0.0.1:{self.port}", None
        self.obeying = Obeying(self.environment)

    def manage(self, *command: str) -> str:
        done = self.obeying.does(*command)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def migrate(self) -> None:
        self.manage("migrated")

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

    def stop(self) -> None:
        self.kill()
        self.obeying.stop()


class Browser:
    """What a browser keeps: its cookies, and the form as it is typed.

    `led_on` is whether what was sent last was answered by another page: it was taken, even
    where that page could not be shown.
    """

    def __init__(self, server: Server) -> None:
        self.server = server
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.led_on = False

    def get(self, path: str) -> str:
        return self.opener.open(self.server.address + path, timeout=60).read().decode()

    def send(self, path: str, form: dict) -> str:
        told = urlencode(form).encode()
        answer = self.opener.open(self.server.address + path, told, timeout=60)
        return answer.read().decode()

    def answer(self, path: str, form: dict | None = None) -> tuple[int, str]:
        """Open a page, or send a form; return what was answered, whichever it is."""
        told = urlencode(form).encode() if form else None
        try:
            answer = self.opener.open(self.server.address + path, told, timeout=60)
        except HTTPError as refused:
            answer = refused
        with answer:
            self.led_on = urlsplit(answer.url).path != path
            return answer.status, answer.read().decode()

    def sign_in(self) -> None:
        page = self.get("/sign-in/")
        self.send(
            "/sign-in/",
            {"login": "asha", "password": PASSWORD}
            | hidden(page, "csrfmiddlewaretoken"),
        )

    def typed(self, said: str, topic: int) -> dict:
        """The form of a call as somebody filled it in, kept while it was typed."""
        form = self.filled(self.get("/contacts/new/"), said, topic)
        self.send("/contacts/new/draft/", form)
        return form

    @staticmethod
    def filled(page: str, said: str, topic: int) -> dict:
        """The form of a call on a page, filled in."""
        return hidden(page, "csrfmiddlewaretoken", "send_key", "began_at") | {
            "caller_said": "A neighbour", "caller_kind": "other", "identity": "not_checked",
            "topic": topic, "said": said, "outcome": "answered", "channel": "phone",
            "number_state": "not_tried",
        }  # fmt: skip


def hidden(page: str, *names: str) -> dict[str, str]:
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in names
    }


def handed_back(page: str) -> dict[str, str]:
    """The form that a page hands back, to be sent again."""
    found = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}
