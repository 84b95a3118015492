"""Word's fields: numbers that Word works out again, with the result it last had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zlib import crc32

LONGEST = 40  # characters that Word allows in the name of a bookmark


def add(words: Any, instruction: str, shown: str) -> None:
    """Add a field to a paragraph, and what it shows until Word works it out again."""
    _part(words.add_run(), "begin")
    _text(words.add_run(), "w:instrText", f" {instruction} ")
    _part(words.add_run(), "separate")
    words.add_run(shown)
    _part(words.add_run(), "end")


def refer(words: Any, label: str, shown: str, paragraph: bool) -> None:
    """Add a pointer: to a paragraph by its number, else to the number of a caption."""
    how = "\\r \\h" if paragraph else "\\h"
    add(words, f"REF {bookmark(label)} {how}", shown)


def bookmark(label: str) -> str:
    """Return the name of a label's bookmark: letters, digits and low lines, and its own."""
    name = f"to_{re.sub(r'[^0-9A-Za-z]', '_', label)}"
    if name == f"to_{label}" and len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 9]}_{crc32(label.encode()):08x}"


@contextmanager
def bookmarked(words: Any, label: str) -> Iterator[None]:
    """Put a bookmark around what is added to a paragraph meanwhile; none without a label."""
    if not label:
        yield
        return
    from docx.oxml.ns import qn

    body = words._p.getroottree().getroot()
    number = str(len(body.findall(f".//{qn('w:bookmarkStart')}")) + 1)
    _mark(words, "w:bookmarkStart", number).set(qn("w:name"), bookmark(label))
    yield
    _mark(words, "w:bookmarkEnd", number)


def number_pages(section: Any) -> None:
    """Say at the foot of each page which it is, of how many."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    words = section.footer.paragraphs[0]
    words.alignment = WD_ALIGN_PARAGRAPH.CENTER
    words.add_run("Page ")
    add(words, "PAGE", "1")
    words.add_run(" of ")
    add(words, "NUMPAGES", "1")


def _mark(words: Any, tag: str, number: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement(tag)
    mark.set(qn("w:id"), number)
    words._p.append(mark)
    return mark


def _part(run: Any, kind: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    run._r.append(part)


def _text(run: Any, tag: str, text: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    part = OxmlElement(tag)
    part.set(qn("xml:space"), "preserve")
    part.text = text
    run._r.append(part)
