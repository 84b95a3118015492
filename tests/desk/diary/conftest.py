"""Meetings, and a server on this machine for tests of what is read over the web."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from alongside.desk.casework.models import Due, Extract
from alongside.desk.diary.meeting_actions import Wanted, ask_for_meeting
from alongside.desk.diary.models import Resource
from tests.desk.diary.meeting_steps import ROLE_OF


@pytest.fixture
def web():
    """A server on this machine that answers as told, and keeps what it was asked."""
    asked: list[SimpleNamespace] = []
    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}

    class Answers(BaseHTTPRequestHandler):
        def answer(self):
            held = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(
                SimpleNamespace(
                    path=self.path, headers=self.headers, body=held, by=self.command
                )
            )
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_REPORT = answer

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(
        url=f"http://127.0.0.1:{server.server_port}",
        port=server.server_port,
        asked=asked,
        answers=answers,
    )
    server.shutdown()
    server.server_close()


@pytest.fixture
def here(settings):
    settings.CALENDAR_HOSTS = {"127.0.0.1"}


@pytest.fixture
def room(town):
    return Resource.objects.create(kind="room", name="Elm Room", capacity=8)


@pytest.fixture
def asked(town, room):
    school = Resource.objects.create(kind="outside", name="Ms Vale")
    return ask_for_meeting(
        by=town.asha, kind="core_group", child=town.robin,
        people=[Wanted(room, "room"), Wanted(school, "school")],
    )  # fmt: skip


@pytest.fixture
def conference(town):
    """A review conference held on Monday 9 March 2026 at 10:00, whose clock runs."""
    extract = Extract.objects.create(
        file_name="x", sha256="0" * 64, stored_as="x", as_at=date(2026, 3, 2),
        uploaded_by=town.sef, state="refused",
    )  # fmt: skip
    due = Due.objects.create(
        child=town.robin, rule="RCPC_1", started_on=date(2025, 12, 15),
        due_on=date(2026, 3, 16), status="open", first_in=extract,
    )  # fmt: skip
    people = [
        Wanted(Resource.objects.create(kind="outside", name=role.title()), role)
        for role in ROLE_OF
    ]
    made = ask_for_meeting(
        by=town.asha, kind="rcpc", child=town.robin, due=due, people=people
    )
    made.state, made.starts_at = (
        "booked",
        datetime(2026, 3, 9, 10, tzinfo=ZoneInfo("Europe/London")),
    )
    made.ends_at = made.starts_at + timedelta(minutes=90)
    made.save()
    return made
