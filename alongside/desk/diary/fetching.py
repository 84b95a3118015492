"""Asks calendars' addresses over the web, and no machine within the council's walls.

An address is somebody's word. So only HTTPS is spoken, and only with machines of public
addresses, each way that it leads on to checked anew; hosts named in the setting
ALONGSIDE_CALENDAR_HOSTS are let through, also over HTTP. A name is looked up once: what
was checked is what is spoken to. Proxies of the environment are not used, for they would
look names up for themselves.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.connection import create_connection

PATIENCE = (10, 20)  # seconds to be answered by the machine, and between two parts
WHOLE = 60  # seconds for everything
LARGEST = 10 * 2**20  # bytes, unpacked
ONWARD = {301, 302, 303, 307, 308}
MOST_WAYS = 5
# Public by their number, they lead to whatever stands behind a gateway.
GATEWAYS = (
    ip_network("64:ff9b::/96"),
    ip_network("2002::/16"),
    ip_network("2001::/32"),
)

NOT_PUBLIC = (
    "The address leads to a machine within a private network, which is not asked. If it "
    "is the council’s own calendar server, name it in ALONGSIDE_CALENDAR_HOSTS."
)
NOT_WEB = "The address must begin with https:// and name a machine."
NO_ANSWER = "Nobody answers at the address, or breaks off."
NOT_TRUSTED = "This machine does not trust the certificate of the address."
TOO_LARGE = f"The calendar is larger than {LARGEST // 2**20} MB, which is not read."
TOO_SLOW = f"The calendar did not come within {WHOLE} seconds."
TOO_FAR = f"The address leads on more than {MOST_WAYS} times."
REFUSED = {
    401: "The name or the password is refused. Enter the address anew.",
    403: "The address refuses to be read. Ask its owner to share the calendar.",
    404: "There is nothing at the address. Ask its owner for the one in use now.",
    405: "There is no calendar at the address: it does not answer what is asked of one.",
    410: "The calendar was taken from the address. Ask its owner for the one in use now.",
    429: "The address asks to be left alone for a while. It is tried again later.",
}


class CannotRead(Exception):
    """Why a calendar cannot be read, in a sentence without its address."""


class Place(NamedTuple):
    """An address without its password, and who asks with which."""

    url: str
    name: str
    password: str


def place(address: str) -> Place:
    """Return what an address says. Raises CannotRead for what is none of the web's."""
    try:
        parts = urlsplit(address.strip())
        scheme = {"webcal": "https", "webcals": "https"}.get(parts.scheme, parts.scheme)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise CannotRead(NOT_WEB) from None
    if scheme not in {"https", "http"} or not host:
        raise CannotRead(NOT_WEB)
    if scheme == "http" and not _named(host):
        raise CannotRead(NOT_WEB)
    plain = f"[{host}]" if ":" in host else host
    plain = f"{plain}:{port}" if port else plain
    url = urlunsplit((scheme, plain, parts.path or "/", parts.query, ""))
    return Place(url, unquote(parts.username or ""), unquote(parts.password or ""))


def ask(
    method: str, asked: Place, body: bytes = b"", headers: Mapping[str, str] = {}
) -> bytes:
    """Return what an address answers. Raises CannotRead where it does not, or too much."""
    until = time.monotonic() + WHOLE
    with _session() as session:
        for _ in range(MOST_WAYS + 1):
            answer = _answer(session, method, asked, body, headers)
            if answer.status_code not in ONWARD:
                return _contents(answer, until)
            asked, before = _onward(asked, answer), asked
            if _host(asked) != _host(before):
                headers = {k: v for k, v in headers.items() if k != "Authorization"}
    raise CannotRead(TOO_FAR)


def _onward(asked: Place, answer: requests.Response) -> Place:
    """Return where an answer leads on to; a password goes to no other machine."""
    further = place(urljoin(asked.url, answer.headers.get("Location", "")))
    same = _host(further) == _host(asked)
    return asked._replace(url=further.url) if same else Place(further.url, "", "")


def _host(asked: Place) -> tuple[str, str]:
    parts = urlsplit(asked.url)
    return parts.scheme, parts.netloc


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.mount("https://", _Checked())
    session.mount("http://", _Checked())
    return session


def _answer(session, method, asked, body, headers) -> requests.Response:
    signed = (asked.name, asked.password) if asked.name else None
    try:
        return session.request(
            method,
            asked.url,
            data=body or None,
            headers={"User-Agent": "Alongside", **headers},
            auth=signed,
            timeout=PATIENCE,
            allow_redirects=False,
            stream=True,
        )
    except requests.exceptions.SSLError:
        raise CannotRead(NOT_TRUSTED) from None
    except (requests.RequestException, OSError, UnicodeError):
        raise CannotRead(NO_ANSWER) from None


def _contents(answer: requests.Response, until: float) -> bytes:
    if answer.status_code not in {200, 207}:
        said = f"The address answers with the number {answer.status_code}."
        raise CannotRead(REFUSED.get(answer.status_code, said))
    held = bytearray()
    try:
        for part in answer.iter_content(65_536):
            held += part
            if len(held) > LARGEST:
                raise CannotRead(TOO_LARGE)
            if time.monotonic() > until:
                raise CannotRead(TOO_SLOW)
    except (requests.RequestException, OSError):
        raise CannotRead(NO_ANSWER) from None
    return bytes(held)


def _named(host: str) -> bool:
    return host.lower().rstrip(".") in settings.CALENDAR_HOSTS


def _connected(connection: HTTPConnection) -> socket.socket:
    """Connect to a machine that may be asked; its name is looked up here alone."""
    host = connection.host.strip("[]")
    found = socket.getaddrinfo(host, connection.port, type=socket.SOCK_STREAM)
    numbers = [str(each[4][0]) for each in found]
    if not _named(host) and not all(is_public(number) for number in numbers):
        raise CannotRead(NOT_PUBLIC)
    return _first_that_answers(numbers, connection)


def _first_that_answers(numbers: list[str], connection: HTTPConnection):
    problem = OSError("a name without a number")
    for number in numbers:
        try:
            to = number, connection.port
            return create_connection(to, PATIENCE[0], None, connection.socket_options)
        except OSError as refusal:
            problem = refusal
    raise problem


def is_public(number: str) -> bool:
    """Whether an IP address is one of the whole internet's."""
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            address = address.ipv4_mapped
        elif any(address in each for each in GATEWAYS):
            return False
    return address.is_global and not address.is_multicast


class _CheckedHTTP(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connected(self)


class _CheckedHTTPS(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _connected(self)


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _CheckedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedHTTPS


class _Checked(HTTPAdapter):
    """Speaks to machines that may be asked, and to no others."""

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _HTTPPool,
            "https": _HTTPSPool,
        }
