"""Tables, appendices and recommendations that a report names: each is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.reckon.reports.outline import (
    Passage,
    each_text,
    is_caption,
    recommendations,
    tables,
)
from alongside.reckon.reports.report import Confidence, Finding, Paragraph, Report
from alongside.reckon.reports.wording import sentences

_TABLES = re.compile(
    r"\b(?P<kind>Table|Figure|Chart)\s(?P<number>[A-Z]?\d{1,2}(?:\.\d+)?)\b"
)
_APPENDICES = re.compile(
    r"\b(?:Appendix|Appendices|Annex)\s(?P<number>[A-Z]\b|\d{1,2}\b)"
)
_RECOMMENDED = re.compile(
    r"\brecommendations?\s(?P<number>\d{1,2}(?:\.\d+)?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Parts:
    """What a report has that can be named: its captions, appendices and recommendations."""

    captions: str
    has_tables: bool
    appendices: frozenset[str]
    asked: frozenset[str]


def check(report: Report) -> Iterator[Finding]:
    parts = _parts(report)
    for passage in each_text(report):
        if is_caption(passage.text):
            continue
        for sentence in sentences(passage.text):
            yield from _tables(parts, passage, sentence)
            yield from _appendices(parts, passage, sentence)
            yield from _asked(parts, passage, sentence)


def _parts(report: Report) -> Parts:
    paragraphs = [part for part in report.parts if isinstance(part, Paragraph)]
    captions = [table.caption for _, _, table in tables(report)]
    captions += [part.text for part in paragraphs if is_caption(part.text)]
    titles = (
        part.text.lstrip("•–- ")
        for part in paragraphs
        if part.level or (len(part.text) < 120 and not part.text.endswith("."))
    )
    appendices = (_APPENDICES.match(title) for title in titles)
    numbers = {
        each.number.rstrip(")") for each in recommendations(report) if each.number
    }
    return Parts(
        " | ".join(captions).lower(),
        any(True for _ in tables(report)),
        frozenset(match["number"] for match in appendices if match),
        frozenset(numbers | {number.rpartition(".")[2] for number in numbers}),
    )


def _tables(parts: Parts, passage: Passage, sentence: str) -> Iterator[Finding]:
    for match in _TABLES.finditer(sentence):
        name = f"{match['kind']} {match['number']}".lower()
        there = re.search(rf"\b{re.escape(name)}\b", parts.captions)
        if there or (match["kind"] != "Table" and not parts.captions):
            continue
        which = (
            "no table is called so" if parts.has_tables else "the report has no table"
        )
        yield _finding(
            passage,
            f"{match[0]} is referred to, and {which}.",
            f"Give the table the caption “{match[0]}: …”, or correct the number.",
            "likely",
        )


def _appendices(parts: Parts, passage: Passage, sentence: str) -> Iterator[Finding]:
    for match in _APPENDICES.finditer(sentence):
        if match["number"] not in parts.appendices:
            others = " and ".join(sorted(parts.appendices))
            yield _finding(
                passage,
                f"{match[0]} is referred to, and is not in this file"
                + (f", which has {others}." if others else "."),
                "Add it, correct its name, or check that it goes out with the report.",
                "likely" if others else "worth a look",
            )


def _asked(parts: Parts, passage: Passage, sentence: str) -> Iterator[Finding]:
    for match in _RECOMMENDED.finditer(sentence):
        if parts.asked and match["number"] not in parts.asked:
            what = f"{match[0]} is referred to, and there is none of that number."
            yield _finding(passage, what, "Correct the number.", "likely")


def _finding(passage: Passage, what: str, do: str, sure: Confidence) -> Finding:
    return Finding("cross-reference", passage.where, what, do, sure)
