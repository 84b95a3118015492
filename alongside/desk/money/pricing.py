"""What a grade and point are paid on a day, and what that costs: asked for once a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from alongside.desk.access.models import User
from alongside.desk.money.models import GradePay, OwnRate, PaySpine
from alongside.reckon.money.post import Person, at_later_pay, cost
from alongside.reckon.money.rates import NoRate, Rates, Spine, held
from alongside.reckon.money.worked import Line, lines, percent
from alongside.reckon.money.years import financial_year

Kind = OwnRate.Kind
TOP, ACTUAL = "top", "actual"
CONVENTIONS = {TOP: "Top of the grade", ACTUAL: "Actual point"}


class Salary(NamedTuple):
    """What a full-time post is paid a year, how that was come by, and on what authority."""

    pounds: Decimal
    how: str
    source: str
    verified: bool


class Priced(NamedTuple):
    """What one person costs in a full year, by lines, in pounds not rounded."""

    person: Person
    salary: Salary
    lines: list[Line]
    full_year: Decimal
    verified: bool


@dataclass
class Pricing:
    """The rates, spines and grades that this person may see, as they were typed in."""

    user: User

    @cached_property
    def rates(self) -> Rates:
        return held().carried_on()

    @cached_property
    def spines(self) -> list[Spine]:
        """The council's own, and those shipped that it has none of from the same day."""
        own = [_spine(each) for each in PaySpine.objects.visible_to(self.user)]
        typed = {(spine.name, spine.first) for spine in own}
        return own + [s for s in held().spines if (s.name, s.first) not in typed]

    @cached_property
    def grades(self) -> list[GradePay]:
        return list(GradePay.objects.visible_to(self.user).order_by("-from_on"))

    @cached_property
    def own(self) -> list[OwnRate]:
        return list(OwnRate.objects.visible_to(self.user).order_by("-from_on"))

    def own_rate(self, kind: str, day: date) -> OwnRate | None:
        return next((r for r in self.own if r.kind == kind and r.from_on <= day), None)

    def share(self, kind: str, day: date) -> Decimal:
        found = self.own_rate(kind, day)
        return found.share if found else Decimal(0)

    def grade(self, grade: str, day: date) -> GradePay:
        """Return the points of a grade on a day. Raises NoRate where nobody typed them in."""
        for each in self.grades:
            if each.grade.casefold() == grade.casefold() and each.from_on <= day:
                return each
        raise NoRate(
            f"Nobody has said what grade {grade or 'of this post'} is paid on "
            f"{day:%-d %B %Y}. A finance officer can add it under Rates."
        )

    def salary(self, grade: str, point: int | None, day: date) -> Salary:
        """Return what a point of a grade is paid, or its top. Years not priced yet are
        uplifted by the pay award expected. Raises NoRate."""
        pay = self.grade(grade, day)
        spine = self._spine_on(pay.spine, day)
        at = pay.top if point is None else point
        return self._at_pay_of(day, spine, at, spine.at(at))

    def _spine_on(self, name: str, day: date) -> Spine:
        found = [s for s in self.spines if s.name == name and s.first <= day]
        if not found:
            raise NoRate(
                f"No pay spine “{name}” is held on {day:%-d %B %Y}. A finance officer "
                "can add it under Rates."
            )
        return max(found, key=lambda spine: spine.first)

    def _at_pay_of(self, day: date, spine: Spine, point: int, pounds: Decimal):
        how = f"{spine.name} point {point} from {spine.first:%-d %B %Y}"
        years = financial_year(day) - financial_year(spine.first)
        award = self.own_rate(Kind.AWARD, day)
        if not years or award is None:
            late = ", no later award being held or expected" if years else ""
            return Salary(pounds, how + late, spine.source, spine.verified)
        return Salary(
            at_later_pay(pounds, award.share, years),
            f"{how}, and {percent(award.share)} for each of {years} later "
            f"year{'' if years == 1 else 's'}, as expected",
            f"{spine.source}; {award.source}",
            False,
        )

    def priced(
        self,
        grade: str,
        fte: Decimal,
        day: date,
        point: int | None = None,
        allowances: Decimal = Decimal(0),
        beside: Decimal = Decimal(0),
    ) -> Priced:
        """Return what one person at a point of a grade costs, or at its top. Raises NoRate.

        `beside` is their pay in other posts here, in pounds a year.
        """
        convention = TOP if point is None else ACTUAL
        return self.of_salary(
            self.salary(grade, point, day), fte, day, allowances, convention, beside
        )

    def of_salary(
        self,
        salary: Salary,
        fte: Decimal,
        day: date,
        allowances: Decimal = Decimal(0),
        convention: str = ACTUAL,
        beside: Decimal = Decimal(0),
    ) -> Priced:
        """Return what one person at a salary costs on a day. Raises NoRate."""
        pension = self.own_rate(Kind.PENSION, day)
        share = pension.share if pension else Decimal(0)
        person = Person(salary.pounds, fte, share, allowances, convention, beside)
        found = cost(person, day, self.rates)
        parts = [
            _sourced(line, salary, pension) for line in lines(person, day, self.rates)
        ]
        if pension is None:
            none = "No rate is held on this day: none is counted"
            parts.append(Line("Pension", none, Decimal(0), "None", False))
        sure = salary.verified and found.verified and bool(pension and pension.verified)
        return Priced(person, salary, parts, found.full_year, sure)


def _sourced(line: Line, salary: Salary, pension: OwnRate | None) -> Line:
    """Give a line of what the council typed in itself its source."""
    if line.what == "Salary":
        how = f"{salary.how}: {line.how}" if salary.how else line.how
        return Line(line.what, how, line.pounds, salary.source, salary.verified)
    if line.what == "Pension" and pension:
        return Line(*_head(line), pension.source, pension.verified)
    return line


def _head(line: Line) -> tuple[str, str, Decimal]:
    return line.what, line.how, line.pounds


def _spine(row: PaySpine) -> Spine:
    points = tuple(Decimal(each) for each in row.points)
    return Spine(
        row.name, row.from_on, None, points, row.source, row.verified, row.lowest
    )
