"""What counts of audits could have given a row of printed percentages.

A share is printed rounded half up; of n audits only some rows can be printed. So a row
tells the least number of audits it can be of, and one that none can give is a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

MOST = 400  # audits of a team in one period that are tried
Printed = Sequence[Decimal | None]


@dataclass(frozen=True)
class Fit:
    """The least number of audits that gives a printed row, and how many had each grade."""

    audits: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Slip:
    """That one printed cell, read as one more or one less, gives a row fewer audits fit."""

    place: int
    printed: Decimal
    read_as: Decimal
    fit: Fit


def fit(printed: Printed, most: int = MOST) -> Fit | None:
    """Return the least number of audits that could have given a printed row, if any does.

    A missing cell may be any number. Of n audits the counts are one possibility, the one
    with the surplus in the first cells that can hold it.
    """
    for audits in range(1, most + 1):
        if counts := _counts(printed, audits):
            return Fit(audits, counts)
    return None


def fit_with_a_slip(printed: Printed, most: int = MOST) -> Slip | None:
    """Return the slip of one point in one cell that leaves the fewest audits, if any does."""
    slips = [slip for slip in _slips(printed, most)]
    return min(slips, key=lambda slip: slip.fit.audits, default=None)


def _slips(printed: Printed, most: int) -> Iterator[Slip]:
    for place, said in enumerate(printed):
        if said is None:
            continue
        for read_as in (said - 1, said + 1):
            row = [*printed[:place], read_as, *printed[place + 1 :]]
            if 0 <= read_as <= 100 and (found := fit(row, most)):
                yield Slip(place, said, read_as, found)


def _counts(printed: Printed, audits: int) -> tuple[int, ...] | None:
    ranges = [_range(each, audits) for each in printed]
    if any(low > high for low, high in ranges):
        return None
    counts, left = [low for low, _ in ranges], audits - sum(low for low, _ in ranges)
    if left < 0:
        return None
    for place, (low, high) in enumerate(ranges):
        counts[place] += (more := min(left, high - low))
        left -= more
    return tuple(counts) if not left else None


def _range(printed: Decimal | None, audits: int) -> tuple[int, int]:
    """Return the least and most audits whose share is printed so."""
    if printed is None:
        return 0, audits
    half = Fraction(Decimal((0, (1,), int(printed.as_tuple().exponent)))) / 2
    low = ceil((Fraction(printed) - half) * audits / 100)
    high = (
        ceil((Fraction(printed) + half) * audits / 100) - 1
    )  # the upper half rounds up
    return max(low, 0), min(high, audits)
