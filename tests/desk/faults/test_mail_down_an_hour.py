"""The mail server is down for an hour: all leaves once it is back, in order, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from alongside.desk.messages import actions
from alongside.desk.messages.models import Message
from alongside.desk.messages.wording import Fields
from tests.smtp import Postbox, a_free_port

MINUTE = timedelta(minutes=1)


class MailServer:
    """A real one on this machine, that can be stopped and started again."""

    def __init__(self) -> None:
        self.box, self.port, self._running = Postbox(), a_free_port(), None

    def start(self) -> None:
        self._running = Controller(self.box, hostname="127.0.0.1", port=self.port)
        self._running.start()

    def stop(self) -> None:
        if self._running:
            self._running.stop()
        self._running = None


@pytest.fixture
def server(settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    server.start()
    yield server
    server.stop()


def written(town, number: int) -> Message:
    """Every third to somebody outside; those of one thread are to leave in order."""
    if number % 3 == 0:
        return actions.write_outside_message(
            by=town.asha, number_or_address="gran@example.org", channel=actions.EMAIL,
            template="call_back_promised", key=f"n{number}", thread="gran",
            fields=Fields(promised=timezone.now(), reference=f"C-{number}"),
        )  # fmt: skip
    return actions.write_message(
        by=None, to=(town.asha, town.ben)[number % 2], kind="t", key=f"n{number}",
        subject=f"Number {number}", body="b", thread=f"thread {number % 2}",
    )  # fmt: skip


def test_an_hour_without_it_loses_nothing_doubles_nothing_and_keeps_the_order(
    town, server, client
):
    messages, now = [written(town, 0)], timezone.now()
    actions.send_waiting(now)
    server.stop()
    for minute in range(1, 61):
        messages.append(written(town, minute))
        actions.send_waiting(now + minute * MINUTE)
    assert len(server.box.got) == 1
    assert not Message.objects.stuck().exists()
    client.force_login(town.asha)
    page = client.get("/messages/sent/").content.decode()
    assert page.count("Waiting to be sent") >= 20, "who wrote them sees that they wait"

    server.start()
    at: object = now + 60 * MINUTE
    while at:
        at = actions.send_waiting(at)
    assert Message.objects.get(key="n60").sent_at <= now + 120 * MINUTE
    ids = [mail["Message-ID"] for mail in server.box.got]
    assert sorted(ids) == sorted(each.message_id for each in messages)
    for thread in ("gran", "thread 0", "thread 1"):
        ours = [each.message_id for each in messages if each.thread == thread]
        assert [each for each in ids if each in ours] == ours
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    page = client.get("/messages/sent/").content.decode()
    assert page.count("Waiting to be sent") == 1, "the filter alone has the words"


def test_one_that_was_cut_off_after_it_was_taken_comes_again_under_the_same_number(
    town, server
):
    """Whether it arrived cannot be known then: it is sent again, and mail programs show one."""
    written(town, 1)
    server.box.answer = "421 Going down"
    took = server.box.handle_DATA

    async def takes_and_goes_down(*given):
        answer = server.box.answer
        server.box.answer = "250 Taken"
        await took(*given)
        return answer

    server.box.handle_DATA = takes_and_goes_down
    now = timezone.now()
    again = actions.send_waiting(now)
    del server.box.handle_DATA
    assert actions.send_waiting(again) is None
    assert len({mail["Message-ID"] for mail in server.box.got}) == 1
    assert Message.objects.get().state == "sent"
