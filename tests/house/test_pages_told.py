"""Every address, of a page or a file, is answered with the same headers and cookies."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from alongside.desk import settings as ours
from tests.house.test_matrix import SUBJECTS, lines

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What machines ask of this one names nobody, and is read without signing in.
SECRETS = ("SECRET", "KEY", "TOKEN", "PASSWORD", "MAIL", "DATABASE_URL")


@pytest.mark.slow
def test_every_address_is_answered_with_the_headers(town, settings):
    """Asked by nobody and by who manages the service, about what is in no database."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    known, nobody = Client(), Client()
    known.force_login(town.sam)
    lacking = []
    for line in lines():
        subject = SUBJECTS[line["subject"]](town, 0) if not line["subject"] else None
        if subject is None:
            continue
        address = reverse(line["url"], kwargs=subject)
        for client in (known, nobody):
            lacking += [f"{line['url']}: {each}" for each in faults(getattr(client, line["method"])(address))]  # fmt: skip
    assert not lacking


def faults(answer) -> list[str]:
    told = answer.headers
    found = [name for name, value in HEADERS.items() if told.get(name) != value]
    policy = told.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        found.append("Content-Security-Policy")
    if "no-store" not in told.get("Cache-Control", ""):
        found.append("Cache-Control")
    for name, cookie in answer.cookies.items():
        kept = cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax"
        if cookie.value and not kept:
            found.append(f"cookie {name}")
    return found


def test_no_secret_has_a_default():
    """What the environment does not tell is made anew in the home, or is not used."""
    files = sorted(Path(ours.__file__).parent.glob("*.py"))
    tree = ast.parse("\n".join(file.read_text() for file in files))
    asked = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"os.environ.get", "listed"}  # fmt: skip
    ]
    names = {ast.literal_eval(node.args[0]): node.args[1:] for node in asked if isinstance(node.args[0], ast.Constant)}  # fmt: skip
    secret = {name: rest for name, rest in names.items() if any(word in name for word in SECRETS)}  # fmt: skip
    assert {"ALONGSIDE_SECRET_KEY", "ALONGSIDE_NOTIFY_KEY", "ALONGSIDE_METRICS_TOKEN"} <= secret.keys()  # fmt: skip
    told = {name: ast.unparse(rest[0]) for name, rest in secret.items() if rest}
    harmless = {"''", "'alongside@localhost'", "f\"sqlite:///{HOME / 'desk.sqlite3'}\""}
    assert set(told.values()) <= harmless, told
