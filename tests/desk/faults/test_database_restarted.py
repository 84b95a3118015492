"""PostgreSQL is restarted, as by a power cut, while people log calls."""

from __future__ import annotations

import os
import threading
import time

import dj_database_url
import pytest
from django.db import Error
from django.db.transaction import TransactionManagementError
from django.db.utils import ConnectionHandler

from alongside.desk.access import away
from tests.desk.serving import BEGIN, Browser, Server, handed_back
from tests.postgres import binaries, cluster, restart_at_once

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

WRITERS = 3
RESTARTS = 8 if os.environ.get("ALONGSIDE_THOROUGH") else 2
PATIENCE = 0.3  # seconds before what was handed back is sent again


class Writer(threading.Thread):
    """Logs call after call; what is handed back is sent again, as it was handed back."""

    def __init__(self, browser: Browser, name: str, topic: int) -> None:
        super().__init__()
        self.browser, self.said, self.topic = browser, f"Words of {name}", topic
        self.over, self.acknowledged = threading.Event(), []
        self.refused: list[tuple[int, str]] = []
        self.broke: Exception | None = None

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self._log(f"{self.said}, call {len(self.acknowledged)}")
        except Exception as problem:
            self.broke = problem

    def _log(self, said: str) -> None:
        while (form := self._form(said)) is None:
            time.sleep(PATIENCE)
        status, page = self.browser.answer("/contacts/new/", form)
        while status != 200 and not self.browser.led_on:
            self.refused.append((status, page))
            assert said in page, "the words are in the page that says it was not taken"
            time.sleep(PATIENCE)
            status, page = self.browser.answer("/contacts/new/", handed_back(page))
        self.acknowledged.append(said)

    def _form(self, said: str) -> dict | None:
        status, page = self.browser.answer("/contacts/new/")
        if status != 200:
            self.refused.append((status, page))
            return None
        return self.browser.filled(page, said, self.topic)


@pytest.fixture
def desk(tmp_path):
    """A desk on a server of its own that keeps what it says it keeps."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed.")
    with cluster(durable=True) as database:
        desk = Server(tmp_path, database, debug=False)
        desk.migrate()
        desk.manage("collectstatic", "--noinput", "-v0")
        desk.manage("shell", "-v0", "-c", BEGIN)
        desk.start()
        yield desk
        desk.stop()


def go_on(writers: list[Writer]) -> None:
    """Let the writers log a call each, or as many between them."""
    until = time.monotonic() + 90
    wanted = sum(len(each.acknowledged) for each in writers) + WRITERS
    while sum(len(each.acknowledged) for each in writers) < wanted:
        assert time.monotonic() < until, "They do not go on."
        time.sleep(0.05)


def test_what_was_acknowledged_stands_once_and_people_are_told_what_to_do(desk):
    topic, writers = desk.state()["topic"], []
    for n in range(WRITERS):
        browser = Browser(desk)
        browser.sign_in()
        writers.append(Writer(browser, f"writer {n}", topic))
    for each in writers:
        each.start()
    for _ in range(RESTARTS):
        go_on(writers)
        restart_at_once(desk.environment["DATABASE_URL"])
    go_on(writers)  # by themselves, once it is back
    for each in writers:
        each.over.set()
    for each in writers:
        each.join(60)
    assert [each.broke for each in writers] == [None] * WRITERS
    stands = desk.state()
    acknowledged = [said for each in writers for said in each.acknowledged]
    assert sorted(stands["contacts"]) == sorted(acknowledged)
    assert stands["logged"] == len(acknowledged) and stands["faults"] == []
    refused = [each for writer in writers for each in writer.refused]
    assert {status for status, _ in refused} <= {503}
    assert all("cannot reach its records" in page for _, page in refused)


def unheard(asked) -> Exception:
    """Return what a question ends in."""
    with pytest.raises(Error) as said:
        asked()
    return said.value


def test_whatever_is_asked_of_a_connection_that_broke_it_is_away(
    monkeypatch, django_db_blocker
):
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed.")
    with cluster() as address, django_db_blocker.unblock():
        handler = ConnectionHandler({"default": dj_database_url.parse(address)})
        broken = handler["default"]
        monkeypatch.setattr(away, "connection", broken)
        ask = broken.cursor
        ask().execute("SELECT 1")
        mistake = unheard(lambda: ask().execute("SELECT 1 / 0"))
        assert not away.is_away(mistake), "it answers: the mistake is ours"
        restart_at_once(address)
        assert away.is_away(unheard(lambda: ask().execute("SELECT 1")))
        for told in Error("of no kind"), TransactionManagementError("after another"):
            assert away.is_away(told)
