"""What may be kept as somebody's evidence: a document, told by its content and not its name.

Such a file is sealed, never opened here, and handed out to be saved; so that it is no
program and no web page is for the sake of whoever opens it afterwards.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.core.exceptions import ValidationError

DOCUMENTS = (
    b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf",
)  # fmt: skip
OF_OFFICE = {"[Content_Types].xml", "mimetype"}
RUNS = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<hta", b"#!", b"@echo")
REFUSED = (
    "This is no document, whatever its name says. Keep a PDF, a picture, a Word or Excel "
    "file, an e-mail or plain text."
)


def refuse_no_document(contents: bytes) -> None:
    """Raise ValidationError where a file is neither a document, a picture nor text."""
    if contents.startswith(DOCUMENTS) or _of_office(contents) or _is_text(contents):
        return
    raise ValidationError(REFUSED)


def _of_office(contents: bytes) -> bool:
    if not contents.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(contents)) as packed:
            return bool(OF_OFFICE & set(packed.namelist()))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def _is_text(contents: bytes) -> bool:
    if contents.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    start = contents.removeprefix(b"\xef\xbb\xbf")[:4096].lstrip().lower()
    return b"\0" not in contents and not start.startswith(RUNS)
