"""Rules of the house for pages: named, headed, and free of what the policy blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

DESK = Path(__file__).resolve().parents[2] / "alongside" / "desk"
TEMPLATES = sorted(DESK.rglob("templates/**/*.html"))
SAFE = {"mfa/totp/activate_form.html"}  # a picture that the server itself has drawn


def named(file: Path) -> str:
    return str(file).rpartition("templates/")[2]


def is_page(file: Path, text: str) -> bool:
    return file.name != "base.html" and ("{% extends" in text or "<html" in text)


WRITTEN = {file: file.read_text("utf-8") for file in TEMPLATES}
PAGES = {file: text for file, text in WRITTEN.items() if is_page(file, text)}


def those(texts: dict[Path, str], wrong: Callable[[str], object]) -> list[str]:
    """Return the names of the templates whose text is wrong."""
    return [named(file) for file, text in texts.items() if wrong(text)]


def test_all_templates_are_read():
    assert len(WRITTEN) > len(PAGES) > 200


def test_a_page_has_a_title():
    title = re.compile(
        r"{% block title %}\s*\S.*?{% endblock %}|<title>\s*\S", re.DOTALL
    )
    assert those(PAGES, lambda text: not title.search(text)) == []


def test_a_page_has_one_heading():
    assert those(PAGES, lambda text: len(re.findall(r"<h1[ >]", text)) != 1) == []


def test_nothing_is_inline():
    style = re.compile(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']")
    script = re.compile(r"<script(?![^>]*\ssrc=)")
    assert those(WRITTEN, style.search) == []
    assert those(WRITTEN, script.search) == []


def test_a_form_that_changes_something_carries_its_token():
    form = re.compile(r"<form[^>]*method=\"post\".*?</form>", re.DOTALL)

    def lacks_it(text):
        return any("{% csrf_token %}" not in found for found in form.findall(text))

    assert those(WRITTEN, lacks_it) == []


def test_what_people_wrote_is_escaped():
    found = those(WRITTEN, re.compile(r"\|\s*safe\b|autoescape off").search)
    assert set(found) <= SAFE


def test_header_cells_have_a_scope():
    assert those(WRITTEN, re.compile(r"<th(?![^>]*scope=)[ >]").search) == []
