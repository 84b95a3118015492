"""What a report's file is, and whether it is safe to open: nothing is read before this."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from alongside.reckon.intake.gate import Refused, inflated

MAX_BYTES = 60_000_000  # a long report with photographs
MAX_TEXT = 2_000_000  # of text alone: about 700 pages
MAX_INFLATED = 400_000_000
MAX_PARTS = 5_000
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Unread(Exception):
    """A file that is not read: what is wrong with it, and what to do."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(f"{what} {do}")
        self.what, self.do = what, do


def admitted(path: Path) -> tuple[bytes, str]:
    """Return a file's bytes and what it is: word, pdf or text. Raises Unread."""
    if path.is_dir():
        raise Unread("This is a folder.", "Name the report in it.")
    if path.stat().st_size > MAX_BYTES:
        raise _too_long(MAX_BYTES)
    contents = path.read_bytes()
    if not contents.strip():
        raise Unread("The file is empty.", "Save it again.")
    if contents.startswith(b"PK"):
        _measure(path)
        return contents, "word"
    if contents.startswith(_OLE):
        raise Unread(
            "This is a Word file of before 2007, or one with a password.",
            "Save it as .docx without a password.",
        )
    if b"%PDF-" in contents[:1024]:
        return contents, "pdf"
    if b"\0" in contents[:4096] and contents[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise Unread("This is no report.", "Save it as .docx, PDF, a web page or text.")
    if len(contents) > MAX_TEXT:
        raise _too_long(MAX_TEXT)
    return contents, "text"


def _measure(path: Path) -> None:
    """Refuse a Word file that is broken, or that swells or reaches outside when opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise broken() from None
    if "word/document.xml" not in {part.filename for part in parts}:
        raise Unread("This is a zip, and no Word file.", "Save the report as .docx.")
    if len(parts) > MAX_PARTS:
        raise _harmful()
    total = 0
    try:
        for part in parts:
            total += _size(path, part, MAX_INFLATED - total)
    except Refused:
        raise broken() from None


def _size(path: Path, part: zipfile.ZipInfo, left: int) -> int:
    size, tail = 0, b""
    document = part.filename.lower().endswith((".xml", ".rels"))
    for chunk in inflated(path, part):
        size += len(chunk)
        if size > left or (document and _DECLARATION.search(tail + chunk)):
            raise _harmful()
        tail = chunk[-10:]
    return size


def broken() -> Unread:
    return Unread(
        "The file is damaged or was cut short.", "Save or copy it again, in full."
    )


def _harmful() -> Unread:
    return Unread(
        "The file is packed as no word processor does; it may have been made to do harm.",
        "Do not open it, and ask whoever sent it.",
    )


def _too_long(limit: int) -> Unread:
    return Unread(
        f"The file is longer than the {limit / 1e6:,.0f} MB that are read.",
        "Save it without its pictures, or in parts.",
    )
