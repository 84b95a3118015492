"""Two periods of a team beside each other, each cell coloured by a rule that is stated.

A council's report said: "A significant change of 5% or more is shown as either a positive
change (green) or a negative change (red)." That leaves open what a rise in a bad grade is,
whether 5% means points, whether rounded numbers are compared, and what a missing cell is.
A `Reading` settles each, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from alongside.reckon.audits.rows import Grade, Polarity, Row, Share

NEUTRAL = "Requires improvement"


class Colour(Enum):
    """What a cell's colour says; the word stands beside it wherever it is shown."""

    GREEN = "better"
    RED = "worse"
    NONE = "no colour"
    UNKNOWN = "cannot tell"


@dataclass(frozen=True)
class Reading:
    """How the rule is read. The first of `READINGS` is taken where nothing is chosen."""

    name: str
    title: str
    boundary: int = 5
    at_least: bool = True  # 5 itself is coloured
    by_polarity: bool = True  # else any rise is green
    neutral: tuple[str, ...] = ()  # grades of which more is neither better nor worse
    relative: bool = False  # per cent of the share before; else percentage points
    rounded: bool = False  # compared as whole numbers, as they are printed
    implied: bool = False  # missing cells take what the rest of the row leaves

    def in_words(self) -> str:
        """State the rule, as it stands above the table."""
        unit = "per cent of the share before" if self.relative else "percentage points"
        edge = "or more" if self.at_least else "and not exactly that"
        how = (
            "whole numbers, as printed"
            if self.rounded
            else "shares before any rounding"
        )
        said = [
            f"Coloured where a share moved by {self.boundary} {unit} {edge}, by {how}."
        ]
        if self.by_polarity:
            said.append(
                "Green: more of a good grade or less of a bad one. Red: the reverse."
            )
        else:
            said.append("Green: any rise, also of a bad grade. Red: any fall.")
        if self.neutral:
            said.append(f"{', '.join(self.neutral)} has no colour.")
        filled = (
            "are taken to be what the rest leaves" if self.implied else "have no colour"
        )
        said.append(f"Missing cells {filled}.")
        return " ".join(said)

    def colour(self, grade: Grade, before: Share, after: Share) -> Colour:
        """Return the colour of a cell."""
        change = self.change(before, after)
        implied = before.implied or after.implied
        if change is None or (implied and not self.implied):
            return Colour.UNKNOWN
        reached = (
            abs(change) >= self.boundary
            if self.at_least
            else abs(change) > self.boundary
        )
        polarity = self.polarity_of(grade)
        if not reached or not change or polarity is Polarity.NEITHER:
            return Colour.NONE
        better = (change > 0) == (polarity is Polarity.GOOD)
        return Colour.GREEN if better else Colour.RED

    def change(self, before: Share, after: Share) -> Fraction | None:
        """Return by how much a share moved, in the rule's unit; None where not known."""
        if before.percent is None or after.percent is None:
            return None
        first, then = (
            self._compared(share.percent or Fraction(0)) for share in (before, after)
        )
        if not self.relative:
            return then - first
        return 100 * (then - first) / first if first else None

    def _compared(self, percent: Fraction) -> Fraction:
        return Fraction(half_up(percent)) if self.rounded else percent

    def polarity_of(self, grade: Grade) -> Polarity:
        """Return whether more of a grade is better, as the rule reads it."""
        if grade.name in self.neutral:
            return Polarity.NEITHER
        return grade.polarity if self.by_polarity else Polarity.GOOD


_STATED = Reading("stated", "By what is better, on unrounded shares")
READINGS = {
    reading.name: reading
    for reading in (
        _STATED,
        replace(_STATED, name="implied", title="The same, missing cells filled in", implied=True),
        replace(_STATED, name="printed", title="On the whole numbers as printed, missing cells filled in", rounded=True, implied=True),
        replace(_STATED, name="neutral", title="Requires improvement without a colour", neutral=(NEUTRAL,), implied=True),
        replace(_STATED, name="over", title="More than 5 points, 5 itself not", at_least=False, implied=True),
        replace(_STATED, name="relative", title="5% of the share before", relative=True, implied=True),
        replace(_STATED, name="sign", title="Any rise green, also of a bad grade", by_polarity=False, implied=True),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A grade's share before and after, its change in percentage points, its colour."""

    grade: Grade
    before: Share
    after: Share
    change: Fraction | None
    colour: Colour


def compare(
    before: Row, after: Row, scale: Sequence[Grade], reading: Reading = _STATED
) -> list[Cell]:
    """Return the cells of a team, in the order of the scale.

    The change is in percentage points whatever the reading, and of unrounded shares.
    """
    pairs = zip(scale, before.shares(), after.shares(), strict=True)
    return [
        Cell(
            grade,
            first,
            then,
            _STATED.change(first, then),
            reading.colour(grade, first, then),
        )
        for grade, first, then in pairs
    ]


def half_up(number: Fraction) -> int:
    """Return a number of 0 or more rounded to a whole one, halves up."""
    return int(number + Fraction(1, 2))
