"""A section of a report as it is typed: a few marks of Markdown, and no more.

A line that begins `#` or `##` is a heading, `-` a point, `a)` a lettered item, `1)` a counted
one, `>` a note; `[table: NAME]` and `[picture: NAME]` place what the folder has by that name.
All else is a paragraph, parted by an empty line. `{#NAME}` at a paragraph's end labels it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from alongside.reckon.reports.problems import Problem

Kind: TypeAlias = Literal[
    "heading", "sub-heading", "paragraph", "points", "letters", "counted",
    "note", "table", "picture",
]  # fmt: skip
MARKS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("sub-heading", re.compile(r"##\s+(.+)")),
    ("heading", re.compile(r"#\s+(.+)")),
    ("points", re.compile(r"[-*]\s+(.+)")),
    ("letters", re.compile(r"[a-z]\)\s+(.+)")),
    ("counted", re.compile(r"\d+[).]\s+(.+)")),
    ("note", re.compile(r">\s+(.+)")),
    ("table", re.compile(r"\[table:\s*([\w-]+)\]")),
    ("picture", re.compile(r"\[picture:\s*([\w-]+)\]")),
)
ITEMS = ("points", "letters", "counted")
ALONE = ("heading", "sub-heading", "table", "picture")
LABEL = re.compile(r"\s*\{#([\w-]+)\}\s*$")
NOT_KEPT = re.compile(r"\*\*|__|`|<[a-zA-Z/]|\]\(")


@dataclass(frozen=True)
class Part:
    """A part of a section: its kind, the row it begins at, its texts, its label.

    Only lists have more than one text. Of a table or a picture, the text is its name.
    """

    kind: Kind
    row: int
    texts: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True)
class Section:
    """A section by its name in the template, the file it is in, its parts in order."""

    name: str
    file: str
    parts: Sequence[Part]

    @property
    def heading(self) -> str:
        """Return the heading that the section gives itself, or nothing."""
        return next((p.texts[0] for p in self.parts if p.kind == "heading"), "")


def read(name: str, file: str, text: str, problems: list[Problem]) -> Section:
    """Return a section as typed; what is not kept of Markdown is added to the problems."""
    for row, line in enumerate(text.splitlines(), 1):
        if found := NOT_KEPT.search(line):
            problems.append(
                Problem(file, row, "", f"{found[0]!r} is no mark that a report keeps.",
                        "Write it plainly: headings, points, letters and notes are kept.")
            )  # fmt: skip
    return Section(name, file, tuple(_joined(_lines(text))))


def _lines(text: str) -> Iterator[Part]:
    """Yield each line as a part of its own; an empty one parts paragraphs."""
    for row, line in enumerate(text.splitlines(), 1):
        for kind, mark in MARKS:
            if found := mark.fullmatch(line.strip()):
                yield Part(kind, row, (found[1],))
                break
        else:
            yield Part("paragraph", row, (line.strip(),))


def _joined(lines: Iterator[Part]) -> Iterator[Part]:
    """Yield parts of several lines as one: paragraphs run on, items stand together."""
    held: Part | None = None
    for line in lines:
        if held is None or not line.texts[0] or not _goes_on(held, line):
            if held and held.texts[0]:
                yield _labelled(held)
            held = line
        elif line.kind == "paragraph":
            last = f"{held.texts[-1]} {line.texts[0]}"
            held = Part(held.kind, held.row, (*held.texts[:-1], last))
        else:
            held = Part(held.kind, held.row, (*held.texts, line.texts[0]))
    if held and held.texts[0]:
        yield _labelled(held)


def _goes_on(held: Part, line: Part) -> bool:
    if not held.texts[0] or held.kind in ALONE:
        return False
    return line.kind == "paragraph" or (line.kind == held.kind and held.kind in ITEMS)


def _labelled(part: Part) -> Part:
    found = LABEL.search(part.texts[-1])
    if not found:
        return part
    texts = (*part.texts[:-1], part.texts[-1][: found.start()])
    return Part(part.kind, part.row, texts, found[1])
