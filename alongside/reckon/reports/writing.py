"""From a folder to the document: each section in its place, each figure put in by its name.

In a text `{{vacancies}}` is the figure of that name as it is printed, `{{vacancies as at}}`
the day it is of; `{{paragraph uses}}`, `{{table costs}}` and `{{picture trend}}` point to
what has that label or name, by the number that it comes to have, and `{{number uses}}` is
that number alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from alongside.reckon.documents import Block, Document, Reference
from alongside.reckon.documents.blocks import Said
from alongside.reckon.figures import Figure, reckon
from alongside.reckon.reports.folder import Folder
from alongside.reckon.reports.problems import Problem

PUT_IN = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
POINTS = {
    "paragraph": "paragraph ",
    "table": "Table ",
    "picture": "Figure ",
    "number": "",
}
NOTED = "Figures marked [was …] have changed since this report was last made."


@dataclass(frozen=True)
class Composed:
    """A document with where each of its blocks was typed, and which figures it prints.

    `typed` holds, for each block, its file and row. `uses` holds the places among the blocks
    where a figure stands, `as_at` those where its day does; `printed` how it is printed.
    `present` are the sections that stand in it, by name.
    """

    document: Document
    typed: Sequence[tuple[str, int]]
    uses: Mapping[str, Sequence[int]]
    as_at: Mapping[str, Sequence[int]]
    printed: Mapping[str, str]
    values: Mapping[str, Fraction]
    formulas: Mapping[str, Fraction]
    present: frozenset[str]
    figures: Sequence[Figure]


@dataclass
class Writing:
    """A document being put together: its blocks so far, and what was put into them.

    `was` are figures as printed last, to be marked where they differ; empty: no marks.
    """

    folder: Folder
    was: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    typed: list[tuple[str, int]] = field(default_factory=list)
    uses: dict[str, list[int]] = field(default_factory=dict)
    as_at: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reckoned = reckon(self.folder.figures)
        self.by_name = {figure.name: figure for figure in self.folder.figures}
        self.labels = frozenset(labels(self.folder))

    def add(self, block: Block, file: str, row: int) -> None:
        """Add a block, and where it was typed."""
        self.blocks.append(block)
        self.typed.append((file, row))

    def said(self, text: str, file: str, row: int) -> Said:
        """Return a text with its figures put in, and its pointers to be numbered later."""
        found: list[str | Reference] = []
        for place, piece in enumerate(PUT_IN.split(text)):
            if place % 2 == 0:
                found.append(piece)
            else:
                found.extend(self._put_in(piece, file, row))
        if any(isinstance(piece, Reference) for piece in found):
            return tuple(piece for piece in found if piece)
        return "".join(str(piece) for piece in found)

    def words(self, text: str, file: str, row: int) -> str:
        """Return a text with its figures put in, where there is no room for a pointer."""
        said = self.said(text, file, row)
        if isinstance(said, str):
            return said
        self._wrong(file, row, "a pointer to a number cannot stand here.",
                    "Write the figure, or move the sentence to a paragraph.")  # fmt: skip
        return ""

    def printed(self, figure: Figure) -> str:
        """Return a figure as it is printed now, whatever was before."""
        return figure.printed(self.reckoned.values[figure.name])

    def _put_in(self, told: str, file: str, row: int) -> Iterator[str | Reference]:
        first, _, rest = told.partition(" ")
        if rest and first in POINTS:
            if rest not in self.labels:
                self._wrong(file, row, f"nothing has the label {rest!r}.",
                            "Label a paragraph with {#NAME} at its end, or correct this.")  # fmt: skip
                yield told
                return
            yield POINTS[first]
            yield Reference(rest)
        elif first in self.by_name and rest in ("", "as at"):
            yield self._figure(self.by_name[first], rest, file, row)
        else:
            self._wrong(file, row, f"{{{{{told}}}}} is no figure.",
                        "Correct the name, or add it to figures.csv.")  # fmt: skip
            yield told

    def _figure(self, figure: Figure, rest: str, file: str, row: int) -> str:
        used = self.as_at if rest else self.uses
        used.setdefault(figure.name, []).append(len(self.blocks))
        if rest and figure.as_at is None:
            self._wrong(file, row, f"{figure.name} has no day that it is of.",
                        "Give as_at in figures.csv.")  # fmt: skip
        if rest:
            day = figure.as_at
            return f"as at {day.day} {day:%B %Y}" if day else rest
        now, was = self.printed(figure), self.was.get(figure.name)
        return now if was in (None, now) else f"{now} [was {was}]"

    def _wrong(self, file: str, row: int, what: str, do: str) -> None:
        self.problems.append(Problem(file, row, "", what, do))


def sentences(document: Document) -> Iterator[tuple[int, str]]:
    """Yield what each block says in words, with the block's place."""
    for place, block in enumerate(document.blocks):
        for said in getattr(block, "items", None) or [getattr(block, "text", "")]:
            yield place, document.plain(said)


def labels(folder: Folder) -> Iterator[str]:
    """Yield what can be pointed to: labels of paragraphs, names of tables and pictures."""
    for section in folder.sections.values():
        yield from (part.label for part in section.parts if part.label)
    yield from folder.tables
    yield from folder.front.pictures or ()
