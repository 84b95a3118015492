"""The time of the officers whom somebody manages, one by one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from alongside.desk.access.models import User
from alongside.desk.support.time_rows import (
    Row,
    Spent,
    part,
    rows_of,
    spent,
    timed_tasks,
)
from alongside.desk.workforce.models import StaffMember
from alongside.reckon.clock import Clock, days_between

WEEK = 5  # working days


@dataclass(frozen=True)
class Officer:
    """One officer over a period; `contracted` is the hours of its working days."""

    staff: StaffMember
    spent: Spent
    contracted: Decimal

    @property
    def accounted(self) -> float | None:
        """The share of contracted hours that was noted."""
        return self.spent.own / float(self.contracted) if self.contracted else None


def officers(manager: User, notes: QuerySet, first: date, last: date) -> list[Officer]:
    """Return those managed who note time, by name, with what these notes come to."""
    timed, clock = timed_tasks(), Clock.england()
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows_of(notes.between(first, last)):
        rows[row.officer].append(row)
    managed = StaffMember.objects.managed_by(manager).filter(user__in=list(rows))
    return [
        Officer(
            one,
            spent([part(rows[one.user_id], timed)], timed),
            _contracted(one, first, last, clock),
        )
        for one in managed.by_name()
    ]


def _contracted(one: StaffMember, first: date, last: date, clock: Clock) -> Decimal:
    """A fifth of the week for each working day they were employed."""
    begins, ends = max(first, one.joined_on or first), min(last, one.left_on or last)
    days = sum(clock.is_working(day) for day in days_between(begins, ends))
    return one.contracted_hours * days / WEEK
