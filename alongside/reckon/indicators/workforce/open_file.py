"""The Department's open file on the workforce: every authority, 2017 to 2025.

A symbol stands for a number that is not given and is never read as 0. The file gives each
year anew: England's turnover of 2017 is 13.7% in it, and was 15% when first published, so
every figure carries its release.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files

from alongside.reckon.indicators.indicator import DEPARTMENT
from alongside.reckon.indicators.workforce.ratio import (
    NotComparable,
    Ratio,
    RatioFigure,
)

RELEASE = "release with the year to 30 September 2025"
ENGLAND = "England"
SYMBOLS = {
    "z": "not applicable",
    "x": "not available",
    "c": "hidden, to protect people",
    "low": "rounds to 0, and is not 0",
    "u": "too unreliable to be given",
}
Row = Mapping[str, str]


@dataclass(frozen=True)
class Comparator:
    """One published figure: its value, or the symbol that stands in its place."""

    ratio: Ratio
    area: str
    year: int
    value: Decimal | None
    symbol: str
    release: str = RELEASE

    @property
    def as_at(self) -> date:
        """The day it is of, or the last of the year it is of."""
        return date(self.year, 9, 30)

    @property
    def said(self) -> str:
        """The figure, or its symbol with what it means; always with year and release."""
        shown = f"{self.value}{'%' if self.ratio.unit == '%' else ''}"
        if self.value is None:
            shown = f"{self.symbol} ({SYMBOLS.get(self.symbol, 'not given')})"
        return f"{self.area} {self.year}: {shown} ({self.release})"


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of the file as they stand, symbols and all."""
    folder = files("alongside.reckon.reference").joinpath("published")
    text = folder.joinpath("workforce.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def area_of(row: Row) -> str:
    """Return the name of the authority, region or country that a row is of."""
    return row["la_name"] or row["region_name"] or row["country_name"]


@cache
def areas() -> tuple[str, ...]:
    """Return the areas of the file: England, then regions, then authorities, by name."""
    order = ("National", "Regional", "Local authority")
    found = {(order.index(row["geographic_level"]), area_of(row)) for row in rows()}
    return tuple(name for _, name in sorted(found))


def years() -> tuple[int, ...]:
    return tuple(sorted({int(row["time_period"]) for row in rows()}))


def number(cell: str) -> Decimal | None:
    """Return a published number, or None for a symbol: never 0 for what is not given."""
    try:
        return Decimal(cell)
    except InvalidOperation:
        return None


def published(ratio: Ratio, area: str, year: int) -> Comparator:
    """Return what was published. Raises NotComparable where nothing can have been."""
    if not ratio.comparable:
        raise NotComparable(_why_not(ratio))
    cell = row_of(area, year)[ratio.published]
    value = number(cell)
    return Comparator(ratio, area, year, value, "" if value is not None else cell)


def row_of(area: str, year: int) -> Row:
    """Return the row of an area in a year. Raises NotComparable where there is none."""
    for row in rows():
        if int(row["time_period"]) == year and area_of(row) == area:
            return row
    raise NotComparable(
        f"Nothing is published for {area!r} in {year}. Years run from {years()[0]} to "
        f"{years()[-1]}; areas are spelt as the Department spells them."
    )


def beside(figure: RatioFigure, area: str = ENGLAND) -> tuple[RatioFigure, Comparator]:
    """Put a figure of the council's beside the published one of the same year.

    Raises NotComparable for a local figure, and for one of another day than 30 September.
    """
    found = published(figure.ratio, area, figure.as_at.year)
    if figure.as_at != found.as_at:
        raise NotComparable(
            f"{figure.ratio.title}: this one is as at {figure.as_at.day} "
            f"{figure.as_at:%B %Y}, and the Department's is as at 30 September. Count "
            "again for that day."
        )
    return figure, found


def inputs_of(ratio: Ratio, row: Row) -> dict[str, Decimal] | None:
    """Return the counts of a row that a ratio needs, or None where one is a symbol."""
    found = {name: number(row[name]) for name in (ratio.top, *ratio.bottom)}
    given = {name: value for name, value in found.items() if value is not None}
    return given if len(given) == len(found) else None


def _why_not(ratio: Ratio) -> str:
    if ratio.family == DEPARTMENT:
        return f"{ratio.title}: the Department does not publish this."
    return (
        f"“{ratio.title}” is a local figure: its people, its period or its denominator are "
        "not those of the Department's statistics, so no national figure stands beside "
        "it. Count the same thing on the DfE basis first, and compare that."
    )
