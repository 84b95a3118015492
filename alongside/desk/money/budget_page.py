"""How the budgets of a year stand, and what they are forecast to come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.desk.access.models import User
from alongside.desk.money.budget_actions import reckoned
from alongside.desk.money.models import BudgetHead, BudgetMove, HeadMonth
from alongside.reckon.money.budgets import Budget, budgets, in_all
from alongside.reckon.money.forecast import Forecast, forecast, year_of

NOTHING = Decimal(0)
Months = dict[date, Decimal]


@dataclass(frozen=True)
class HeadYear:
    """One budget in a year: where it stands, and its forecast."""

    head: BudgetHead
    budget: Budget
    forecast: Forecast


@dataclass(frozen=True)
class Year:
    """All budgets of a year that one person sees."""

    april: int
    heads: list[HeadYear]

    @property
    def was_set(self) -> Decimal:
        return sum((each.budget.set for each in self.heads), NOTHING)

    @property
    def moved(self) -> Decimal:
        """What moved from one budget to another: as much came as went."""
        return sum((each.budget.came for each in self.heads), NOTHING)

    @property
    def stands(self) -> Decimal:
        return in_all({each.head.code: each.budget for each in self.heads})

    @property
    def conserved(self) -> bool:
        """Whether all that was set is still there, whatever moved."""
        went = sum((each.budget.went for each in self.heads), NOTHING)
        return self.stands == self.was_set and went == self.moved

    @property
    def outturn(self) -> Decimal:
        return sum((each.forecast.outturn for each in self.heads), NOTHING)

    @property
    def unbudgeted(self) -> Decimal:
        """What budgets are forecast to lack, each by itself: another's surplus is not
        theirs to spend."""
        gaps = (each.forecast.printed_gap for each in self.heads)
        return sum((max(gap, NOTHING) for gap in gaps), NOTHING)

    def of(self, head: BudgetHead) -> HeadYear:
        return next(each for each in self.heads if each.head.pk == head.pk)


def year(user: User, april: int) -> Year:
    """Return the budgets of the financial year that begins in April of a year."""
    moves = BudgetMove.objects.visible_to(user).of_year(april).in_effect()
    rows = sorted(moves, key=lambda move: (move.source_id is not None, move.pk))
    stands = budgets(map(reckoned, rows))
    booked, expected = _months(user, april)
    return Year(
        april,
        [
            _head_year(
                head, stands.get(str(head.pk), Budget()), april, booked, expected
            )
            for head in BudgetHead.objects.visible_to(user)
        ],
    )


def _head_year(
    head: BudgetHead,
    budget: Budget,
    april: int,
    booked: dict[int, Months],
    expected: dict[int, Months],
) -> HeadYear:
    found = forecast(budget.stands, april, booked[head.pk], expected[head.pk])
    return HeadYear(head, budget, found)


def _months(user: User, april: int) -> tuple[dict[int, Months], dict[int, Months]]:
    first, *_, last = year_of(april)
    rows = HeadMonth.objects.visible_to(user).filter(month__range=(first, last))
    return _by_head(rows, HeadMonth.Kind.BOOKED), _by_head(rows, HeadMonth.Kind.EXPECTED)  # fmt: skip


def _by_head(rows: Iterable[HeadMonth], kind: str) -> dict[int, Months]:
    found: dict[int, Months] = defaultdict(dict)
    for each in rows:
        if each.kind == kind:
            found[each.head_id][each.month] = each.pounds
    return found
