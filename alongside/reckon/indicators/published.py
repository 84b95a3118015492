"""What the Department published, reckoned again from the authorities' own rows.

The Department's arithmetic is the sum of the bands in time over the total, rounded half up.
A symbol stands for a number that is not given and is never read as 0: `c` hidden, because
it is from one to five or would tell one that is; `x` and `u` not available; `z` not
applicable. So a share reckoned from rows with symbols lies between two, and is said so.

Authorities' counts are exact; those of regions and England are rounded to ten.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from alongside.reckon.indicators.rates import percentage

ENGLAND, REGION, AUTHORITY = "National", "Regional", "Local authority"
LONDON = ("Inner London", "Outer London")
Row = dict[str, str]


@dataclass(frozen=True)
class Table:
    """A published table: the columns in time, those that are not, and the total's."""

    name: str
    title: str
    indicator: str
    total: str
    in_time: tuple[str, ...]
    late: tuple[str, ...] = ()


ASSESSMENTS = Table(
    "assessments", "C2: assessments within 45 working days",
    "assessments_within_45_days_of_start", "Assessments_completed",
    ("Same_day", "1-10_days", "11-20_days", "21-30_days", "31-40_days", "41-45_days"),
    ("46-50_days", "51-60_days", "61+_days"),
)  # fmt: skip
CONFERENCES = Table(
    "conferences", "C4: conferences within 15 working days of the section 47 start",
    "conferences_within_15_days_of_s47_start", "ICPC",
    ("Duration_0-10_days", "Duration_11-15_days"),
    ("Duration_16-20_days", "Duration_21+_days"),
)  # fmt: skip
PLANS_REVIEWED = Table(
    "plans_reviewed", "D6: plans reviewed within timescales",
    "plans_reviewed_within_timescales", "CPP_At31_3Months",
    ("Reviewed_within_timescales",),
)  # fmt: skip
TABLES = (ASSESSMENTS, CONFERENCES, PLANS_REVIEWED)


@dataclass(frozen=True)
class Share:
    """A share of which the numerator is known to lie between two counts.

    `without` names the places whose total is not given, and which are not counted.
    """

    least: int
    most: int
    total: int
    without: tuple[str, ...] = ()

    @property
    def low(self) -> Decimal:
        return percentage(self.least, self.total)

    @property
    def high(self) -> Decimal:
        return percentage(self.most, self.total)


@cache
def rows(table: Table) -> tuple[Row, ...]:
    """Return the rows of a published table as they stand, symbols and all."""
    folder = files("alongside.reckon.reference").joinpath("published")
    text = folder.joinpath(f"{table.name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def published(table: Table, year: int, region: str = "") -> Share:
    """Return the share by the Department's own row for England, or for a region."""
    level = REGION if region else ENGLAND
    return share(table, _of(table, year, level, (region,)))


def reckoned_again(table: Table, year: int, region: str = "") -> Share:
    """Return the share of England, or of a region, from its authorities' rows."""
    regions = LONDON if region == "London" else (region,) if region else ()
    return share(table, _of(table, year, AUTHORITY, regions))


def share(table: Table, of: Iterable[Row]) -> Share:
    """Return the share of rows together, between the least and the most it can be.

    What a total holds beyond the bands that are given may all be in time, where a band in
    time is hidden, or none of it.
    """
    least = most = total = 0
    without = []
    for row in of:
        whole, in_time = (
            number(row[table.total]),
            [number(row[c]) for c in table.in_time],
        )
        if whole is None:
            without.append(row["la_name"])
            continue
        given = sum(n or 0 for n in in_time)
        late = sum(number(row[column]) or 0 for column in table.late)
        hidden = whole - given - late if None in in_time else 0
        least, most, total = least + given, most + given + hidden, total + whole
    return Share(least, most, total, tuple(without))


def number(cell: str) -> int | None:
    """Return a published count, or None for a symbol: never 0 for what is not given."""
    return int(cell) if cell.isdigit() else None


def regions(table: Table) -> list[str]:
    return sorted(
        {row["region_name"] for row in rows(table) if row["geographic_level"] == REGION}
    )


def years(table: Table) -> list[int]:
    return sorted({int(row["time_period"]) for row in rows(table)})


def _of(table: Table, year: int, level: str, within: tuple[str, ...]) -> list[Row]:
    return [
        row
        for row in rows(table)
        if row["time_period"] == str(year)
        and row["geographic_level"] == level
        and (not any(within) or row["region_name"] in within)
    ]
