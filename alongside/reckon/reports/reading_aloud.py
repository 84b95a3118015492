"""A document of ours as a reader meets it: the same shape as anybody's report, to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from alongside.reckon.documents import (
    Block,
    Document,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
)
from alongside.reckon.reports import report
from alongside.reckon.reports.outline import ITEM
from alongside.reckon.reports.report import Part, Report


def as_report(document: Document, meeting: date | None) -> Report:
    """Return a document as a report for the checks."""
    return Report(document.title, [part for _, part in _parts(document)], meeting)


def places(document: Document) -> Sequence[str]:
    """Return where a reader finds each block of a document, in the checks' own words."""
    parts = list(_parts(document))
    named = [place for place, _ in as_report(document, None).placed()]
    found = ["the title"] * len(document.blocks)
    for (block, _), place in reversed(list(zip(parts, named, strict=True))):
        found[block] = place
    return found


def _parts(document: Document) -> Iterator[tuple[int, Part]]:
    """Yield each part as it is read, with the place of its block among the blocks."""
    for place, (number, block) in enumerate(document.numbered()):
        for part in _read(document, number, block):
            yield place, part


def _read(document: Document, number: str | None, block: Block) -> Iterator[Part]:
    match block:
        case Heading():
            yield report.Paragraph(number or "", block.text, block.level)
        case Paragraph():
            yield report.Paragraph(number or "", document.plain(block.text))
        case Items():
            counted = block.marks() if block.form == "counted" else ()
            for mark, item in zip_longest(counted, block.items, fillvalue=""):
                said = document.plain(item)
                yield report.Paragraph(mark, said if mark else f"{ITEM}{said}")
        case Note():
            yield report.Paragraph("", block.text)
        case Picture():
            yield report.Paragraph("", f"Figure {number}: {block.caption}")
        case _:
            caption = f"Table {number}: {block.caption}" if number else block.caption
            yield report.Table(caption, [block.columns, *block.rows])
