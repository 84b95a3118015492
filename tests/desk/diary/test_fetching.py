"""Which machines are asked for a calendar, how long, and how much they may answer."""

from __future__ import annotations

import pytest

from alongside.desk.diary import fetching
from alongside.desk.diary.fetching import (
    NO_ANSWER,
    NOT_PUBLIC,
    NOT_WEB,
    REFUSED,
    TOO_FAR,
    TOO_LARGE,
    TOO_SLOW,
    CannotRead,
    ask,
    is_public,
    place,
)


def refusal(address: str) -> str:
    with pytest.raises(CannotRead) as problem:
        ask("GET", place(address))
    return str(problem.value)


NOT_ASKED = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "100.64.0.1", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "255.255.255.255",
]  # fmt: skip


@pytest.mark.parametrize("number", NOT_ASKED)
def test_machines_within_are_not_public(number):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["1.1.1.1", "81.2.69.142", "2a00:1450:4009::200e"])
def test_machines_of_the_internet_are(number):
    assert is_public(number)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"]
)
def test_this_machine_is_not_asked_however_it_is_written(settings, host):
    settings.CALENDAR_HOSTS = set()
    assert refusal(f"https://{host}:9/calendar.ics") == NOT_PUBLIC


def test_not_even_a_connection_is_made_to_it(settings, web):
    settings.CALENDAR_HOSTS = set()
    assert refusal(f"https://127.0.0.1:{web.port}/calendar.ics") == NOT_PUBLIC
    assert not web.asked


def test_a_public_name_that_means_this_machine_is_found_out(settings, web, monkeypatch):
    """As somebody would do it who has a domain of their own."""
    settings.CALENDAR_HOSTS = set()
    found = [(2, 1, 6, "", ("127.0.0.1", web.port))]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *a, **k: found)
    assert refusal("https://calendar.example/calendar.ics") == NOT_PUBLIC
    found.append((2, 1, 6, "", ("1.1.1.1", web.port)))  # beside one that is public
    assert refusal("https://calendar.example/calendar.ics") == NOT_PUBLIC


def test_an_address_leads_on_to_no_machine_that_would_not_be_asked(here, web):
    inner = f"http://localhost:{web.port}/inner"
    web.answers["/outer"] = 302, {"Location": inner}, b""
    web.answers["/inner"] = 200, {}, b"secret"
    assert refusal(f"{web.url}/outer") == NOT_WEB  # http, of a host nobody named
    web.answers["/outer"] = 302, {"Location": inner.replace("http:", "https:")}, b""
    assert refusal(f"{web.url}/outer") == NOT_PUBLIC
    assert [each.path for each in web.asked] == ["/outer", "/outer"]


def test_a_password_goes_to_no_other_machine(settings, web):
    settings.CALENDAR_HOSTS = {"127.0.0.1", "localhost"}
    other = f"http://localhost:{web.port}/second"
    web.answers["/first"] = 302, {"Location": other}, b""
    web.answers["/second"] = 200, {}, b"read"
    address = f"http://nia:word@127.0.0.1:{web.port}/first"
    said = ask("GET", place(address), headers={"Authorization": "Bearer word"})
    assert said == b"read"
    assert web.asked[0].headers["Authorization"].startswith("Basic ")
    assert web.asked[1].headers["Authorization"] is None


def test_it_goes_along_on_the_same_machine(here, web):
    web.answers["/first"] = 302, {"Location": "/second"}, b""
    web.answers["/second"] = 200, {}, b"read"
    ask("GET", place(f"http://nia:word@127.0.0.1:{web.port}/first"))
    assert web.asked[1].headers["Authorization"].startswith("Basic ")


def test_an_address_that_leads_in_circles(here, web):
    web.answers["/round"] = 302, {"Location": "/round"}, b""
    assert refusal(f"{web.url}/round") == TOO_FAR


def test_a_calendar_that_is_too_large(here, web, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 100_000)
    web.answers["/large"] = 200, {}, b"x" * 200_000
    assert refusal(f"{web.url}/large") == TOO_LARGE


def test_one_that_swells_when_it_is_unpacked(here, web, monkeypatch):
    import gzip

    monkeypatch.setattr(fetching, "LARGEST", 100_000)
    packed = gzip.compress(b"x" * 10_000_000)
    assert len(packed) < 100_000
    web.answers["/packed"] = 200, {"Content-Encoding": "gzip"}, packed
    assert refusal(f"{web.url}/packed") == TOO_LARGE


def test_one_that_takes_too_long(here, web, monkeypatch):
    monkeypatch.setattr(fetching, "WHOLE", -1)
    web.answers["/slow"] = 200, {}, b"x"
    assert refusal(f"{web.url}/slow") == TOO_SLOW


@pytest.mark.parametrize("status", [401, 403, 404, 405])
def test_what_a_refusal_means_is_said(here, web, status):
    web.answers["/refused"] = status, {}, b"no"
    assert refusal(f"{web.url}/refused") == REFUSED[status]


def test_nobody_answers(here, web):
    port = web.port
    assert refusal(f"http://127.0.0.1:{1 if port != 1 else 2}/") == NO_ANSWER


@pytest.mark.parametrize(
    "address",
    ["ftp://calendar.example/", "file:///etc/passwd", "calendar", "http://a.example/",
     "https://", "https://[::1", "https://a.example:seven/", "gopher://a.example/"],
)  # fmt: skip
def test_only_addresses_of_the_web_are(address):
    with pytest.raises(CannotRead) as problem:
        place(address)
    assert str(problem.value) == NOT_WEB


def test_what_subscribers_copy_is_an_address_as_well():
    assert place("webcal://nia:a%40b@calendar.example/x.ics?key=1") == (
        "https://calendar.example/x.ics?key=1", "nia", "a@b",
    )  # fmt: skip
