"""A mail server on this machine that takes what is sent, and shows it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller


class Postbox:
    """Takes what is sent, and answers what it is told to."""

    def __init__(self):
        self.answer, self.to_each, self.got = "250 Taken", {}, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.to_each:
            return self.to_each[address]
        envelope.rcpt_tos.append(address)
        return "250 Known"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answer.startswith("250"):
            mail = message_from_bytes(envelope.content)
            mail.raw = envelope.content
            self.got.append(mail)
        return self.answer

    def subjects(self) -> list[str]:
        return [each["Subject"] for each in self.got]


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


@contextmanager
def listening(settings) -> Iterator[Postbox]:
    """Yield a postbox that the desk's mail goes to, sent when a test says so."""
    box, port = Postbox(), a_free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    dummy = "django_tasks.backends.dummy.DummyBackend"
    settings.TASKS = {"default": {"BACKEND": dummy}}
    try:
        yield box
    finally:
        server.stop()
