"""What machines ask of the desk, and what is written in its log."""

from __future__ import annotations

import io
import json
import logging
import re
import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from alongside.desk.access.hide_secret import HideSecret
from alongside.desk.upkeep import counts, readiness, views
from alongside.desk.upkeep.log_lines import JsonLine, Line
from alongside.desk.upkeep.tasks import beat, expect_beat

MARKERS = ("Zebedee", "Quillfeather", "2014-05-02", "02/05/2014")


def a_beat(minutes_ago: float) -> None:
    beat.enqueue()
    at = timezone.now() - timedelta(minutes=minutes_ago)
    DBTaskResult.objects.update(started_at=at, finished_at=at, status="SUCCESSFUL")


def test_a_desk_that_lives_says_so_without_its_database(client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", None)  # whoever asks it breaks
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


@pytest.mark.parametrize(
    ("minutes", "status", "said"),
    [(14, 200, b"ready\n"), (16, 503, b"not ready\n")],
)
def test_a_desk_is_ready_where_its_work_was_done_lately(
    client, db, minutes, status, said
):
    a_beat(minutes)
    answer = client.get("/ready/")
    assert (answer.status_code, answer.content) == (status, said)


def test_what_stands_in_the_way_is_told_in_the_log_alone(
    client, db, monkeypatch, caplog
):
    a_beat(1)
    full = SimpleNamespace(free=499 * 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: full)
    monkeypatch.setattr(readiness, "is_behind", lambda: True)
    answer = client.get("/ready/")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert "less than 500 MB" in caplog.text and "manage.py migrate" in caplog.text


def test_a_desk_behind_its_migrations_is_not_ready(client, db):
    a_beat(1)
    MigrationRecorder.Migration.objects.filter(app="casework").delete()
    assert list(readiness.in_the_way()) == [
        "The database is not up to date. Run: manage.py migrate"
    ]


def test_a_database_that_does_not_answer_is_not_ready(db, monkeypatch):
    def silent():
        raise OperationalError("could not connect to 10.1.1.1 as alongside")

    monkeypatch.setattr(readiness, "is_behind", silent)
    assert list(readiness.in_the_way()) == [
        "The database does not answer (OperationalError)."
    ]


def test_background_work_beats_by_itself(db):
    expect_beat()
    expect_beat()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(status="RUNNING")
    beat.call()
    again = DBTaskResult.objects.get(status="READY")
    assert again.task_path == beat.module_path
    assert timedelta(0) < again.run_after - timezone.now() <= timedelta(minutes=1)


def metrics(client, **asked) -> dict[str, float]:
    """Return the series of an answer, read by the rules of the format."""
    answer = client.get("/metrics/", **asked)
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    text = answer.content.decode()
    assert text.endswith("\n")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    label = r'[a-z]+="[^"\\\n]*"'
    series = re.compile(rf"[a-z_]+(?:\{{{label}(?:,{label})*\}})? [0-9.e+-]+")
    assert all(series.fullmatch(line) for line in lines), lines
    assert len({line.rpartition(" ")[0] for line in lines}) == len(lines)
    typed = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    bare = {re.sub(r"(_bucket|_sum|_count)?(\{.*)? .*", "", line) for line in lines}
    assert bare <= typed
    return {name: float(value) for name, _, value in (x.rpartition(" ") for x in lines)}


def test_requests_are_counted_by_page_and_answer(client, town):
    client.force_login(town.asha)
    before = metrics(client)
    for _ in range(3):
        client.get("/teams/")
    client.get("/audit/")
    now = metrics(client)
    route = client.get("/teams/").resolver_match.view_name

    def more(series: str) -> float:
        return now[series] - before.get(series, 0)

    assert more(f'alongside_requests_total{{route="{route}",status="200"}}') == 3
    assert more('alongside_requests_total{route="access:audit",status="403"}') == 1
    assert more(f'alongside_request_seconds_count{{route="{route}"}}') == 3
    assert more(f'alongside_request_seconds_bucket{{route="{route}",le="+Inf"}}') == 3
    assert more(f'alongside_request_seconds_sum{{route="{route}"}}') > 0


def test_an_answer_is_counted_under_each_bound_that_it_kept(settings, tmp_path):
    settings.COUNTS = tmp_path / "counts"
    counts.count("a:page", 200, 0.3)
    found = counts.total()
    kept = [bound for bound in counts.UNDER if found[f"under|a:page|{bound}"]]
    assert kept == ["0.4", "1", "3", "10", "+Inf"]


def test_all_processes_are_added_up(settings, tmp_path):
    settings.COUNTS = tmp_path
    (tmp_path / "1.json").write_text('{"requests|other:page|200": 5}')
    (tmp_path / "2.json").write_text('{"requests|other:page|200": 2}')
    assert counts.total()["requests|other:page|200"] == 7


def test_what_waits_is_told(client, db):
    assert metrics(client)["alongside_tasks_waiting"] == 0
    beat.enqueue()
    told = metrics(client)
    assert told["alongside_tasks_waiting"] == 1
    assert told["alongside_messages_waiting"] == 0
    assert "alongside_last_import_timestamp_seconds" not in told, "there was none"


def test_counts_are_for_this_machine_and_who_holds_the_token(client, db, settings):
    def status(**asked) -> int:
        return client.get("/metrics/", **asked).status_code

    far = {"REMOTE_ADDR": "10.1.2.3"}
    token = {"HTTP_AUTHORIZATION": "Bearer sesame"}
    assert status() == 200
    assert status(**far) == 404
    assert status(HTTP_X_FORWARDED_FOR="10.1.2.3") == 404, "passed on by a proxy"
    assert status(**far, HTTP_AUTHORIZATION="Bearer ") == 404, "none is set"
    settings.METRICS_TOKEN = "sesame"
    assert status(**far, **token) == 200
    assert status(**far, HTTP_AUTHORIZATION="Bearer Sesame") == 404


@pytest.fixture
def logged(request):
    """All that is logged, as it is written."""
    written, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(written)
    handler.setFormatter(request.param())
    handler.addFilter(HideSecret())
    about_requests = logging.getLogger("alongside.requests")
    levels = about_requests.level, root.level
    about_requests.setLevel("INFO")
    root.setLevel("INFO")
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)
    about_requests.setLevel(levels[0])
    root.setLevel(levels[1])


def breaks(*args, **kwargs):
    try:
        raise KeyError(" ".join(MARKERS))
    except KeyError as cause:
        raise ValueError(f"No child {MARKERS[0]} born {MARKERS[2]}") from cause


@pytest.mark.parametrize("logged", [JsonLine, Line], indirect=True)
def test_nothing_about_a_person_is_logged(client, town, logged, monkeypatch):
    client.raise_request_exception = False
    client.force_login(town.asha)
    told = {"q": " ".join(MARKERS), "next": MARKERS[1], "born_on": MARKERS[3]}
    client.get("/children/", told)
    client.get(f"/children/{MARKERS[0]}/", told)
    client.post("/teams/", told)
    client.post("/sign-in/", {"login": MARKERS[0], "password": MARKERS[1]})
    client.get("/", told, HTTP_X_REQUEST_ID=MARKERS[0], HTTP_REFERER=MARKERS[1])
    monkeypatch.setattr(views, "in_the_way", breaks)
    assert client.get("/ready/", told).status_code == 500
    lines = logged.getvalue()
    assert "ValueError from KeyError" in lines and "in breaks" in lines
    for marker in MARKERS:
        assert marker not in lines, marker


@pytest.mark.parametrize("logged", [JsonLine], indirect=True)
def test_a_request_is_one_line_of_json(client, town, logged):
    client.force_login(town.asha)
    page = client.get("/teams/?q=Zebedee", HTTP_X_REQUEST_ID="ab" * 16)
    assert page.headers["X-Request-ID"] == "ab" * 16
    told = [json.loads(line) for line in logged.getvalue().splitlines()]
    (line,) = [each for each in told if each["logger"] == "alongside.requests"]
    assert line["request"] == "ab" * 16 and line["user"] == town.asha.pk
    assert (line["route"], line["status"]) == (page.resolver_match.view_name, 200)
    assert (line["level"], line["method"]) == ("INFO", "GET")
    assert 0 <= line["ms"] < 60_000
    other = client.get("/teams/", HTTP_X_REQUEST_ID="not one of ours")
    assert re.fullmatch("[0-9a-f]{32}", other.headers["X-Request-ID"])
