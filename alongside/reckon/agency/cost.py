"""What an assignment costs, and what share of the workforce comes through agencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from alongside.reckon.clock import Clock

WEEK = 5  # working days, over which the hours of a week are spread


@dataclass(frozen=True)
class Cost:
    """Hours and pounds of an assignment between two days, not rounded."""

    days: int
    hours: Decimal
    pounds: Decimal
    how: str

    @property
    def whole_pounds(self) -> int:
        """Pounds, rounded once and half up."""
        return int(self.pounds.quantize(Decimal(1), ROUND_HALF_UP))


def cost(
    hours_a_week: Decimal,
    rate: Decimal,
    first: date,
    last: date,
    clock: Clock,
    on_costs: Decimal = Decimal(0),
) -> Cost:
    """Return what an assignment costs from one day to another, both included.

    An estimate: a week's hours are spread over five days, and bank holidays are not paid.
    Rate and on-costs are in pounds an hour; on-costs count only where they are typed in,
    since a rate may hold them. From a first day after the last, nothing.
    """
    days = 0
    if first <= last:
        days = clock.number(last) - clock.number(first) + clock.is_working(first)
    hours = hours_a_week * days / WEEK
    how = f"{days} working days x {hours_a_week} / {WEEK} hours x £{rate:.2f}"
    if on_costs:
        how = f"{how} and £{on_costs:.2f} of on-costs"
    return Cost(days, hours, hours * (rate + on_costs), how)


@dataclass(frozen=True)
class AgencyShare:
    """Agency workers beside those in post, in one unit (people, or FTE)."""

    agency: Decimal
    in_post: Decimal

    @property
    def share(self) -> Decimal | None:
        """Agency of agency and in post; None where there is nobody.

        Source: the Department's agency worker rate, in which nobody is counted twice.
        """
        return self.agency / self.total if self.total else None

    @property
    def total(self) -> Decimal:
        return self.agency + self.in_post

    @property
    def percent(self) -> Decimal | None:
        return None if self.share is None else self.share * 100


def agency_share(
    agency: Iterable[Decimal], in_post: Iterable[Decimal]
) -> tuple[AgencyShare, AgencyShare]:
    """Return the shares by head and by FTE, of each person's FTE."""
    theirs, ours = list(agency), list(in_post)
    heads = AgencyShare(Decimal(len(theirs)), Decimal(len(ours)))
    return heads, AgencyShare(sum(theirs, Decimal(0)), sum(ours, Decimal(0)))
