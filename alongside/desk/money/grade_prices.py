"""What a full-time post of each grade costs in a full year, point by point."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from alongside.desk.money.models import GradePay
from alongside.desk.money.pricing import Pricing
from alongside.reckon.figures import rounded
from alongside.reckon.money.rates import NoRate


@dataclass(frozen=True)
class Point:
    """A point of a grade: its salary and what a post at it costs, in whole pounds."""

    point: int
    salary: Decimal
    full_year: Decimal
    verified: bool


@dataclass(frozen=True)
class GradePrice:
    pay: GradePay
    points: list[Point] = field(default_factory=list)
    refused: str = ""

    @property
    def lowest(self) -> Point:
        return self.points[0]

    @property
    def top(self) -> Point:
        return self.points[-1]


def grade_prices(pricing: Pricing, day: date) -> list[GradePrice]:
    """Return each grade that has points on a day, with what each point costs."""
    latest: dict[str, GradePay] = {}
    for pay in pricing.grades:  # latest first
        if pay.from_on <= day:
            latest.setdefault(pay.grade.casefold(), pay)
    return [_priced(pricing, pay, day) for _, pay in sorted(latest.items())]


def _priced(pricing: Pricing, pay: GradePay, day: date) -> GradePrice:
    try:
        points = [
            _point(pricing, pay.grade, point, day)
            for point in range(pay.lowest, pay.top + 1)
        ]
    except NoRate as none:
        return GradePrice(pay, refused=str(none))
    return GradePrice(pay, points)


def _point(pricing: Pricing, grade: str, point: int, day: date) -> Point:
    found = pricing.priced(grade, Decimal(1), day, point)
    return Point(
        point,
        rounded(found.salary.pounds, 0),
        rounded(found.full_year, 0),
        found.verified,
    )
