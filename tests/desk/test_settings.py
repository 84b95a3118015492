"""What the desk tells browsers, and that it is fit to be served to a council."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.migrated import migrate_elsewhere

ROOT = Path(__file__).resolve().parents[2]


def manage(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess:
    ours = ("ALONGSIDE_", "DJANGO_")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=kept | {"ALONGSIDE_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_fit_to_be_served(tmp_path):
    ran = manage(
        tmp_path, "check", "--deploy", "--fail-level", "INFO",
        ALONGSIDE_HOSTS="desk.eastmere.example", ALONGSIDE_PROXY="1",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr


@pytest.mark.slow
def test_keys_are_made_once_and_for_nobody_elses_eyes(tmp_path):
    manage(tmp_path, "check")
    files = {
        name: tmp_path / name for name in ("secret.key", "links.key", "encryption.key")
    }
    made = {name: file.read_text() for name, file in files.items()}
    manage(tmp_path, "check")
    assert {name: file.read_text() for name, file in files.items()} == made
    assert {stat.S_IMODE(file.stat().st_mode) for file in files.values()} == {0o600}


def test_the_policy_allows_nothing_inline(client, db):
    answer = client.get("/sign-in/")
    policy = dict(
        part.strip().split(" ", 1)
        for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_pages_are_not_kept_by_browsers_or_on_the_way(client, town):
    client.force_login(town.asha)
    assert "no-store" in client.get("/teams/").headers["Cache-Control"]


def test_an_idle_session_ends(client, town, settings):
    client.force_login(town.asha)
    page = client.get("/teams/")
    cookie = page.cookies[settings.SESSION_COOKIE_NAME]
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE + 60
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_a_session_in_use_is_written_once_a_minute_and_never_ends_too_soon(
    client, town, settings, monkeypatch
):
    start, ends = timezone.now().replace(microsecond=0), {}
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    client.force_login(town.asha)
    for seconds in (0, 59, 60, 119, 125):
        at = start + timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        assert client.get("/account/").status_code == 200
        ends[seconds] = Session.objects.get().expire_date
        assert ends[seconds] >= at + idle
    assert ends[0] == ends[59] < ends[60] == ends[119] < ends[125]
    monkeypatch.setattr(timezone, "now", lambda: ends[125])
    assert client.get("/account/").status_code == 302


def test_a_session_that_ended_is_not_begun_again_by_a_page(client, town):
    client.force_login(town.asha)
    Session.objects.all().delete()
    assert client.get("/account/").status_code == 302
    assert not Session.objects.exists()


@pytest.mark.slow
def test_the_trail_is_one_chain_whoever_writes_at_once(tmp_path):
    migrate_elsewhere(os.environ | {"ALONGSIDE_HOME": str(tmp_path)})
    code = (
        "from alongside.desk.access.audit import record_read\n"
        "for n in range(25): record_read(by=None, action='write at once', n=n)"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "manage.py", "shell", "-v0", "-c", code],
            cwd=ROOT,
            env=os.environ | {"ALONGSIDE_HOME": str(tmp_path)},
        )
        for _ in range(4)
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    ran = manage(tmp_path, "verify_audit")
    assert "The audit trail is whole: " in ran.stdout, ran.stderr
