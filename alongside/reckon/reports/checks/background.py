"""Background papers: what a report rests on is listed, as the law has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from alongside.reckon.reports.days import days, months
from alongside.reckon.reports.outline import (
    Passage,
    argument,
    headings,
    is_background,
    passages,
    tables,
)
from alongside.reckon.reports.report import Finding, Paragraph, Report
from alongside.reckon.reports.wording import sentences

_RESTS = re.compile(
    r"\b(?:(?:a|the|an earlier|previous|committee|update|progress) report|progress update|report to (?:this |the )?committee|"
    r"review|strategy|inspection|diagnostic|business case|"
    r"committee (?:approved|agreed|received|considered)|(?:approved|agreed|considered|received) (?:by|at) (?:the |this )?(?:\w+ )?committee)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|further report|shall|to be (?:brought|presented|reported)|next)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"^\W*(?:none|nil|n/a|not applicable)\b", re.IGNORECASE)
_IN_A_YEAR = re.compile(r"\b(?P<year>20\d\d)\b")


def check(report: Report) -> Iterator[Finding]:
    listed = [each for each in passages(report) if is_background(each.section)]
    label = [
        each
        for each in passages(report)
        if re.match(r"background (?:papers|documents)", each.text, re.I)
    ]
    label += _in_tables(report)
    titles = [where for where, part in headings(report) if is_background(part.text)]
    if not (titles or label):
        if len(headings(report)) >= 4:
            yield Finding(
                "background papers",
                "the report",
                "No section lists the background papers.",
                "List them, or write “None”: section 100D of the Local Government Act 1972 asks for it.",
                "worth a look",
            )
        return
    text = " ".join(
        [part.text for where, part in _after(report)]
        + [each.whole for each in (*listed, *label)]
    )
    if listed and not _NONE.search(text) and not titles:
        return
    yield from _unlisted(report, text)


def _in_tables(report: Report) -> list[Passage]:
    """Return what a table of the report's end lists as its background documents."""
    return [
        Passage(at, where, "", " ".join(row), "")
        for where, at, table in tables(report)
        for row in table.rows
        if is_background(row[0])
    ]


def _after(report: Report) -> Iterator[tuple[str, Paragraph]]:
    """Yield the short lines below the list's heading that were taken for headings."""
    below = False
    for where, part in headings(report):
        below = below or is_background(part.text)
        if below:
            yield where, part


def _unlisted(report: Report, listed: str) -> Iterator[Finding]:
    told: set[str] = set()
    named = {
        (each.on.year, each.on.month)
        for each in (*days(listed), *months(listed))
        if each.on
    }
    for passage in argument(report):
        for sentence in sentences(passage.text):
            for on, written in _rested_on(passage, sentence):
                if (on.year, on.month) not in named and written not in told:
                    told.add(written)
                    yield Finding(
                        "background papers",
                        passage.where,
                        f"The report rests on one of {written}, which is not among the background papers.",
                        "List it, or say why it need not be.",
                        "worth a look",
                    )


def _rested_on(passage: Passage, sentence: str) -> Iterator[tuple[date, str]]:
    if not _RESTS.search(sentence) or _TO_COME.search(sentence):
        return
    for each in (*days(sentence), *months(sentence)):
        near = sentence[max(0, each.start - 110) : each.end + 90]
        if each.on and _RESTS.search(near):
            yield each.on, each.written
