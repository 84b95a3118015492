"""The Department's rates worked again from its own counts, and why some do not agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product

from alongside.reckon.indicators.workforce import RATIOS
from alongside.reckon.indicators.workforce.open_file import (
    Row,
    area_of,
    inputs_of,
    number,
    rows,
)
from alongside.reckon.indicators.workforce.ratio import Ratio

HALF = Decimal("0.05")
AUTHORITY = "Local authority"
LEFT_OUT, ROUNDED, UNEXPLAINED = "left_out", "rounded", "unexplained"
REASONS = {
    LEFT_OUT: "of England or a region: authorities whose data could not be used are left "
    "out of the rate, and not of the counts",
    ROUNDED: "the counts are themselves rounded to one decimal place",
    UNEXPLAINED: "not explained by rounding",
}


@dataclass(frozen=True)
class Worked:
    """One row worked again: what is printed, and what its counts give."""

    ratio: Ratio
    area: str
    year: int
    level: str
    printed: Decimal
    found: Decimal
    why: str

    @property
    def agrees(self) -> bool:
        """Whether the printed figure is within half of its last place."""
        return abs(self.found - self.printed) <= HALF


@dataclass(frozen=True)
class Agreement:
    """How many rows of a formula agree, and why the others do not."""

    ratio: Ratio
    agreeing: int
    rows: int
    reasons: Mapping[str, int]
    worst: Worked | None


def agreements() -> list[Agreement]:
    """Return the agreement of each published rate with its own counts, all rows."""
    published = [each for each in RATIOS.values() if each.published and each.bottom]
    return [_agreement(ratio) for ratio in published]


def worked_again(ratio: Ratio, area: str = "") -> Iterator[Worked]:
    """Yield each row of a rate that has no symbol in it, of one area or of all."""
    for row in rows():
        printed, inputs = number(row[ratio.published]), inputs_of(ratio, row)
        if printed is None or inputs is None or (area and area_of(row) != area):
            continue
        found = _exact(ratio, inputs, row)
        if found is None:
            continue
        why = ""
        if abs(found - printed) > HALF:
            why = _why(ratio, inputs, row, printed)
        yield Worked(
            ratio, area_of(row), int(row["time_period"]), row["geographic_level"],
            printed, found, why,
        )  # fmt: skip


def _agreement(ratio: Ratio) -> Agreement:
    found = list(worked_again(ratio))
    missed = [each for each in found if not each.agrees]
    worst = max(missed, key=lambda each: abs(each.found - each.printed), default=None)
    reasons = Counter(each.why for each in missed)
    return Agreement(ratio, len(found) - len(missed), len(found), reasons, worst)


def _exact(ratio: Ratio, inputs: Mapping[str, Decimal], row: Row) -> Decimal | None:
    return ratio.of(inputs, date(int(row["time_period"]), 9, 30)).exact


def _why(
    ratio: Ratio, inputs: Mapping[str, Decimal], row: Row, printed: Decimal
) -> str:
    """Return why a row does not agree, trying first what its counts may have been."""
    corners = [
        _exact(ratio, {name: _moved(name, inputs[name], by) for name, by in moved}, row)
        for moved in map(dict.items, _every_way(inputs))
    ]
    reached = [each for each in corners if each is not None]
    if min(reached) - HALF <= printed <= max(reached) + HALF:
        return ROUNDED
    return UNEXPLAINED if row["geographic_level"] == AUTHORITY else LEFT_OUT


def _every_way(inputs: Mapping[str, Decimal]) -> Iterator[dict[str, Decimal]]:
    """Yield how far each count may have been rounded, down or up, in every way."""
    for by in product((-HALF, HALF), repeat=len(inputs)):
        yield dict(zip(inputs, by, strict=True))


def _moved(name: str, value: Decimal, by: Decimal) -> Decimal:
    """Return a count as it may have been; people and cases are whole, and exact."""
    if name == "cases" or name.endswith("_headcount"):
        return value
    return max(Decimal(0), value + by)
