"""The office's days as moments: when it opened, when it closes, when it opens next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from alongside.desk.access.once import once
from alongside.desk.holidays import clock_in_force
from alongside.desk.workforce.models import OfficeHours
from alongside.reckon.clock import LONDON, Clock, OutsideCalendar

A_FORTNIGHT = 14  # days: no run of holidays and weekends is as long


class OfficeDay(NamedTuple):
    """From when until when the office is open on a day, in universal time."""

    day: date
    opens: datetime
    closes: datetime

    def holds(self, at: datetime) -> bool:
        """Whether it is open at a moment: at closing time itself it is closed."""
        return self.opens <= at < self.closes


@dataclass(frozen=True)
class Office:
    """The hours of each weekday on which the office opens, and the holidays."""

    hours: dict[int, tuple[time, time]]
    clock: Clock

    @classmethod
    def in_force(cls) -> Office:
        """Return the office as the council keeps it; while a page is read, asked for once."""
        return once("office", cls._kept)

    @classmethod
    def _kept(cls) -> Office:
        kept = OfficeHours.objects.values_list("weekday", "opens", "closes")
        return cls({day: (opens, closes) for day, opens, closes in kept}, clock_in_force())  # fmt: skip

    def on(self, day: date) -> OfficeDay | None:
        """Return the hours of a day, or None where the office stays closed.

        In universal time: two moments of London an hour apart may say the same.
        """
        if day.weekday() not in self.hours or self._is_holiday(day):
            return None
        opens, closes = (
            datetime.combine(day, at, LONDON).astimezone(UTC)
            for at in self.hours[day.weekday()]
        )
        return OfficeDay(day, opens, closes)

    def _is_holiday(self, day: date) -> bool:
        """Past the bank holidays that are known, no weekday is one: rather is somebody
        told who is not there than nobody."""
        try:
            return day.weekday() < 5 and not self.clock.is_working(day)
        except OutsideCalendar:
            return False

    def open_at(self, at: datetime) -> OfficeDay | None:
        """Return the office's day that a moment lies in, or None when it is closed."""
        day = self.on(london_day(at))
        return day if day and day.holds(at) else None

    def last_closing(self, at: datetime) -> datetime | None:
        """Return when it last closed, at or before a moment; None: not in a fortnight."""
        days = self._days(london_day(at), -1)
        return next((day.closes for day in days if day.closes <= at), None)

    def next_opening(self, at: datetime) -> datetime | None:
        """Return when it opens next, after a moment; None: not in a fortnight."""
        days = self._days(london_day(at), 1)
        return next((day.opens for day in days if day.opens > at), None)

    def open_days(self, first: datetime, last: datetime) -> Iterator[OfficeDay]:
        """Yield its days between two moments, oldest first, no more than a fortnight's."""
        start, end = london_day(first), london_day(last)
        start = max(start, end - timedelta(A_FORTNIGHT))
        for n in range((end - start).days + 1):
            if day := self.on(start + timedelta(n)):
                yield day

    def _days(self, first: date, by: int) -> Iterator[OfficeDay]:
        for n in range(A_FORTNIGHT):
            if day := self.on(first + timedelta(n * by)):
                yield day


def london_day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
