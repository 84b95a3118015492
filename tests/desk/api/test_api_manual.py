"""The printed reference of the API is its own description; the example asks as it says."""

from __future__ import annotations

import io
import json
from pathlib import Path
from urllib.error import HTTPError

import pytest

from alongside.desk.api.manual import manual
from examples import api_client
from tests.desk.api.asking import ask, clock_of

PRINTED = Path(__file__).parents[3] / "docs" / "reference" / "api.md"


def test_the_reference_is_fresh():
    assert PRINTED.read_text("utf-8") == manual(), "Run: make manual"


@pytest.fixture
def desk(monkeypatch):
    """The desk, asked by the example itself with no network between."""

    def opened(request, timeout):
        _, _, address = request.full_url.partition("desk.example")
        came = ask(request.get_header("Authorization").removeprefix("Bearer "), address)
        if came.status_code >= 400:
            raise HTTPError(
                request.full_url, came.status_code, "", came.headers, io.BytesIO(came.content)
            )  # fmt: skip
        return io.StringIO(came.content.decode())

    monkeypatch.setattr(api_client, "urlopen", opened)
    return "https://desk.example"


def test_the_example_reads_every_page(town, power_bi, desk, monkeypatch, capsys):
    clock_of(town, town.robin)
    monkeypatch.setenv("ALONGSIDE_KEY", power_bi.key)
    assert api_client.main(desk, "timescales", "when=overdue") == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.startswith("id,child,rule") and ",900123,S47_ICPC," in row


def test_the_example_says_what_is_wrong(power_bi, desk, monkeypatch, capsys):
    monkeypatch.setenv("ALONGSIDE_KEY", power_bi.key)
    assert api_client.main(desk, "timescales", "wehn=overdue") == 1
    assert "wehn: There is no parameter of this name." in capsys.readouterr().err


def test_the_example_asks_for_all_pages_in_their_order(monkeypatch):
    def opened(request, timeout):
        page = int(request.full_url.partition("page=")[2].partition("&")[0])
        return io.StringIO(json.dumps({"items": [{"page": page}], "pages": 3}))

    monkeypatch.setattr(api_client, "urlopen", opened)
    found = list(api_client.items("https://desk.example", "key", "meetings"))
    assert found == [{"page": 1}, {"page": 2}, {"page": 3}]
