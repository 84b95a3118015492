"""What the desk counts of a month itself, from the posts, people, audits and clocks it holds.

An app that can count a figure says how in its `monitoring_counts.py`, which Django loads
when the desk starts: the workforce knows of none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.desk.access.models import User
from alongside.desk.workforce.monitoring_actions import Numbers, keep_counted
from alongside.desk.workforce.monitoring_models import MonthlyFigure, last_day
from alongside.reckon.monitoring import month_said

Counter = Callable[[date, date], Iterable[Numbers]]
COUNTERS: dict[str, Counter] = {}


def counts(indicator: str) -> Callable[[Counter], Counter]:
    """Register what counts a figure: of a month's first and last day, by team."""

    def register(counter: Counter) -> Counter:
        COUNTERS[indicator] = counter
        return counter

    return register


@transaction.atomic
def count_month(*, by: User, month: date, today: date) -> list[MonthlyFigure]:
    """Count all that the desk can of a month that is over, and keep it.

    What a person typed or imported stands. A team of which nothing is held has no figure.
    """
    last = last_day(month)
    if last >= today:
        raise ValidationError(
            f"{month_said(month)} is not over. Choose a month that is."
        )
    return [
        figure
        for indicator, counter in COUNTERS.items()
        for figure in keep_counted(
            by=by, indicator=indicator, rows=_some(counter, month, last), as_at=last
        )
    ]


def _some(counter: Counter, first: date, last: date) -> list[Numbers]:
    return [row for row in counter(first, last) if row.denominator]
