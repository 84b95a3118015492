"""Somebody else's report is checked as it is uploaded, and nothing of it is kept."""

from __future__ import annotations

from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from alongside.desk.access.models import AuditEntry

WRONG = """Two more posts

Purpose of the report

1. This report asks for £169,000, made up of £72,000 for training and £98,000 for posts.
"""


def text(answer) -> str:
    return unescape(answer.content.decode())


def word(paragraphs: str) -> bytes:
    made, held = Document(), BytesIO()
    for each in filter(None, paragraphs.split("\n")):
        made.add_paragraph(each)
    made.save(held)
    return held.getvalue()


def checked(client, name: str, contents: bytes):
    file = SimpleUploadedFile(name, contents)
    return text(client.post("/committee/check/", {"file": file}))


@pytest.mark.parametrize(
    ("name", "contents"),
    [("r.txt", WRONG.encode()), ("r.docx", word(WRONG))],
    ids=["text", "word"],
)
def test_parts_that_make_another_total_are_found(client, town, name, contents):
    """72,000 and 98,000 are 170,000."""
    client.force_login(town.dot)
    page = checked(client, name, contents)
    assert "170,000" in page and "Certain" in page


def test_a_clean_report_is_not_called_right(client, town):
    client.force_login(town.dot)
    page = checked(client, "r.txt", b"Two posts\n\n1. Two posts are asked for.\n")
    assert "does not say that it is right" in page or "Worth a look" in page


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        (b"PK\x03\x04 cut", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "before 2007"),
        (b"  ", "empty"),
    ],
)
def test_what_is_no_report_is_refused_with_what_to_do(client, town, contents, told):
    client.force_login(town.dot)
    page = checked(client, "r.docx", contents)
    assert "There is a problem" in page and told in page


def test_nothing_of_the_file_is_kept(client, town):
    client.force_login(town.dot)
    checked(client, "Robin Hale.txt", WRONG.encode())
    kept = AuditEntry.objects.latest("sequence")
    assert kept.action == "check report of others" and set(kept.detail) == {"found"}
