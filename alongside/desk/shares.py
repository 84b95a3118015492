"""So many of so many: a share that is never told without what it was made of."""

from __future__ import annotations

from typing import NamedTuple

from alongside.reckon.intervals import wilson_interval


class Fraction(NamedTuple):
    """So many of so many; `left_out` could not be told yet."""

    numerator: int
    denominator: int
    left_out: int = 0

    def __add__(self, other: Fraction) -> Fraction:  # type: ignore[override]
        return Fraction(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def said(self) -> str:
        """7 of 20: 35% (18% to 57%), with the 95% limits of Wilson's interval"""
        if not self.denominator:
            return "None to count"
        low, high = wilson_interval(self.numerator, self.denominator)
        share = self.numerator / self.denominator
        return f"{self.numerator} of {self.denominator}: {share:.0%} ({low:.0%} to {high:.0%})"


NONE = Fraction(0, 0)
