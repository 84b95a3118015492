"""What is to be said of a row of printed percentages before anybody relies on it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from alongside.reckon.audits.counts import MOST, fit, fit_with_a_slip
from alongside.reckon.audits.rows import Grade, Row

FEWER_BY = 2  # a slip is worth saying where it leaves at most half as many audits


def said_of(row: Row, scale: Sequence[Grade]) -> list[str]:
    """Return a sentence for each thing that is wrong or wanting in a row; none of counts."""
    if row.printed is None:
        return [] if row.audits else ["No audit."]
    return [*_missing(row, scale), *_sum(row), *_audits(row, scale)]


def _missing(row: Row, scale: Sequence[Grade]) -> list[str]:
    cells = zip(scale, row.printed or (), row.shares(), strict=True)
    return [
        f"{grade.name} is missing; the rest leaves {share.percent}%."
        if share.percent is not None
        else f"{grade.name} is missing."
        for grade, printed, share in cells
        if printed is None
    ]


def _sum(row: Row) -> list[str]:
    if not row.off_by:
        return []
    points = abs(row.off_by)
    way = "over" if row.off_by > 0 else "short"
    noun = "point" if points == 1 else "points"
    return [f"Adds up to {row.printed_sum}%, {points} {noun} {way}."]


def _audits(row: Row, scale: Sequence[Grade]) -> list[str]:
    """The fewest audits the row can be of, and a likely slip where one explains it."""
    printed = row.printed or ()
    if row.missing > 1:
        return []
    found, slip = fit(printed), fit_with_a_slip(printed) if row.off_by else None
    said = [
        f"At least {found.audits} {'audit' if found.audits == 1 else 'audits'}."
        if found
        else f"No number of audits up to {MOST} gives this row."
    ]
    if slip and (found is None or FEWER_BY * slip.fit.audits <= found.audits):
        said.append(
            _slip(scale[slip.place].name, slip.printed, slip.read_as, slip.fit.audits)
        )
    return said


def _slip(grade: str, printed: Decimal, read_as: Decimal, audits: int) -> str:
    return f"With {grade} {printed} read as {read_as}, {audits} would do."
