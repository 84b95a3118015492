"""When all those whose week is shown can be met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import reduce

from alongside.desk.diary.calendar_models import Busy
from alongside.desk.diary.week import Day, Row, Stretch

LEAST = timedelta(minutes=30)  # a gap that is shorter holds no meeting


def free_together(rows: Sequence[Row], now: datetime) -> list[list[Stretch]]:
    """Return for each day shown the stretches from `now` on in which all can be met.

    Who is perhaps busy is not counted as free; who works elsewhere is. Shorter
    stretches than half an hour are left out.
    """
    return [
        [
            (max(starts, now), ends)
            for starts, ends in reduce(_common, map(_free, days))
            if ends - max(starts, now) >= LEAST
        ]
        for days in zip(*(row.days for row in rows), strict=True)
    ]


def _free(day: Day) -> list[Stretch]:
    """Return when somebody can be met on a day: their hours, less what is on it."""
    free = [] if day.away else day.stretches
    for each in day.entries:
        if each.status != Busy.Status.ELSEWHERE:
            free = list(_less(free, each.starts_at, each.ends_at))
    return free


def _less(
    free: Iterable[Stretch], since: datetime, until: datetime
) -> Iterator[Stretch]:
    """Yield what is left of stretches without one of them."""
    for starts, ends in free:
        for part in ((starts, min(ends, since)), (max(starts, until), ends)):
            if part[0] < part[1]:
                yield part


def _common(some: list[Stretch], others: list[Stretch]) -> list[Stretch]:
    """Return what lies in one of `some` and in one of `others`, in order."""
    both = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return sorted(each for each in both if each[0] < each[1])
