"""Anybody's report, read: Word, PDF, a web page, text or markdown, told by what is in it.

Raises Unread, with what is wrong and what to do, for what is broken, too long or packed to
do harm. Nothing is fetched and nothing is run that a file names.
"""

from __future__ import annotations

import re
from pathlib import Path

from alongside.reckon.reports.reading import page, pdf, text, word
from alongside.reckon.reports.reading.opening import Unread, admitted
from alongside.reckon.reports.report import Report

__all__ = ["Unread", "read"]

_PAGE = re.compile(
    r"\s*(?:<!doctype html|<html|<head|<body|<article|<main|<h1|<table)\b", re.I
)


def read(path: Path) -> Report:
    """Return the report in a file. Raises Unread."""
    contents, kind = admitted(path)
    if kind == "word":
        report = word.read(contents)
    elif kind == "pdf":
        report = pdf.read(contents)
    else:
        written = decoded(contents)
        report = page.read(written) if _PAGE.match(written) else text.read(written)
    if not report.parts:
        raise Unread(
            "Nothing can be read in it.", "Check that it holds text, not pictures."
        )
    return report


def decoded(contents: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or, failing those, Windows-1252."""
    if contents.startswith((b"\xff\xfe", b"\xfe\xff")):
        return contents.decode("utf-16", "replace")
    try:
        return contents.decode("utf-8-sig")
    except UnicodeDecodeError:
        return contents.decode("cp1252", "replace")
