"""A bursary and the work it is tied to: how much of it is worked off, how much is owed.

The tie is worked off by complete months, from the first day of work to the last; what is
not worked off is owed back in the same share, to the penny, halves up. That convention is
common in councils' agreements and is ours to name: the agreement itself decides.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from alongside.reckon.clock import months_from

PENNY = Decimal("0.01")


class Tie(NamedTuple):
    """Months undertaken and worked, the last day of the tie, and pounds not worked off."""

    months: int
    worked: int
    until: date | None
    owed: Decimal


def tie(pounds: Decimal, months: int, work_from: date | None, as_at: date) -> Tie:
    """Return how a bursary stands, for one who worked from a day up to `as_at`.

    `as_at` is the last day worked of one who left. Before any work all of it is owed.

    >>> tie(Decimal(10000), 24, date(2011, 9, 1), date(2012, 5, 31)).owed
    Decimal('6250.00')
    """
    worked = min(months, months_worked(work_from, as_at)) if work_from else 0
    until = months_from(work_from, months) - timedelta(1) if work_from else None
    owed = (pounds * (months - worked) / months).quantize(PENNY, ROUND_HALF_UP)
    return Tie(months, worked, until, owed)


def months_worked(first: date, last: date) -> int:
    """Return the complete months from the first day to the last, both worked."""
    after = last + timedelta(1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return max(0, months if months_from(first, months) <= after else months - 1)
