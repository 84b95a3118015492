"""Two figures compared in time: points, relative change, and a year's worth of a window."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from alongside.reckon.indicators.workforce.ratio import (
    PER_CENT,
    NotComparable,
    RatioFigure,
)

IN_PROPORTION, COMPOUNDED = "in proportion", "compounded"
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Change:
    """From one number to another, in their unit; percentages move by points."""

    before: Decimal
    after: Decimal
    unit: str = PER_CENT

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    @property
    def relative(self) -> Decimal | None:
        """The change in per cent of what it was before, or None where that was 0."""
        if not self.before:
            return None
        return (100 * self.difference / self.before).quantize(_TENTH, ROUND_HALF_UP)

    @property
    def said(self) -> str:
        """Both ways, each labelled: `-5.4 percentage points (relative change -37.5%)`."""
        unit = "percentage points" if self.unit == PER_CENT else self.unit
        if self.relative is None:
            return f"{self.difference:+} {unit}"
        return f"{self.difference:+} {unit} (relative change {self.relative:+}%)"


def change(before: RatioFigure, after: RatioFigure) -> Change:
    """Return how a figure moved. Raises NotComparable for two definitions, or no figure."""
    if (before.ratio.name, before.ratio.version) != (
        after.ratio.name,
        after.ratio.version,
    ):
        raise NotComparable(
            f"“{before.ratio.title}” and “{after.ratio.title}” are counted otherwise. "
            "Compare a figure with itself at another time."
        )
    if before.teams != after.teams:
        raise NotComparable(
            f"Before covers {before.teams[0]} of {before.teams[1]} teams, after "
            f"{after.teams[0]} of {after.teams[1]}. Compare the same teams."
        )
    if before.value is None or after.value is None:
        raise NotComparable("One of the two has no figure: its denominator is 0.")
    return Change(before.value, after.value, before.ratio.unit)


def same_window(months_before: int, months_after: int) -> None:
    """Raise NotComparable where two windows of a before and after are not equally long."""
    if months_before != months_after:
        raise NotComparable(
            f"Before covers {months_before} months and after {months_after}: what happens "
            "in a longer window is more. Show both windows, or count equal ones."
        )


def a_year(rate: Decimal, months: int, how: str) -> Decimal:
    """Return a year's rate in per cent by a stated rule, to one decimal place.

    14.4% in six months is 28.8% in proportion, and 26.7% compounded (those who left
    cannot leave again). Raises ValueError for another rule, or a window over a year.
    """
    if not 0 < months <= 12:
        raise ValueError(f"A window of {months} months is not of 1 to 12.")
    share, times = rate / 100, Decimal(12) / months
    if how == IN_PROPORTION:
        found = share * times
    elif how == COMPOUNDED:
        found = 1 - (1 - share) ** times
    else:
        raise ValueError(f"Say how: {IN_PROPORTION} or {COMPOUNDED}, not {how!r}.")
    return (100 * found).quantize(_TENTH, ROUND_HALF_UP)
