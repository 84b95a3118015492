"""A report to Committee as its reader meets it, and what a check says of it.

Read from anybody's file or made from a folder of ours: each check takes this and nothing
else, so both are judged alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or a heading: its printed number ("3.9", "" where it has none), its text.

    `level` is 0 for a paragraph, and counts headings from 1, the greatest.
    """

    number: str
    text: str
    level: int = 0


@dataclass(frozen=True)
class Table:
    """A table: its caption ("" where it has none), and its rows of cells as printed.

    The first `heads` rows name the columns. A cell that is not there is "", and every row
    is as long as the longest.
    """

    caption: str
    rows: Sequence[Sequence[str]]
    heads: int = 1


Part: TypeAlias = Paragraph | Table


@dataclass(frozen=True)
class Report:
    """A report: its title, its parts in the order they are read, the day of its meeting."""

    title: str
    parts: Sequence[Part]
    meeting: date | None = None

    def placed(self) -> Iterator[tuple[str, Part]]:
        """Yield each part with the place a reader finds it at.

        "paragraph 3.9"; "below 3.9" where a paragraph has no number; "table 2, below 3.9".
        """
        near, tables = "the title", 0
        for part in self.parts:
            if isinstance(part, Table):
                tables += 1
                yield f"table {tables}, below {near}", part
            elif part.number:
                near = part.number
                kind = "heading" if part.level else "paragraph"
                yield f"{kind} {part.number}", part
            else:
                near = f"“{part.text}”" if part.level else near
                yield (f"heading {near}" if part.level else f"below {near}"), part


Confidence: TypeAlias = Literal["certain", "likely", "worth a look"]


@dataclass(frozen=True)
class Finding:
    """What a check found: of which kind, where, what is the matter, what to do, how sure.

    `certain`: arithmetic that no reading makes right. `likely`: a reader would say so too.
    `worth a look`: it depends on what the author meant.
    """

    kind: str
    where: str
    what: str
    do: str
    confidence: Confidence
