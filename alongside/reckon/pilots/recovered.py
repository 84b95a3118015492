"""How many audits a row of percentages can be of: all numbers that fit, and which is taken.

Of n audits only some rows can be printed. A row may be rounded; it may have been moved by a
point so that it adds up to 100; or one cell of it may be a slip of the pen. What is found
is what fits, and not the council's record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

import numpy as np

from alongside.reckon.pilots.wide import AuditRow

FEWEST, MOST = 4, 40  # audits of a team in one period that are tried
PLAUSIBLE = range(8, 25)  # a team's audits of a quarter, where nothing else is known
ROUNDED, ADJUSTED = 0.5, 1.0  # points by which a cell may be off
EDGE = 1e-9


@dataclass(frozen=True)
class Recovered:
    """The numbers of audits that fit one row.

    `rounded` fit with every cell rounded; `adjusted` also where a cell is up to a point
    off. `slip` says which cell, read as one more or less, lets a row fit that otherwise
    has no plausible number. `taken` is the number used, `why` in words, None where none.
    """

    team: str
    period: str
    rounded: tuple[int, ...]
    adjusted: tuple[int, ...]
    taken: int | None
    why: str
    slip: str = ""

    @property
    def impossible(self) -> bool:
        """Whether no number of audits up to 40 gives the row as it is printed."""
        return not self.rounded

    @property
    def any_fits(self) -> bool:
        """Whether every number does, as of a row that is all one grade."""
        return len(self.rounded) == MOST - FEWEST + 1

    @property
    def plausible(self) -> list[int]:
        return [n for n in self.adjusted if n in PLAUSIBLE]


def fitting(printed: Sequence[float], off: float) -> tuple[int, ...]:
    """Return every number of audits whose counts give a row, each cell within `off`."""
    return tuple(n for n in range(FEWEST, MOST + 1) if _fits(printed, n, off))


def _fits(printed: Sequence[float], audits: int, off: float) -> bool:
    ranges = [_range(each, audits, off) for each in printed]
    return all(low <= high for low, high in ranges) and (
        sum(low for low, _ in ranges) <= audits <= sum(high for _, high in ranges)
    )


def _range(printed: float, audits: int, off: float) -> tuple[int, int]:
    if np.isnan(printed):
        return 0, audits
    low, high = ((printed + each) * audits / 100 for each in (-off, off))
    return max(ceil(low - EDGE), 0), min(floor(high + EDGE), audits)


def recover(audits: Mapping[tuple[str, str], AuditRow]) -> list[Recovered]:
    """Return what fits each row of percentages whose number of audits is not known.

    Taken is the smallest plausible number that fits as rounded, else as adjusted, else
    after one slip. A row that any number fits, or none, takes that of the team's other
    periods.
    """
    found = [
        _row(team, period, row)
        for (team, period), row in audits.items()
        if np.isnan(row.audits)
    ]
    return [_lent(each, found) if _borrows(each) else each for each in found]


def _row(team: str, period: str, row: AuditRow) -> Recovered:
    rounded, adjusted = (fitting(row.printed, off) for off in (ROUNDED, ADJUSTED))
    for numbers, why in (
        (rounded, "the smallest plausible number that fits"),
        (adjusted, "the smallest plausible number that fits within a point a cell"),
    ):
        if (taken := _plausible(numbers)) is not None:
            return Recovered(team, period, rounded, adjusted, taken, why)
    taken, slip = _slip(row.printed)
    why = f"fits only if {slip}" if slip else "no plausible number fits"
    return Recovered(team, period, rounded, adjusted, taken, why, slip)


def _plausible(numbers: Iterable[int]) -> int | None:
    return next((n for n in numbers if n in PLAUSIBLE), None)


def _slip(printed: Sequence[float]) -> tuple[int | None, str]:
    """Return the fewest plausible audits after one cell is read as a point more or less."""
    found = []
    for place, said in enumerate(printed):
        for read_as in (said - 1, said + 1):
            row = [*printed[:place], read_as, *printed[place + 1 :]]
            if 0 <= read_as <= 100 and (taken := _plausible(fitting(row, ROUNDED))):
                found.append((taken, f"{said:g} is read as {read_as:g}"))
    return min(found, default=(None, ""))


def _borrows(found: Recovered) -> bool:
    return found.any_fits or found.taken is None


def _lent(found: Recovered, all_found: Sequence[Recovered]) -> Recovered:
    how = "any number fits" if found.any_fits else "no plausible number fits"
    known = [each for each in all_found if not _borrows(each)]
    own = [each.taken for each in known if each.team == found.team]
    others = sorted(each.taken for each in known if each.taken)
    if own:
        return replace(found, taken=own[0], why=f"{how}: taken from its other periods")
    lent = others[len(others) // 2] if others else PLAUSIBLE[0]
    return replace(found, taken=lent, why=f"{how}: taken from the other teams")
