"""A report as PDF: its text as it lies on the page, so that columns stay columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

from alongside.reckon.reports.reading import text
from alongside.reckon.reports.reading.opening import Unread, broken
from alongside.reckon.reports.report import Report

MAX_PAGES = 600
_EDGE = 2  # lines at the head and the foot of a page that may run through all


def read(contents: bytes) -> Report:
    """Return the report of a PDF. Raises Unread: for a scan as well, which has no text."""
    pages = _pages(contents)
    if not any(page.strip() for page in pages):
        raise Unread(
            "The PDF holds pictures of pages, and no text.",
            "Ask for the file that it was made from, or put it through text recognition.",
        )
    return text.read("\f".join(without_running_lines(pages)))


def _pages(contents: bytes) -> list[str]:
    try:
        from pypdf import PdfReader

        reader = PdfReader(BytesIO(contents))
    except ModuleNotFoundError:
        raise Unread(
            "Reading a PDF needs pypdf, which is not installed.",
            "Install the extra documents, or save the report as .docx or text.",
        ) from None
    except Exception:  # hostile files make its parser raise whatever there is
        raise broken() from None
    if reader.is_encrypted:
        raise Unread("The PDF is protected by a password.", "Save a copy without one.")
    try:
        if len(reader.pages) > MAX_PAGES:
            raise Unread(
                f"The PDF has {len(reader.pages):,} pages; at most {MAX_PAGES} are read.",
                "Take the report out of the pack, and check that.",
            )
        return [
            str(page.extract_text(extraction_mode="layout")) for page in reader.pages
        ]
    except Unread:
        raise
    except Exception:
        raise broken() from None


def without_running_lines(pages: Sequence[str]) -> list[str]:
    """Return pages without the heads and feet that most of them share, numbers aside."""
    if len(pages) < 3:
        return list(pages)
    edges = Counter(
        line for page in pages for line in {_bare(each) for each in _edges(page)}
    )
    running = {
        line for line, times in edges.items() if line and times * 3 >= len(pages) * 2
    }
    return [
        "\n".join(
            "" if _bare(line) in running and line in _edges(page) else line
            for line in page.split("\n")
        )
        for page in pages
    ]


def _edges(page: str) -> list[str]:
    lines = [line for line in page.split("\n") if line.strip()]
    return [*lines[:_EDGE], *lines[-_EDGE:]]


def _bare(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))
