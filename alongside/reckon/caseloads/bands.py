"""The council's bands of caseload: gap-free, and judged on the unrounded average."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Edge:
    """Where a band ends: at a number, which belongs to it or to the next one."""

    at: Fraction
    within: bool

    def holds(self, each: Fraction) -> bool:
        return each <= self.at if self.within else each < self.at


@dataclass(frozen=True)
class Band:
    """A band: its name, its place from 1, the policy's own words, and where it ends.

    The last one ends nowhere. It begins where the band before it ends.
    """

    place: int
    name: str
    words: str
    ends: Edge | None


@dataclass(frozen=True)
class Gap:
    """Numbers between two bounds, of which the policy's own text says nothing."""

    above: Fraction
    below: Fraction
    words: str


@dataclass(frozen=True)
class Bands:
    """The bands from the lowest, and the gaps that the policy's own text leaves."""

    bands: tuple[Band, ...]
    gaps: tuple[Gap, ...] = ()

    def of(self, each: Fraction) -> Band:
        """Return the band of an unrounded caseload."""
        for band in self.bands[:-1]:
            if band.ends and band.ends.holds(each):
                return band
        return self.bands[-1]

    def flag(self, each: Fraction) -> str:
        """Say that the policy's own text has nothing for this number; else nothing."""
        found = (g.words for g in self.gaps if g.above < each < g.below)
        return next(found, "")


def read_bands(
    rows: Sequence[Mapping[str, Any]], gaps: Sequence[Mapping[str, Any]]
) -> Bands:
    """Return bands as a file gives them, the lowest first.

    Raises ValueError, saying of which band, where one does not begin where the one
    before it ends: a caseload between them would be in none.
    """
    if not rows:
        raise ValueError("There is no [[band]]. Give one at least.")
    made = [_band(place, row) for place, row in enumerate(rows, 1)]
    for before, row in zip([None, *made[:-1]], rows, strict=True):
        _joins(before, row)
    if made[-1].ends:
        raise ValueError(
            f"The last band, {made[-1].name!r}, ends at {made[-1].ends.at}: more than "
            "that is in none. Leave out its `below` or `to`."
        )
    return Bands(tuple(made), tuple(_gap(row) for row in gaps))


def _gap(row: Mapping[str, Any]) -> Gap:
    return Gap(_number(row, "above"), _number(row, "below"), str(row["words"]))


def _band(place: int, row: Mapping[str, Any]) -> Band:
    name = str(row.get("name", ""))
    if not name:
        raise ValueError(f"Band {place} has no `name`. Give it one.")
    ends = None
    if "to" in row:
        ends = Edge(_number(row, "to"), within=True)
    elif "below" in row:
        ends = Edge(_number(row, "below"), within=False)
    return Band(place, name, str(row.get("words", "")), ends)


def _joins(before: Band | None, row: Mapping[str, Any]) -> None:
    begins = {key: _number(row, key) for key in ("from", "above") if key in row}
    if before is None:
        if begins:
            raise ValueError(
                f"The first band, {row['name']!r}, begins above nought: leave that out."
            )
        return
    if before.ends is None:
        raise ValueError(
            f"Band {before.name!r} does not end. Give it a `below` or `to`."
        )
    wanted = {"above" if before.ends.within else "from": before.ends.at}
    if begins != wanted:
        ((key, number),) = wanted.items()
        raise ValueError(
            f"Band {row['name']!r} does not begin where {before.name!r} ends. "
            f"Write `{key} = {number}`."
        )


def _number(row: Mapping[str, Any], key: str) -> Fraction:
    value = row[key]
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"`{key}` is {value!r}. Give a number.")
    return Fraction(str(value))
