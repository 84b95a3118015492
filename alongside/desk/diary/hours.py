"""Between which times each can be met on each day, and when a family cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from alongside.desk.diary.models import (
    Availability,
    FamilyConstraint,
    Resource,
    Term,
)
from alongside.desk.diary.wall import LONDON
from alongside.desk.people.models import Child
from alongside.desk.workforce.duty import hours_by_weekday
from alongside.desk.workforce.duty_rota import open_days
from alongside.desk.workforce.models import Absence

Hours = list[tuple[time, time]]
DAY = timedelta(days=1)


class Bar(NamedTuple):
    """A stretch in which a family cannot: of one of them by key, or of all (None)."""

    resource: int | None
    starts_at: datetime
    ends_at: datetime


def days_of(first: date, last: date) -> list[date]:
    return [first + DAY * number for number in range((last - first).days + 1)]


def hours_of(
    resources: Sequence[Resource], first: date, last: date
) -> dict[tuple[int, date], Hours]:
    """Return the hours of each resource on each day, as times of London's clock.

    Whoever has hours of their own has those, others the office's. Nobody has any on a
    bank holiday, nor on a day of leave or sickness, whoever noted it; those who can be met
    in term time only, none outside it. The week and the arranging of meetings ask here.
    """
    office = hours_by_weekday()
    opens = set(open_days(first, last))
    own, terms = _own(resources, first, last), term_days(first, last)
    away = _away(resources, first, last)
    found: dict[tuple[int, date], Hours] = {}
    for day in days_of(first, last):
        closed = day.weekday() in office and day not in opens
        usual = office.get(day.weekday())
        for each in resources:
            kept = own[each.pk]
            hours = [(usual.opens, usual.closes)] if usual and day in opens else []
            if any(runs(row, day) for row in kept):
                hours = [
                    (row.starts, row.ends)
                    for row in kept
                    if runs(row, day) and row.weekday == day.weekday()
                ]
            out = closed or (each.term_only and day not in terms)
            out |= (each.user_id, day) in away
            found[each.pk, day] = [] if out else hours
    return found


def _own(resources: Iterable[Resource], first: date, last: date):
    rows = Availability.objects.filter(resource__in=[each.pk for each in resources])
    found: dict[int, list[Availability]] = defaultdict(list)
    for row in rows.between(first, last).in_order():
        found[row.resource_id].append(row)
    return found


def _away(
    resources: Iterable[Resource], first: date, last: date
) -> set[tuple[int, date]]:
    """The days on which people who sign in are away: noted on the desk, or told by HR."""
    users = [each.user_id for each in resources if each.user_id]
    rows = Absence.objects.of_users(users).overlapping(first, last)
    told = rows.values_list("user", "staff__user", "first_on", "last_on")
    return {
        (user or staff_user, day)
        for user, staff_user, begins, ends in told
        for day in days_of(max(begins, first), min(ends or last, last))
    }


def runs(row, day: date) -> bool:
    return row.since <= day and (row.until is None or day <= row.until)


def term_days(first: date, last: date) -> set[date]:
    """The days of a term among these; of a year in which no term is noted, all."""
    if not Term.objects.between(first - 183 * DAY, last + 183 * DAY).exists():
        return set(days_of(first, last))
    terms = list(Term.objects.between(first, last))
    return {
        day
        for day in days_of(first, last)
        if any(term.first_on <= day <= term.last_on for term in terms)
    }


def family_bars(child: Child, first: date, last: date) -> list[Bar]:
    """Return when the family of a child cannot meet in these days, as moments."""
    terms = term_days(first, last)
    rows = FamilyConstraint.objects.filter(child=child).between(first, last)
    return [
        Bar(row.resource_id, *_moments(row, day))
        for row in rows.in_order()
        for day in days_of(first, last)
        if runs(row, day)
        and row.weekday in {None, day.weekday()}
        and (day in terms or not row.term_only)
    ]


def _moments(row: FamilyConstraint, day: date) -> tuple[datetime, datetime]:
    starts = datetime.combine(day, row.starts or time(), LONDON)
    if row.ends is None:
        return starts, datetime.combine(day + DAY, time(), LONDON)
    return starts, datetime.combine(day, row.ends, LONDON)
