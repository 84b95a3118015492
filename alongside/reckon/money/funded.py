"""What pays for a post, from when until when, and from when on nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

WHOLE, NOTHING = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class Share:
    """That a source pays a share of 1 of a post, between two days, both included."""

    source: str
    share: Decimal
    first: date
    last: date | None

    def pays_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Gap:
    """Days on which a share of a post is paid by nothing; without a last day, for good."""

    first: date
    last: date | None
    share: Decimal


def paid(shares: Iterable[Share], day: date) -> Decimal:
    """Return what share of a post is paid for on a day."""
    return sum((each.share for each in shares if each.pays_on(day)), NOTHING)


def gaps(shares: Sequence[Share], first: date, last: date | None) -> list[Gap]:
    """Return the days of a post, from its first to its last, not paid for in full.

    Days next to each other that lack the same are one gap.
    """
    found: list[Gap] = []
    for begins, ends in _stretches(shares, first, last):
        lacking = WHOLE - paid(shares, begins)
        if lacking <= 0:
            continue
        before = found[-1] if found else None
        if before and before.last == _before(begins) and before.share == lacking:
            begins = found.pop().first
        found.append(Gap(begins, ends, lacking))
    return found


def most(shares: Sequence[Share]) -> Decimal:
    """Return the highest share of a post that is paid on any day: above 1 is too much."""
    return max((paid(shares, each.first) for each in shares), default=NOTHING)


def _stretches(
    shares: Sequence[Share], first: date, last: date | None
) -> Iterator[tuple[date, date | None]]:
    """Yield stretches of days on which the same shares are paid, in order."""
    days = {first} | {each.first for each in shares}
    days |= {each.last + timedelta(1) for each in shares if each.last}
    turns = sorted(
        day for day in days if day >= first and (last is None or day <= last)
    )
    for day, after in pairwise(turns):
        yield day, _before(after)
    if turns:
        yield turns[-1], last


def _before(day: date) -> date:
    return day - timedelta(1)
