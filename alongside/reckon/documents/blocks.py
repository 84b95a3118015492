"""What a document is made of: headings, numbered paragraphs, tables, pictures and notes.

A document that somebody could not read aloud is refused when it is made: a picture without
words for it, a table without a caption, or with a row that has a cell too few. The writers
(`word.py`, `pdf.py`, and the desk's templates for a page) then differ in nothing but form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeAlias


class NotADocument(ValueError):
    """A block that could not be read aloud; the message says which, and what it lacks."""


@dataclass(frozen=True)
class Heading:
    """A heading below the title, of level 1 or 2."""

    text: str
    level: int = 1
    kind: ClassVar[str] = "heading"

    def __post_init__(self) -> None:
        if self.level not in (1, 2):
            raise NotADocument(f"{self.text!r}: a heading is of level 1 or 2.")
        _said(self.text, "A heading")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, numbered through the whole document as councils number theirs."""

    text: str
    numbered: bool = True
    kind: ClassVar[str] = "paragraph"

    def __post_init__(self) -> None:
        _said(self.text, "A paragraph")


@dataclass(frozen=True)
class Table:
    """A table with its caption. The first cell of a row names the row.

    `numbers` are the columns set to the right, counted from 0.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = ()
    kind: ClassVar[str] = "table"

    def __post_init__(self) -> None:
        _said(self.caption, "The caption of a table")
        for column in self.columns:
            _said(column, f"The head of a column of {self.caption!r}")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise NotADocument(
                    f"{self.caption!r}: a row has {len(row)} cells for "
                    f"{len(self.columns)} columns."
                )


@dataclass(frozen=True)
class Picture:
    """A picture as SVG, its caption, and the words for those who do not see it."""

    caption: str
    svg: str
    alternative: str
    kind: ClassVar[str] = "picture"

    def __post_init__(self) -> None:
        _said(self.caption, "The caption of a picture")
        _said(self.alternative, f"The text for those who do not see {self.caption!r}")


@dataclass(frozen=True)
class Note:
    """What stands apart: a warning, a source, what cannot be told."""

    text: str
    kind: ClassVar[str] = "note"

    def __post_init__(self) -> None:
        _said(self.text, "A note")


Block: TypeAlias = Heading | Paragraph | Table | Picture | Note


@dataclass(frozen=True)
class Document:
    """A title, who it is from, its day, and its blocks in order."""

    title: str
    author: str
    on: date
    blocks: Sequence[Block]

    def __post_init__(self) -> None:
        _said(self.title, "The title")

    def numbered(self) -> Iterator[tuple[int | None, Block]]:
        """Yield each block with its number among its kind: paragraphs, tables, pictures."""
        counts: dict[str, int] = {}
        for block in self.blocks:
            if isinstance(block, (Heading, Note)) or not getattr(
                block, "numbered", True
            ):
                yield None, block
                continue
            counts[block.kind] = counts.get(block.kind, 0) + 1
            yield counts[block.kind], block


def _said(text: str, what: str) -> None:
    if not text.strip():
        raise NotADocument(f"{what} is empty. Write it: it is read aloud.")
