"""Rules of the house for pages: named, headed, and free of what the policy blocks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DESK = Path(__file__).resolve().parents[2] / "alongside" / "desk"
TEMPLATES = sorted(DESK.rglob("templates/**/*.html"))
SAFE = {"mfa/totp/activate_form.html"}  # a picture that the server itself has drawn


def named(file: Path) -> str:
    return str(file).rpartition("templates/")[2]


def pages() -> list[Path]:
    return [
        file
        for file in TEMPLATES
        if file.name != "base.html"
        and ("{% extends" in (text := file.read_text()) or "<html" in text)
    ]


@pytest.mark.parametrize("file", pages(), ids=named)
def test_a_page_has_a_title_and_one_heading(file):
    text = file.read_text()
    title = r"{% block title %}\s*\S.*?{% endblock %}|<title>\s*\S"
    assert re.search(title, text, re.S), "Give the page a title."
    assert len(re.findall(r"<h1[ >]", text)) == 1, "Give the page one h1."


@pytest.mark.parametrize("file", TEMPLATES, ids=named)
def test_nothing_is_inline(file):
    text = file.read_text()
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("file", TEMPLATES, ids=named)
def test_a_form_that_changes_something_carries_its_token(file):
    for form in re.findall(
        r"<form[^>]*method=\"post\".*?</form>", file.read_text(), re.S
    ):
        assert "{% csrf_token %}" in form


@pytest.mark.parametrize("file", TEMPLATES, ids=named)
def test_what_people_wrote_is_escaped(file):
    text = file.read_text()
    assert named(file) in SAFE or not re.search(r"\|\s*safe\b|autoescape off", text)


@pytest.mark.parametrize("file", TEMPLATES, ids=named)
def test_header_cells_have_a_scope(file):
    assert not re.search(r"<th(?![^>]*scope=)[ >]", file.read_text())
