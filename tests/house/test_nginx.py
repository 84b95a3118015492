"""The site of deploy/nginx.conf, served by nginx: what people see while the desk is down."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
PAGE = (DEPLOY / "not-answering.html").read_text()

needs_nginx = pytest.mark.skipif(
    not (NGINX and shutil.which("openssl")), reason="nginx and openssl are not here."
)


class OwnWords(BaseHTTPRequestHandler):
    """A desk that says itself what is wrong, or says nothing for longer than nginx waits."""

    def do_GET(self):
        if self.path == "/slow/":
            time.sleep(3)
        with suppress(BrokenPipeError):
            self.send_response(
                int(self.path.strip("/")) if self.path != "/slow/" else 200
            )
            self.end_headers()
            self.wfile.write(b"The desk's own words")

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *said):
        pass


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def whole(tmp_path):
    """A configuration of nginx around the site, in a folder of its own: `(file, port, desk)`.

    `port` is where it answers over TLS, `desk` where it expects the desk's processes.
    """
    key, certificate = tmp_path / "alongside.key", tmp_path / "alongside.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-subj", "/CN=alongside.example.gov.uk", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    port, desk = free_port(), free_port()
    site = (DEPLOY / "nginx.conf").read_text()
    for place in ("/etc/ssl/certs", "/etc/ssl/private", "/var/log/nginx"):
        site = site.replace(place, str(tmp_path))
    for told, here in (
        ("root /var/www/alongside;", f"root {DEPLOY};"),
        ("proxy_read_timeout 120s;", "proxy_read_timeout 1s;"),
        ("http://127.0.0.1:8000;", f"http://127.0.0.1:{desk};"),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
    ):
        assert told in site
        site = site.replace(told, here)
    site = re.sub(r"listen \[::\].*", "", site)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    waiting = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    user = "" if os.geteuid() else "user root;"  # the folder is open to nobody else
    file = tmp_path / "whole.conf"
    file.write_text(
        f"{user} pid {tmp_path}/pid; events {{}} http {{ {waiting} {site} }}"
    )
    return file, port, desk


def command(file: Path, *more: str) -> list[str]:
    return [NGINX, "-p", str(file.parent), "-e", str(file.parent / "log"), "-c", str(file), *more]  # fmt: skip


@pytest.fixture
def served(whole):
    """Ask nginx for an address, and return the status, the headers and the page."""
    file, port, desk = whole
    process = subprocess.Popen(command(file, "-g", "daemon off;"))
    trusting = ssl._create_unverified_context()
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            break
        time.sleep(0.05)

    def ask(path: str, sent: bytes | None = None):
        asked = Request(f"https://127.0.0.1:{port}{path}", sent)
        try:
            answer = urlopen(asked, context=trusting, timeout=30)
        except HTTPError as refused:
            answer = refused
        with answer:
            return answer.status, answer.headers, answer.read().decode()

    yield ask, desk
    process.terminate()
    process.wait(30)


@pytest.fixture
def answering(served):
    """As `served`, with something behind it that answers."""
    ask, port = served
    desk = ThreadingHTTPServer(("127.0.0.1", port), OwnWords)
    threading.Thread(target=desk.serve_forever, daemon=True).start()
    yield ask
    desk.shutdown()
    desk.server_close()


@needs_nginx
def test_nginx_takes_the_site(whole):
    done = subprocess.run(command(whole[0], "-t"), capture_output=True, text=True)
    assert "test is successful" in done.stderr, done.stderr


@needs_nginx
@pytest.mark.parametrize("sent", [None, b"said=Words&send_key=1"])
def test_while_the_desk_is_down_a_page_says_what_to_do(served, sent):
    ask, _ = served
    status, headers, page = ask("/contacts/new/", sent)
    assert (status, page) == (502, PAGE)
    assert headers["Content-Type"].startswith("text/html")
    assert headers["Retry-After"] == "60" and "no-store" in headers["Cache-Control"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@needs_nginx
def test_a_desk_that_takes_too_long_is_told_of_in_the_same_words(answering):
    assert answering("/slow/")[::2] == (504, PAGE)


@needs_nginx
@pytest.mark.parametrize("status", [500, 502, 503, 404])
def test_what_the_desk_says_itself_passes_as_it_is(answering, status):
    for sent in (None, b"said=Words"):
        assert answering(f"/{status}/", sent)[::2] == (status, "The desk's own words")


@needs_nginx
def test_nobody_opens_the_page_while_the_desk_answers(answering):
    assert answering("/not-answering.html")[0] == 404


def test_the_page_stands_alone_and_promises_nothing():
    assert not re.search(r"<(link|script|img|a)\b|url\(|@import|https?:", PAGE)
    assert "Count nothing as kept unless a page of the desk told you so" in PAGE
    assert "999" in PAGE and "ring whoever looks after the desk" in PAGE
