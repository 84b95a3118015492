"""The invented council's money: what grades are paid, and at which point people are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from alongside.desk.access.models import User
from alongside.desk.money.models import OwnRate, PaidPoint
from alongside.desk.money.post_actions import add_grade, add_rate, add_spine
from alongside.desk.workforce.models import Holding, PostChange
from alongside.reckon.money.years import financial_year

SPINE = "Invented pay spine"
LOWEST, POINTS = 3, 48
FIRST, STEP = Decimal("24027"), Decimal("1.019")
GRADES = {"3": (3, 5), "4": (6, 11), "5": (12, 18), "A": (26, 34), "C": (38, 44)}
RATES = (
    (OwnRate.Kind.PENSION, "19.4", "Actuary’s certificate of the invented fund", True),
    (OwnRate.Kind.VACANCY, "4", "Budget report, paragraph 31", True),
    (OwnRate.Kind.AWARD, "3", "Assumed in the medium-term plan", False),
    (OwnRate.Kind.INFLATION, "2", "Assumed in the medium-term plan", False),
)
ALLOWANCE = Decimal("1200.00")  # of every ninth person


def price_posts(people: dict[str, User], today: date) -> None:
    """Type in what grades are paid since last April, and each person's point."""
    by, since = people["finance_officer"], date(financial_year(today) - 1, 4, 1)
    _spines(by, since)
    for grade, (lowest, top) in GRADES.items():
        add_grade(
            by=by, grade=grade, from_on=since, spine=SPINE, lowest=lowest, top=top
        )
    for kind, percent, source, verified in RATES:
        add_rate(
            by=by, kind=kind, from_on=since, percent=Decimal(percent), source=source,
            verified=verified,
        )  # fmt: skip
    _points(today, since)


def _spines(by: User, since: date) -> None:
    for years in (0, 1):
        first = FIRST * Decimal("1.03") ** years
        points = [f"{first * STEP**n:.0f}" for n in range(POINTS - LOWEST + 1)]
        add_spine(
            by=by, name=SPINE, from_on=since.replace(year=since.year + years),
            lowest=LOWEST, points=points, source="Invented pay agreement",
            verified=True,
        )  # fmt: skip


def _points(today: date, since: date) -> None:
    """Put most people somewhere between the lowest point of their grade and its top."""
    chance = Random(4)
    created = PostChange.objects.filter(kind=PostChange.Kind.CREATE)
    grades = dict(created.values_list("post", "grade"))
    points = []
    for number, holding in enumerate(Holding.objects.on(today).order_by("pk")):
        lowest, top = GRADES.get(grades.get(holding.post_id, ""), (0, 0))
        if top and number % 12:
            points.append(
                PaidPoint(
                    holding=holding, from_on=max(since, holding.since),
                    point=chance.randint(lowest, top),
                    allowances=ALLOWANCE if number % 9 == 0 else Decimal(0),
                )
            )  # fmt: skip
    PaidPoint.objects.bulk_create(points)
