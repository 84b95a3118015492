"""Parts put together into a report: numbers split off, captions given to their tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from textwrap import wrap

from alongside.reckon.reports.days import days
from alongside.reckon.reports.outline import is_caption
from alongside.reckon.reports.report import Paragraph, Part, Report, Table

_NUMBERED = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3}\.?(?=\s)|\d{1,3}[.)](?=\s|[A-Z(]))\s*(?P<rest>.*)",
    re.DOTALL,
)
_BARE = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")
_TITLED = re.compile(
    r"(?:title|subject|report title)\s*:\s*(?P<title>.+)", re.IGNORECASE
)
# What a report opens with, before its first section.
_FRONT = 16
_LONGEST = 8_000  # characters of a paragraph: no writer has longer ones


class Building:
    """A report as it is read: headings, paragraphs and tables in the order they come."""

    def __init__(self) -> None:
        self._parts: list[Part] = []

    def heading(self, text: str, level: int = 1, number: str = "") -> None:
        rest = _one_line(text)
        if not number:
            number, rest = split_number(rest)
        if rest:
            self._parts.append(Paragraph(number, rest, max(level, 1)))

    def paragraph(self, text: str, number: str = "") -> None:
        """Add a paragraph; a number that is typed before its words is taken off them."""
        words = _one_line(text)
        if not number:
            number, words = split_number(words)
        if not words and not number:
            return
        last = self._parts[-1] if self._parts else None
        captioned = is_caption(words) and not number
        if captioned and isinstance(last, Table) and not last.caption:
            self._parts[-1] = Table(words, last.rows, last.heads)
        else:
            first, *rest = wrap(words, _LONGEST) or [""]
            self._parts.append(Paragraph(number, first))
            self._parts += [Paragraph("", each) for each in rest]

    def item(self, text: str) -> None:
        """Add an item of a list that has no number of its own."""
        for words in wrap(_one_line(text), _LONGEST):
            self._parts.append(Paragraph("", f"• {words}"))

    def table(
        self, rows: Sequence[Sequence[str]], heads: int = 1, caption: str = ""
    ) -> None:
        """Add a table, its rows made as long as the longest; empty ones are left out."""
        kept = [[_one_line(cell) for cell in row] for row in rows]
        kept = [row for row in kept if any(row)]
        if not kept:
            return
        width = max(map(len, kept))
        if not caption and self._parts:
            last = self._parts[-1]
            if isinstance(last, Paragraph) and is_caption(last.text):
                caption = last.text
                self._parts.pop()
        filled = [[*row, *[""] * (width - len(row))] for row in kept]
        self._parts.append(Table(_one_line(caption), filled, min(heads, len(kept))))

    def report(self, title: str = "") -> Report:
        parts = _headed(self._parts)
        return Report(title or _title(parts), parts, _meeting(parts))


def split_number(text: str) -> tuple[str, str]:
    """Return a paragraph's typed number and its words: "3.9 In order" is "3.9", "In order".

    "1)" keeps its bracket: recommendations are counted apart from paragraphs.
    """
    if _BARE.fullmatch(text) and ("." in text or ")" in text):
        return text.rstrip("."), ""
    found = _NUMBERED.fullmatch(text)
    if not found:
        return "", text
    return found["number"].rstrip("."), found["rest"].strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _headed(parts: Sequence[Part]) -> list[Part]:
    """Make headings of numbered lines that are short and have numbered parts of their own."""
    made = list(parts)
    for at, part in enumerate(parts):
        if isinstance(part, Paragraph) and not part.level and _opens(parts, at, part):
            made[at] = Paragraph(part.number, part.text, part.number.count(".") + 1)
    return made


def _opens(parts: Sequence[Part], at: int, part: Paragraph) -> bool:
    """Whether the next number after a short line's "3" is "3.1", as under a heading."""
    if not part.number or len(part.text) > 90 or part.text.endswith((".", ";", ",")):
        return False
    later = (each for each in parts[at + 1 :] if isinstance(each, Paragraph))
    following = next((each.number for each in later if each.number), "")
    return bool(part.text) and following.startswith(f"{part.number}.")


def _title(parts: Sequence[Part]) -> str:
    front = [part for part in parts[:_FRONT] if isinstance(part, Paragraph)]
    for part in front:
        if titled := _TITLED.match(part.text):
            return titled["title"]
    for part in front:
        if part.level == 1 or (part.text.isupper() and len(part.text) > 25):
            return part.text
    return next((part.text[:120] for part in front if part.text), "")


def _meeting(parts: Sequence[Part]) -> date | None:
    """Return the last day named before the first paragraph of more than a line or two."""
    found: list[date] = []
    for part in parts[:_FRONT]:
        if isinstance(part, Paragraph):
            if part.number and len(part.text) > 60:
                break
            if len(part.text) > 220:
                break
            found += [each.on for each in days(part.text) if each.on]
        else:
            cells = (cell for row in part.rows for cell in row)
            found += [each.on for cell in cells for each in days(cell) if each.on]
    return max(found, default=None)
