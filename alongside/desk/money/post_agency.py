"""Agency beside permanent: for one worker, for those engaged now, and at another share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.desk.money.post_cost import Costs
from alongside.desk.money.pricing import Priced, Pricing
from alongside.desk.workforce.models import AgencyEngagement
from alongside.reckon.figures import rounded
from alongside.reckon.money.agency import (
    MODELS,
    WEEKS,
    Beside,
    Needed,
    Otherwise,
    Spending,
    beside,
    hours_worked,
    needed,
    otherwise,
)

HUNDRED = Decimal(100)
NONE = Decimal(0)
AWAY = ("leave", "bank_holidays", "sickness", "training")


@dataclass(frozen=True)
class Compared:
    """One agency worker beside one permanent post, with the hours both are worked."""

    beside: Beside
    agency_hours: Decimal
    employed_hours: Decimal
    priced: Priced

    @property
    def extra(self) -> Decimal:
        """In whole pounds, as a reader finds it from the two printed figures."""
        found = self.beside
        return rounded(found.agency_year, 0) - rounded(found.employed_year, 0)

    @property
    def premium(self) -> Decimal:
        """In percent."""
        return self.beside.premium * HUNDRED


def compared(pricing: Pricing, day: date, told: dict) -> Compared:
    """Return what a form asks. Raises ValueError (NoRate too) where it has no answer."""
    priced = pricing.priced(told["grade"], Decimal(1), day)
    agency_hours = told["agency_week"] * told["weeks"]
    employed = hours_worked(told["week"], *(told[name] for name in AWAY))
    found = beside(told["rate"], agency_hours, priced.full_year, employed)
    return Compared(found, agency_hours, employed, priced)


@dataclass(frozen=True)
class Covering:
    """An engagement that covers a post, and what either is a year."""

    engagement: AgencyEngagement
    agency_year: Decimal
    post_year: Decimal

    @property
    def extra(self) -> Decimal:
        """In whole pounds, as a reader finds it from the two printed figures."""
        return rounded(self.agency_year, 0) - rounded(self.post_year, 0)


def covering(pricing: Pricing, day: date) -> Iterator[Covering]:
    """Yield the engagements of a day of which the rate and the post's cost are known.

    A year is 52 weeks at the hours engaged for; the post counts with the FTE covered.
    """
    costs = Costs(pricing, day)
    found = AgencyEngagement.objects.with_terms_for(pricing.user).on(day)
    for each in found.exclude(post=None).exclude(hourly_rate=None).latest_first():
        standing = costs.found.standing.get(each.post_id)
        cost = costs.of(standing) if standing else None
        if cost and not cost.refused:
            hour = each.hourly_rate + (each.on_costs or NONE)
            share = min(each.fte, standing.fte) / standing.fte
            year = hour * each.hours_a_week * WEEKS
            yield Covering(each, year, cost.top * share)


@dataclass(frozen=True)
class Answer:
    """What one model says, or what it lacks; and what a given figure would need of it."""

    model: str
    holds_still: str
    found: Otherwise | None
    needed: Needed | None

    def holds(self, told: Decimal | None) -> bool:
        """Whether a figure lies within the model's range."""
        return bool(told and self.found and self.found.low <= told <= self.found.high)


def answers(told: dict) -> list[Answer]:
    """Return what each named model says to a form."""
    now = _spending(told)
    found = {
        each.model: each
        for each in otherwise(now, told["spent_to"], told["share_to"] / HUNDRED)
    }
    wants = {e.model: e for e in needed(now, told["told"])} if told["told"] else {}
    return [
        Answer(name, holds_still, found.get(name), wants.get(name))
        for name, (holds_still, _, _) in MODELS.items()
    ]


def _spending(told: dict) -> Spending:
    return Spending(
        told["spent"],
        told["share"] / HUNDRED,
        told["other"] / HUNDRED,
        told["base"],
        _share(told["kept"]),
        told["months"],
        _share(told["growth"]),
    )


def _share(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else percent / HUNDRED
