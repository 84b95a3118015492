"""By when somebody rings back: the times that are offered, and how a time is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from alongside.desk.access.templatetags.times import time_said
from alongside.desk.said import near_day_said
from alongside.desk.workforce.office import Office, london_day
from alongside.reckon.clock import LONDON

HOUR, TODAY, MORNING, AT = "hour", "today", "morning", "at"
NOON = time(12)


class Offered(NamedTuple):
    """A time that is offered: its code, the moment it comes to, and how it is put."""

    code: str
    moment: datetime
    words: str


def offered(now: datetime) -> list[Offered]:
    """Return the times offered at a moment, soonest first: none at which nobody is there."""
    office = Office.in_force()
    today, found = office.on(london_day(now)), []
    hour = now.replace(second=0, microsecond=0) + timedelta(hours=1)
    if today and today.opens <= now and hour <= today.closes:
        found.append(Offered(HOUR, hour, f"Within the hour, by {time_said(hour)}"))
    if today and now < today.closes:
        closes = time_said(today.closes)
        found.append(Offered(TODAY, today.closes, f"Today by closing, at {closes}"))
    if morning := next_morning(office, now):
        day = morning.astimezone(LONDON)
        when = "Tomorrow morning" if _is_tomorrow(now, morning) else "In the morning"
        found.append(
            Offered(
                MORNING,
                morning,
                f"{when}, {near_day_said(day.date(), london_day(now))}, by noon",
            )
        )
    return found


def next_morning(office: Office, now: datetime) -> datetime | None:
    """Return noon on the next day that the office opens, or its closing where that is sooner.

    Asked before the office opens, that is tomorrow's morning all the same.
    """
    opens = office.next_opening(datetime.combine(_tomorrow(now), time(), LONDON))
    if opens is None:
        return None
    day = london_day(opens)
    return min(
        datetime.combine(day, NOON, LONDON).astimezone(UTC), office.on(day).closes
    )


def _tomorrow(now: datetime) -> date:
    return london_day(now) + timedelta(1)


def _is_tomorrow(now: datetime, moment: datetime) -> bool:
    return london_day(moment) == _tomorrow(now)


def moment_of(day: date, at: time) -> datetime:
    """Return a day and time of London as a moment."""
    return datetime.combine(day, at, LONDON)


def when_said(moment: datetime, now: datetime) -> str:
    """Say a moment as people here do: `3:00pm today`, `noon tomorrow`, `noon on Monday 4 May`."""
    local, today = timezone.localtime(moment), london_day(now)
    day = {today: "today", today + timedelta(1): "tomorrow", today - timedelta(1): "yesterday"}  # fmt: skip
    clock = "noon" if local.time() == NOON else time_said(moment)
    return (
        f"{clock} {day.get(local.date()) or f'on {near_day_said(local.date(), today)}'}"
    )


def span_said(apart: timedelta) -> str:
    """Say how long something is in its two largest parts: `2 hours 5 minutes`, `3 days`."""
    minutes = int(abs(apart).total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    said = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in parts if n]
    if days:
        said = said[:1]
    return " ".join(said[:2]) or "less than a minute"
