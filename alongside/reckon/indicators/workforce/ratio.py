"""A workforce figure: one number over another, with all that a reader needs to judge it.

Where an `Indicator` is a SELECT over children's records, a `Ratio` is worked out from
numbers that somebody counted or typed: leavers and social workers in post, cases and
full-time equivalents. Its formula stands here once, as the names of its inputs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from alongside.reckon.absence import departments_working_days
from alongside.reckon.indicators.indicator import DEPARTMENT
from alongside.reckon.intervals import NO_RATE, poisson_interval, wilson_interval

PER_CENT = "%"
SHARE, RATE, MEASURE = "share", "rate", "measure"
NATURES = {
    SHARE: "a share of things counted one by one",
    RATE: "a count over the time in which it could happen",
    MEASURE: "a measure: its parts are not counted one by one",
}
LOWER, HIGHER = "lower", "higher"
SMALL = 20


class NotComparable(ValueError):
    """Two figures that may not stand side by side; the message says why."""


@dataclass(frozen=True)
class Ratio:
    """A named figure. `top` over the sum of `bottom`, times `scale`, to so many `places`.

    `top` and `bottom` name the inputs; with `of_working_days` the bottom is multiplied by
    the working days of the reporting year, and with no bottom the figure is a count.
    `counted` and `over` are what one of each is called ("cases", "FTE"). `nature` says
    what kind of chart and interval fit; `better` which way is better, or nothing.
    Of a team, one with a denominator under `least` is not kept: it would tell of a person.
    `published` is the column of the Department's open file that prints it: only the
    Department's family has comparators. `version` rises when a definition changes.
    """

    name: str
    title: str
    family: str
    population: str
    numerator: str
    denominator: str
    period: str
    top: str
    bottom: tuple[str, ...]
    counted: str
    over: str
    source: str
    unit: str = PER_CENT
    scale: int = 100
    places: int = 1
    nature: str = MEASURE
    better: str = ""
    of_working_days: bool = False
    published: str = ""
    least: int = 0
    verified: bool = True
    version: int = 1

    @property
    def comparable(self) -> bool:
        """Whether a published figure may stand beside it."""
        return self.family == DEPARTMENT and bool(self.published)

    @property
    def formula(self) -> str:
        """The formula in the names of its inputs, as a manual prints it."""
        below = " + ".join(self.bottom)
        if self.of_working_days:
            below = f"{below} x working days"
        if not below:
            return self.top
        below = f"({below})" if " " in below else below
        return f"{self.top} / {below}" + (f" x {self.scale}" if self.scale > 1 else "")

    def of(
        self,
        inputs: Mapping[str, Decimal],
        as_at: date,
        teams: tuple[int, int] = (1, 1),
    ) -> RatioFigure:
        """Work it out from named inputs; raises KeyError for one that is wanting."""
        below = sum((inputs[name] for name in self.bottom), Decimal(0))
        if self.of_working_days:
            below *= departments_working_days(as_at.year)
        return RatioFigure(self, inputs[self.top], below if self.bottom else None, as_at, teams)  # fmt: skip

    def round(self, exact: Decimal) -> Decimal:
        """Round half up to its places."""
        return exact.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)


@dataclass(frozen=True)
class RatioFigure:
    """A ratio worked out: never without its fraction, its day and whose it is.

    `teams` is how many of how many teams it covers. Raises ValueError where a part is
    below 0, or more teams are covered than there are.
    """

    ratio: Ratio
    numerator: Decimal
    denominator: Decimal | None
    as_at: date
    teams: tuple[int, int] = (1, 1)

    def __post_init__(self) -> None:
        if min(self.numerator, self.denominator or Decimal(0)) < 0:
            raise ValueError(
                f"{self.ratio.title}: a number below 0 was given. Check both numbers."
            )
        if not 0 < self.teams[0] <= self.teams[1]:
            raise ValueError(
                f"{self.teams[0]} of {self.teams[1]} teams cannot be. Count the teams again."
            )

    @property
    def exact(self) -> Decimal | None:
        """The value before rounding, in its unit; None where the denominator is 0."""
        if self.denominator is None:
            return self.numerator
        if not self.denominator:
            return None
        return self.numerator * self.ratio.scale / self.denominator

    @property
    def value(self) -> Decimal | None:
        exact = self.exact
        return None if exact is None else self.ratio.round(exact)

    @property
    def fraction(self) -> str:
        """Both numbers with what they count: `927 cases / 39.0 FTE`."""
        above = amount(self.numerator, self.ratio.counted)
        if self.denominator is None:
            return above
        return f"{above} / {amount(self.denominator, self.ratio.over)}"

    @property
    def limits(self) -> tuple[Decimal, Decimal] | None:
        """The 95% interval, in its unit; None where it is not of counts."""
        below = self.denominator
        if not below or self.ratio.nature == MEASURE or not _whole(self.numerator):
            return None
        if self.ratio.nature == RATE:
            found = [Decimal(each) / below for each in poisson_interval(int(self.numerator))]  # fmt: skip
        elif not _whole(below) or self.numerator > below:
            return None
        else:
            found = [Decimal(each) for each in wilson_interval(int(self.numerator), int(below))]  # fmt: skip
        low, high = (self.ratio.round(each * self.ratio.scale) for each in found)
        return low, high

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know beside the figure."""
        found = []
        if self.denominator is not None and 0 < self.denominator < SMALL:
            below = amount(self.denominator, self.ratio.over)
            found.append(
                f"Small number: with {below} in the denominator, under {SMALL}, one more "
                "or fewer moves the figure far."
            )
        if self.denominator == 0:
            found.append(NO_RATE)
        return tuple(found)

    @property
    def said(self) -> str:
        """The figure as it is printed: fraction, value, day and teams."""
        reached, all_teams = self.teams
        value = "no figure" if self.value is None else f"{self.value}{self.unit_said}"
        made = value if self.denominator is None else f"{self.fraction} = {value}"
        day = f"{self.as_at.day} {self.as_at:%B %Y}"
        covers = f"{reached} of {all_teams} team{'' if all_teams == 1 else 's'}"
        return f"{made}, as at {day}, {covers}"

    @property
    def unit_said(self) -> str:
        unit = self.ratio.unit
        return unit if unit == PER_CENT else f" {unit}"


def amount(number: Decimal, noun: str) -> str:
    """Return a number with its noun: full-time equivalents show a decimal place."""
    least = 1 if "FTE" in noun else 0
    exponent = number.normalize().as_tuple().exponent
    places = max(least, -exponent if isinstance(exponent, int) else 0)
    return f"{number:,.{min(places, 2)}f} {noun}".strip()


def _whole(number: Decimal) -> bool:
    return number == number.to_integral_value()
