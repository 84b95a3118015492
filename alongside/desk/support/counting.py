"""How much of what is asked is not a support officer's work: by team, and by month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from alongside.desk.support.models import SupportRequest, TaskVersion

MONTHS = 12
QUALIFIED = TaskVersion.Kind.QUALIFIED


@dataclass
class Count:
    """Requests of a team or a month: all of them, and those that were not ours.

    `declined` and `once` are of qualified work and of business support's together;
    `upward` and `sideways` tell the two apart, whichever the answer was.
    """

    of: object
    asked: int = 0
    in_words: int = 0
    declined: int = 0
    once: int = 0
    upward: int = 0
    sideways: int = 0

    @property
    def not_ours(self) -> int:
        return self.declined + self.once

    @property
    def percent(self) -> int | None:
        """Of 100 requests how many were not ours, rounded half up; None of no requests."""
        if not self.asked:
            return None
        return (200 * self.not_ours + self.asked) // (2 * self.asked)

    def add(self, request: SupportRequest) -> None:
        self.asked += 1
        self.in_words += bool(request.own_words)
        if request.marked_as is None:
            return
        self.declined += request.outcome == SupportRequest.Outcome.DECLINED
        self.once += request.outcome == SupportRequest.Outcome.ONCE
        up = request.marked_as.kind == QUALIFIED
        self.upward += up
        self.sideways += not up


def first_month(today: date, months: int = MONTHS) -> date:
    """Return the first day of the month so many months back, this one counted."""
    number = today.year * 12 + today.month - months
    return date(number // 12, number % 12 + 1, 1)


def of_the_year(requests, today: date) -> list[SupportRequest]:
    """Return the requests asked in this month and the eleven before, with what they need."""
    since = timezone.make_aware(datetime.combine(first_month(today), time()))
    found = requests.filter(asked_at__gte=since).select_related("team", "marked_as")
    return list(
        found.only("team__name", "asked_at", "own_words", "outcome", "marked_as__kind")
    )


def by_team(requests: Iterable[SupportRequest]) -> list[Count]:
    counts = _counted(requests, lambda each: each.team)
    return sorted(counts, key=lambda count: count.of.name)


def by_month(requests: Iterable[SupportRequest]) -> list[Count]:
    """By the first day of the month in which it was asked, the latest month first."""
    counts = _counted(requests, lambda each: _month(each.asked_at))
    return sorted(counts, key=lambda count: count.of, reverse=True)


def altogether(requests: Iterable[SupportRequest]) -> Count:
    (count,) = _counted(requests, lambda each: "") or [Count("")]
    return count


def _month(moment: datetime) -> date:
    return timezone.localdate(moment).replace(day=1)


def _counted(requests, of: Callable[[SupportRequest], object]) -> list[Count]:
    found: dict[object, Count] = {}
    for request in requests:
        key = of(request)
        found.setdefault(key, Count(key)).add(request)
    return list(found.values())
