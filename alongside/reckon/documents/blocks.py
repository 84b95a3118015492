"""What a document is made of: headings, paragraphs, lists, tables, pictures and notes.

What is said may point to a labelled block, by the number that it comes to have. A document that somebody could not read aloud is refused when it is made: a picture without
words for it, a table without a caption, or with a row that has a cell too few, a pointer to
nothing. The writers (`word.py`, `pdf.py`, `page.py`, and the desk's templates) then differ in
nothing but form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeAlias


class NotADocument(ValueError):
    """A block that could not be read aloud; the message says which, and what it lacks."""


@dataclass(frozen=True)
class Reference:
    """A pointer to the block of a label, read as that block's number: 3.9, or 2."""

    label: str


Said: TypeAlias = str | Sequence[str | Reference]


@dataclass(frozen=True)
class Heading:
    """A heading below the title, of level 1 or 2, numbered where the document's are."""

    text: str
    level: int = 1
    numbered: bool = False
    label: str = ""
    kind: ClassVar[str] = "heading"

    def __post_init__(self) -> None:
        if self.level not in (1, 2):
            raise NotADocument(f"{self.text!r}: a heading is of level 1 or 2.")
        if self.numbered and self.level != 1:
            raise NotADocument(f"{self.text!r}: only headings of level 1 are numbered.")
        _said(self.text, "A heading")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, numbered as the document says unless it is told not to be."""

    text: Said
    numbered: bool = True
    label: str = ""
    kind: ClassVar[str] = "paragraph"

    def __post_init__(self) -> None:
        _said(self.text, "A paragraph")


@dataclass(frozen=True)
class Items:
    """A list below a paragraph: of points, of letters a) b), or counted 1) 2) from 1."""

    items: Sequence[Said]
    form: Literal["points", "letters", "counted"] = "points"
    kind: ClassVar[str] = "items"

    def __post_init__(self) -> None:
        for item in self.items:
            _said(item, "An item of a list")

    def marks(self) -> Sequence[str]:
        """Return what stands before each item."""
        if self.form == "points":
            return ["•"] * len(self.items)
        if self.form == "counted":
            return [f"{place})" for place in range(1, len(self.items) + 1)]
        return [f"{_letters(place)})" for place in range(len(self.items))]


@dataclass(frozen=True)
class Table:
    """A table with its caption. The first cell of a row names the row.

    `numbers` are the columns set to the right, counted from 0. A table that is a form's
    box, and no exhibit, is not numbered.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = ()
    label: str = ""
    numbered: bool = True
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
    label: str = ""
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


Block: TypeAlias = Heading | Paragraph | Items | Table | Picture | Note


@dataclass(frozen=True)
class Document:
    """A title, who it is from, its day, what stands above the title, its blocks in order.

    Paragraphs are numbered 1, 2, 3 through the whole; below a numbered heading, 3.1, 3.2.
    """

    title: str
    author: str
    on: date
    blocks: Sequence[Block]
    above: Sequence[str] = ()

    def __post_init__(self) -> None:
        _said(self.title, "The title")
        labels = self.labels()
        for block in self.blocks:
            for piece in _pieces(block):
                if isinstance(piece, Reference) and piece.label not in labels:
                    raise NotADocument(
                        f"Something points to {piece.label!r}, and nothing numbered has "
                        "that label. Give the label, or correct the pointer."
                    )

    def numbered(self) -> Iterator[tuple[str | None, Block]]:
        """Yield each block with its number: paragraphs, headings, tables, pictures."""
        counts: Counter[str] = Counter()
        for block in self.blocks:
            number = None
            if isinstance(block, Picture) or getattr(block, "numbered", False):
                counts[block.kind] += 1
                number = str(counts[block.kind])
            if isinstance(block, Heading) and number:
                counts["paragraph"] = 0
            if isinstance(block, Paragraph) and number and counts["heading"]:
                number = f"{counts['heading']}.{number}"
            yield number, block

    def labels(self) -> dict[str, tuple[str, Block]]:
        """Return each labelled block that has a number, with it. Raises NotADocument."""
        found: dict[str, tuple[str, Block]] = {}
        for number, block in self.numbered():
            label = getattr(block, "label", "")
            if label and label in found:
                raise NotADocument(f"Two blocks have the label {label!r}. Rename one.")
            if label and number:
                found[label] = (number, block)
        return found

    @property
    def said(self) -> str:
        """Return who it is from, and its day."""
        return f"{self.author}, {self.on.day} {self.on:%B %Y}"

    @property
    def by_heading(self) -> bool:
        """Whether headings are numbered, and paragraphs below them."""
        return any(isinstance(each, Heading) and each.numbered for each in self.blocks)

    def plain(self, said: Said) -> str:
        """Return what is said as words alone, pointers by their numbers."""
        if isinstance(said, str):
            return said
        labels = self.labels()
        return "".join(
            labels[piece.label][0] if isinstance(piece, Reference) else piece
            for piece in said
        )


def pieces(said: Said) -> Sequence[str | Reference]:
    """Return what is said as its pieces, one of them where it is plain."""
    return (said,) if isinstance(said, str) else said


def _pieces(block: Block) -> Iterator[str | Reference]:
    for said in (
        block.items if isinstance(block, Items) else [getattr(block, "text", "")]
    ):
        yield from pieces(said)


def _letters(place: int) -> str:
    """Return a, b ... z, aa, ab, as Word counts them on: aa, bb."""
    return "abcdefghijklmnopqrstuvwxyz"[place % 26] * (place // 26 + 1)


def _said(text: Said, what: str) -> None:
    if not any(isinstance(each, Reference) or each.strip() for each in pieces(text)):
        raise NotADocument(f"{what} is empty. Write it: it is read aloud.")
