"""A report with what is annexed to it, as one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.conf import settings

from alongside.desk.committee.figures_now import last_told
from alongside.desk.committee.models import Annex, Report
from alongside.desk.money.option_told import told as told_of_options
from alongside.desk.pilots.pack import pack
from alongside.reckon.documents import Block, Document, Heading, Note, Paragraph
from alongside.reckon.money.options import NotAnAppraisal


def with_annexes(report: Report, document: Document) -> Document:
    """Return a report's document with its annexes at the end.

    The numbers of the report's paragraphs end with it: an annex has none.
    """
    annexes = [block for part in _annexes(report) for block in part]
    return replace(document, blocks=[*document.blocks, *annexes])


def _annexes(report: Report) -> Iterator[Iterator[Block]]:
    found = report.annexes.select_related("pilot", "appraisal")
    for place, annex in enumerate(found, 1):
        yield _annex(f"Annex {place}: {annex.pilot or annex.appraisal}", _blocks(annex))


def _blocks(annex: Annex) -> Sequence[Block]:
    """Return what an annex holds; a note, where there is nothing yet."""
    if annex.pilot:
        told = last_told(annex.pilot)
        author = settings.COUNCIL or "Alongside"
        made = pack(annex.pilot, told, None, author).blocks if told else []
        return made or [Note("The pilot is not worked out yet.")]
    try:
        return told_of_options(annex.appraisal)
    except NotAnAppraisal as lacking:
        return [Note(f"The appraisal is not complete. {lacking}")]


def _annex(title: str, blocks: Sequence[Block]) -> Iterator[Block]:
    yield Heading(title)
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, level=2, numbered=False)
        elif isinstance(block, Paragraph):
            yield replace(block, numbered=False)
        else:
            yield block
