"""What the posts of the establishment cost, by two conventions side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from alongside.desk.money.models import PaidPoint
from alongside.desk.money.pricing import Kind, Priced, Pricing
from alongside.desk.money.two_posts import other_posts
from alongside.desk.workforce.establishment import OnDay
from alongside.desk.workforce.models import Holding
from alongside.reckon.establishment import Standing
from alongside.reckon.figures import rounded
from alongside.reckon.money.rates import NoRate

NONE = Decimal(0)


@dataclass(frozen=True)
class Part:
    """One person's share of a post, or what of it is vacant, at the top and as paid.

    `typed` says that somebody typed in the person's point; without it, and where nobody
    is in the post, the lowest point of the grade is taken.
    """

    fte: Decimal
    top: Priced
    actual: Priced
    holding: Holding | None
    typed: bool


@dataclass(frozen=True)
class PostCost:
    """What a post costs in a full year, at the rates of a day; or why it is not priced."""

    standing: Standing
    parts: list[Part] = field(default_factory=list)
    refused: str = ""

    @property
    def top(self) -> Decimal:
        return sum((part.top.full_year for part in self.parts), NONE)

    @property
    def actual(self) -> Decimal:
        return sum((part.actual.full_year for part in self.parts), NONE)

    @property
    def apart(self) -> Decimal:
        """In whole pounds, as a reader finds it from the two printed figures."""
        return rounded(self.top, 0) - rounded(self.actual, 0)

    @property
    def verified(self) -> bool:
        return all(part.top.verified and part.actual.verified for part in self.parts)

    @property
    def assumed(self) -> bool:
        """Whether somebody is in it whose point nobody typed in."""
        return any(part.holding and not part.typed for part in self.parts)


@dataclass
class Costs:
    """The posts that one person sees, priced at the rates of a day."""

    pricing: Pricing
    day: date

    @cached_property
    def found(self) -> OnDay:
        return OnDay(self.pricing.user, self.day)

    @cached_property
    def people(self) -> dict[int, list[Holding]]:
        rows = Holding.objects.visible_to(self.pricing.user).on(self.day)
        held: dict[int, list[Holding]] = defaultdict(list)
        for each in rows.order_by("since", "pk"):
            held[each.post_id].append(each)
        return held

    @cached_property
    def others(self) -> dict[int, list[Holding]]:
        return other_posts(each for held in self.people.values() for each in held)

    @cached_property
    def points(self) -> dict[int, PaidPoint]:
        """The point of each person as it is on the day."""
        rows = PaidPoint.objects.visible_to(self.pricing.user)
        rows = rows.filter(from_on__lte=self.day).order_by("from_on")
        return {each.holding_id: each for each in rows}

    def of(self, standing: Standing) -> PostCost:
        try:
            return PostCost(standing, list(self._parts(standing)))
        except NoRate as none:
            return PostCost(standing, refused=str(none))

    def all(self) -> list[PostCost]:
        return [self.of(each) for each in self.found.standing.values()]

    def _parts(self, standing: Standing) -> Iterable[Part]:
        left = standing.fte
        for holding in self.people[standing.post]:
            left -= holding.fte
            yield self._part(standing.grade, holding.fte, holding)
        if left > 0:
            yield self._part(standing.grade, left, None)

    def _part(self, grade: str, fte: Decimal, holding: Holding | None) -> Part:
        typed = self.points.get(holding.pk) if holding else None
        point, more = self._paid(grade, holding)
        others = self.others.get(holding.pk, []) if holding else []
        beside = [self._pay(each) for each in others]
        at_top = sum((top for top, _ in beside), NONE)
        as_paid = sum((actual for _, actual in beside), NONE)
        priced = self.pricing.priced
        top = priced(grade, fte, self.day, None, more, at_top)
        actual = priced(grade, fte, self.day, point, more, as_paid)
        return Part(fte, top, actual, holding, typed is not None)

    def _paid(self, grade: str, holding: Holding | None) -> tuple[int, Decimal]:
        """The point and the allowances of somebody in a post; the lowest where none is typed."""
        typed = self.points.get(holding.pk) if holding else None
        if typed:
            return typed.point, typed.allowances
        return self.pricing.grade(grade, self.day).lowest, NONE

    def _pay(self, holding: Holding) -> tuple[Decimal, Decimal]:
        """What somebody is paid in another post, at the top of its grade and at their point."""
        standing = self.found.standing.get(holding.post_id)
        if standing is None:
            return NONE, NONE
        grade = standing.grade
        point, more = self._paid(grade, holding)
        top, actual = (
            self.pricing.salary(grade, at, self.day).pounds for at in (None, point)
        )
        return top * holding.fte + more, actual * holding.fte + more


@dataclass(frozen=True)
class Totals:
    """All priced posts together, in whole pounds rounded once, and those not priced."""

    costs: list[PostCost]
    vacancy: Decimal

    @property
    def priced(self) -> list[PostCost]:
        return [cost for cost in self.costs if not cost.refused]

    @property
    def top(self) -> Decimal:
        return rounded(sum((cost.top for cost in self.priced), NONE), 0)

    @property
    def actual(self) -> Decimal:
        return rounded(sum((cost.actual for cost in self.priced), NONE), 0)

    @property
    def budget(self) -> Decimal:
        """At the top, less what is expected to stand empty."""
        whole = sum((cost.top for cost in self.priced), NONE)
        return rounded(whole * (1 - self.vacancy), 0)

    @property
    def fte(self) -> Decimal:
        return sum((cost.standing.fte for cost in self.priced), NONE)

    @property
    def assumed(self) -> int:
        return sum(cost.assumed for cost in self.priced)

    @property
    def verified(self) -> bool:
        return all(cost.verified for cost in self.priced)


def totals(pricing: Pricing, day: date) -> Totals:
    return Totals(Costs(pricing, day).all(), pricing.share(Kind.VACANCY, day))
