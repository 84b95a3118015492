"""A report with what is annexed to it, as one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings

from alongside.desk.committee.figures_now import last_told
from alongside.desk.committee.models import Report
from alongside.desk.pilots.pack import pack
from alongside.reckon.documents import Block, Document, Heading, Paragraph


def with_annexes(report: Report, document: Document) -> Document:
    """Return a report's document with the packs of its pilots at the end.

    The numbers of the report's paragraphs end with it: an annex has none.
    """
    annexes = [block for part in _annexes(report) for block in part]
    return replace(document, blocks=[*document.blocks, *annexes])


def _annexes(report: Report) -> Iterator[Iterator[Block]]:
    for place, annex in enumerate(report.annexes.select_related("pilot"), 1):
        if told := last_told(annex.pilot):
            author = settings.COUNCIL or "Alongside"
            made = pack(annex.pilot, told, None, author)
            yield _annex(f"Annex {place}: {made.title}", made)


def _annex(title: str, document: Document) -> Iterator[Block]:
    yield Heading(title)
    for block in document.blocks:
        if isinstance(block, Heading):
            yield replace(block, level=2, numbered=False)
        elif isinstance(block, Paragraph):
            yield replace(block, numbered=False)
        else:
            yield block
