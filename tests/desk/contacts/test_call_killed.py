"""The server is killed while a contact is sent: no word is lost, and none stands twice."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from http.client import HTTPException

import pytest

from tests.desk.serving import BEGIN, Browser, Server

pytestmark = pytest.mark.slow

KILLS = 12 if os.environ.get("ALONGSIDE_THOROUGH") else 4


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
    desk.migrate()
    desk.manage("shell", "-v0", "-c", BEGIN)
    desk.start()
    yield desk
    desk.stop()


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
