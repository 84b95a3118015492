"""How soon concerns are acknowledged, of those raised while the office was open."""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from alongside.desk.contacts.concern_models import ConcernSettings
from alongside.desk.workforce.office import Office

YEAR = timedelta(365)


class InTime(NamedTuple):
    """Of so many raised in the year, how many were acknowledged in time, and the median.

    `limit` and `middle` are minutes; `middle` is None where none was acknowledged. `waiting`
    could still be in time, and is left out of `raised`.
    """

    in_time: int
    raised: int
    middle: int | None
    limit: int
    waiting: int


def acknowledged_in_time(concerns, now: datetime) -> InTime:
    """Count the concerns of the year before `now`, among those of a queryset."""
    limit = ConcernSettings.in_force().duty_manager_after
    ended = timedelta(minutes=limit)
    raised = concerns.filter(raised_at__gt=now - YEAR)
    office = Office.in_force()
    told = raised.values_list("raised_at", "acknowledged_at")
    within = [(at, done) for at, done in told if office.open_at(at)]
    waiting = [at for at, done in within if not done and now - at < ended]
    took = [done - at for at, done in within if done]
    return InTime(
        in_time=sum(each <= ended for each in took),
        raised=len(within) - len(waiting),
        middle=int(median(took).total_seconds()) // 60 if took else None,
        limit=limit,
        waiting=len(waiting),
    )
