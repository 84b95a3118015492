"""A caseload: so many cases for so many full-time workers, exact until it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Number = int | Fraction | Decimal | str


def said(number: Number, places: int = 1) -> str:
    """Return a number in words, to so many decimal places, halves up: 927/39 is `23.8`."""
    return f"{rounded(number, places):,}"


def rounded(number: Number, places: int) -> Decimal:
    """Return a number to so many decimal places, halves up."""
    exact = Fraction(number)
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def trimmed(number: Number) -> str:
    """Return a number as it is counted: `24`, `23.5`; two places at the most."""
    exact = Fraction(number)
    return said(exact, 0 if exact.denominator == 1 else 2 if (10 * exact) % 1 else 1)


def fte_of(hours: Number, standard: Number) -> Fraction:
    """Return contracted hours as a part of full time. Raises ValueError for no full time."""
    if Fraction(standard) <= 0:
        raise ValueError(
            f"Full time is {standard} hours a week. Give a number above nought."
        )
    return Fraction(hours) / Fraction(standard)


@dataclass(frozen=True)
class Load:
    """Cases held, and the full-time equivalent (FTE) of those they are divided by."""

    cases: Fraction
    fte: Fraction

    @classmethod
    def of(cls, cases: Number, fte: Number) -> Load:
        return cls(Fraction(cases), Fraction(fte))

    @property
    def each(self) -> Fraction | None:
        """Cases for each FTE, unrounded; None where nobody is there."""
        return self.cases / self.fte if self.fte > 0 else None

    @property
    def fraction(self) -> str:
        """Return it as it is always printed: `927 cases / 39.0 FTE = 23.8`."""
        of = "case" if self.cases == 1 else "cases"
        divided = f"{trimmed(self.cases)} {of} / {said(self.fte)} FTE"
        if self.each is None:
            return f"{divided}: nobody is there to hold them"
        return f"{divided} = {said(self.each)}"

    def with_(self, cases: Number = 0, fte: Number = 0) -> Load:
        """Return it with so many cases and FTE more. Raises ValueError below nought."""
        more = Load(self.cases + Fraction(cases), self.fte + Fraction(fte))
        if more.cases < 0:
            raise ValueError(
                f"There are {trimmed(self.cases)} cases: {trimmed(-Fraction(cases))} "
                "cannot be taken from them. Enter fewer."
            )
        if more.fte < 0:
            raise ValueError(
                f"There are {said(self.fte)} FTE: {said(-Fraction(fte))} cannot leave. "
                "Enter fewer."
            )
        return more
