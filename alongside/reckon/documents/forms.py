"""The forms in which a document is written: for Word, as PDF, as a page of the web."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from alongside.reckon.documents import page, pdf, word
from alongside.reckon.documents.blocks import Document


class Form(NamedTuple):
    """What writes a document as bytes, and their media type."""

    write: Callable[[Document], bytes]
    media_type: str


FORMS: Mapping[str, Form] = {
    "docx": Form(
        word.write,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": Form(pdf.write, "application/pdf"),
    "html": Form(page.write, "text/html; charset=utf-8"),
}
