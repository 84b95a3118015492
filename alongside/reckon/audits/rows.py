"""A team's audits of one period: the share of each grade, from counts or as printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from alongside.reckon.indicators.rates import interval

WHOLE = Decimal(100)


class Polarity(Enum):
    """Whether more of a grade is better, worse, or neither."""

    GOOD = 1
    NEITHER = 0
    BAD = -1


@dataclass(frozen=True)
class Grade:
    """A grade of a scale, and whether more of it is better."""

    name: str
    polarity: Polarity


OFSTED = (
    Grade("Outstanding", Polarity.GOOD),
    Grade("Good", Polarity.GOOD),
    Grade("Requires improvement", Polarity.BAD),
    Grade("Inadequate", Polarity.BAD),
)
"""The four grades, best first. That more of "Requires improvement" is worse is a reading."""


@dataclass(frozen=True)
class Share:
    """A share of a grade in per cent: exact, with how it was come by and its interval.

    `percent` is None where the cell is missing and nothing implies it. `low` and `high`
    are the 95% limits (Wilson), known only where the number of audits is.
    """

    percent: Fraction | None
    count: int | None = None
    implied: bool = False
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Row:
    """A team's audits of one period, in the order of a scale's grades.

    Either `counts` of audits, none missing; or `printed` percentages, of which any may be
    missing. Raises ValueError for both or neither, and for a number below 0.
    """

    team: str
    period: str
    counts: tuple[int, ...] | None = None
    printed: tuple[Decimal | None, ...] | None = None

    def __post_init__(self) -> None:
        if (self.counts is None) == (self.printed is None):
            raise ValueError("A row holds counts or percentages: one of the two.")
        if any(each is not None and each < 0 for each in self._cells):
            raise ValueError(f"{self.team}, {self.period}: a number is below 0.")

    @property
    def _cells(self) -> Sequence[int | Decimal | None]:
        return self.counts if self.counts is not None else self.printed or ()

    @property
    def audits(self) -> int | None:
        """How many audits the row is of; None where only percentages are known."""
        return None if self.counts is None else sum(self.counts)

    @property
    def printed_sum(self) -> Decimal | None:
        """What the printed percentages add up to, those missing left out."""
        if self.printed is None:
            return None
        return sum((each for each in self.printed if each is not None), Decimal(0))

    @property
    def missing(self) -> int:
        return sum(each is None for each in self._cells)

    @property
    def off_by(self) -> Decimal:
        """By how many points the printed row is away from 100; 0 where it cannot be told."""
        said = self.printed_sum
        if said is None:
            return Decimal(0)
        if self.missing and said <= WHOLE:
            return Decimal(0)
        return said - WHOLE

    def shares(self) -> list[Share]:
        """Return the share of each grade; one missing cell is what is left of 100."""
        if self.counts is not None:
            return [_counted(count, sum(self.counts)) for count in self.counts]
        return [self._printed(each) for each in self.printed or ()]

    def _printed(self, percent: Decimal | None) -> Share:
        if percent is not None:
            return Share(Fraction(percent))
        if self.missing > 1:
            return Share(None)
        left = WHOLE - (self.printed_sum or 0)
        return Share(Fraction(max(left, Decimal(0))), implied=True)


def _counted(count: int, audits: int) -> Share:
    if not audits:
        return Share(None, count)
    low, high = interval(count, audits)
    return Share(Fraction(100 * count, audits), count, low=low, high=high)


def together(row: Row, scale: Sequence[Grade], polarity: Polarity) -> Share:
    """Return the share of all grades of one polarity: of `GOOD`, good or better.

    The cells of a row add up to 100, so that one audit moves two of them. This does not.
    """
    chosen = [n for n, grade in enumerate(scale) if grade.polarity is polarity]
    if row.counts is not None:
        return _counted(sum(row.counts[n] for n in chosen), sum(row.counts))
    shares = [row.shares()[n] for n in chosen]
    known = [share.percent for share in shares if share.percent is not None]
    if len(known) < len(shares):
        return Share(None)
    return Share(
        sum(known, Fraction(0)), implied=any(share.implied for share in shares)
    )
