"""Where each paragraph of a report stands: its section, and the items listed under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from alongside.reckon.reports.report import Paragraph, Report, Table

_RECOMMENDING = re.compile(
    r"recommendation(?:s|/s|\(s\))?\b(?!.*reason)", re.IGNORECASE
)
_REASONS = re.compile(r"reason", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"background (?:papers?|documents?|reports?|information)|published documents", re.I
)
# After the end of a report's argument: who wrote, who was asked, what it rests on.
_AFTER = re.compile(
    r"background (?:papers|documents)|comments\b|contact|electoral|wards? affected|appendi",
    re.IGNORECASE,
)
ITEM = "• "
_CAPTION = re.compile(
    r"(?:Table|Figure|Chart)\s+[A-Z]?\d+(?:\.\d+)*[a-z]?(?:\s*[:.–—-]\s*\S.*|\s*:?|"
    r"(?!\s+(?:shows?|sets?|gives?|below|above|and|is|are|was|outlines?|summarises?|"
    r"provides?|compares?|lists?|also|illustrates?|details?|in|of|on)\b)\s[^.]{3,120})",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """A paragraph, where it is, the heading above it, and the items listed under it."""

    at: int
    where: str
    number: str
    text: str
    section: str
    items: list[Passage] = field(default_factory=list)

    @property
    def whole(self) -> str:
        return " ".join([self.text, *(item.text for item in self.items)])


def passages(report: Report) -> list[Passage]:
    """Return the paragraphs in order; an item of a list stands under the one before it."""
    found: list[Passage] = []
    section = ""
    for at, (where, part) in enumerate(report.placed()):
        if isinstance(part, Table):
            continue
        if part.level:
            section = part.text
        elif part.text.startswith(ITEM) and found and found[-1].section == section:
            text = part.text.removeprefix(ITEM)
            found[-1].items.append(Passage(at, where, "", text, section))
        elif part.text:
            found.append(
                Passage(at, where, part.number, part.text.removeprefix(ITEM), section)
            )
    return found


def each_text(report: Report) -> Iterator[Passage]:
    """Yield paragraphs and items alike, in order."""
    for passage in passages(report):
        yield passage
        yield from passage.items


def tables(report: Report) -> Iterator[tuple[str, int, Table]]:
    """Yield each table with its place in words and among the parts."""
    for at, (where, part) in enumerate(report.placed()):
        if isinstance(part, Table):
            yield where, at, part


def headings(report: Report) -> list[tuple[str, Paragraph]]:
    return [
        (where, part)
        for where, part in report.placed()
        if isinstance(part, Paragraph) and part.level
    ]


def is_recommending(section: str) -> bool:
    return bool(_RECOMMENDING.search(section)) and not _REASONS.search(section)


def is_caption(text: str) -> bool:
    """Whether a paragraph names a table or a picture: "Table 2: spend by team"."""
    return bool(_CAPTION.fullmatch(text))


def is_background(section: str) -> bool:
    return bool(_BACKGROUND.search(section))


def recommendations(report: Report) -> list[Passage]:
    """Return what the body is asked to decide."""
    return [each for each in passages(report) if is_recommending(each.section)]


def argument(report: Report) -> list[Passage]:
    """Return what the report says outside its recommendations, its sign-offs and its list."""
    return [
        each
        for each in passages(report)
        if not is_recommending(each.section) and not _AFTER.search(each.section)
    ]
