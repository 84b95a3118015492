"""A server on this machine, for tests of what is read over the web."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest


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
