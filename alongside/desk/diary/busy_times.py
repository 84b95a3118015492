"""When somebody is busy, read from a calendar: times and status, and nothing else.

Source: RFC 5545; of Outlook's X-MICROSOFT-CDO-BUSYSTATUS, MS-OXCICAL 2.1.3.1.1.20.31.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component

from alongside.desk.diary.only_times import LONDON, Unreadable, only_times

HERE = ZoneInfo(LONDON)
MOST = 5_000  # stretches to a calendar, within the days that are read
DAY = timedelta(days=1)
BUSY, TENTATIVE, AWAY, ELSEWHERE = "busy", "tentative", "away", "elsewhere"
OUTLOOK = {
    "FREE": "",
    "TENTATIVE": TENTATIVE,
    "OOF": AWAY,
    "WORKINGELSEWHERE": ELSEWHERE,
}
FREE_BUSY = {
    "FREE": "",
    "BUSY-TENTATIVE": TENTATIVE,
    "BUSY-UNAVAILABLE": AWAY,
}
PERIOD = re.compile(r"(\d{8}T\d{6}Z)/(\d{8}T\d{6}Z|P[0-9DTHMSW]+)")
LASTS = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")

BROKEN = "The calendar cannot be read: it is written wrongly. Nothing of it was read."
TOO_MANY = f"The calendar holds more than {MOST:,} times. Nothing of it was read."
BACKWARDS = (
    "Something ends before it begins. The time between was taken to be busy; see to it "
    "in the calendar itself."
)
LEFT_OUT = "Something has no time that can be read, and was left out."


class Stretch(NamedTuple):
    """From when (UTC) until which first free moment, and how somebody is busy."""

    starts_at: datetime
    ends_at: datetime
    status: str


class Read(NamedTuple):
    """What a calendar says: the stretches in order, and what is odd in it."""

    stretches: list[Stretch]
    flags: list[str]


def busy_times(contents: Iterable[bytes], first: date, last: date) -> Read:
    """Return the stretches between two of London's days, both included, of calendars.

    Whole or not at all: raises Unreadable where any cannot be read.
    """
    flags: set[str] = set()
    since = datetime.combine(first, datetime.min.time(), HERE)
    until = datetime.combine(last + DAY, datetime.min.time(), HERE)
    found: set[Stretch] = set()
    for each in contents:
        found.update(_stretches(each, since, until, flags))
        if len(found) > MOST:
            raise Unreadable(TOO_MANY)
    return Read(sorted(found), sorted(flags))


def _stretches(
    contents: bytes, since: datetime, until: datetime, flags: set[str]
) -> Iterator[Stretch]:
    times = only_times(_text(contents), flags)
    for calendar in _parsed(times):
        flags.update(filter(None, map(_oddity, calendar.events)))
        for event in _expanded(calendar, since, until, flags):
            stretch = _stretch(event)
            if stretch and stretch.ends_at > since and stretch.starts_at < until:
                yield stretch
    yield from _told(times, since, until)


def _oddity(event: Component) -> str:
    if event.errors:
        return LEFT_OUT
    starts, ends = event.get("DTSTART"), event.get("DTEND")
    return (
        BACKWARDS if starts and ends and _moment(ends.dt) < _moment(starts.dt) else ""
    )


def _text(contents: bytes) -> str:
    try:
        return contents.decode("utf-8-sig")
    except UnicodeDecodeError:
        return contents.decode("cp1252", errors="replace")  # times are plain figures


def _parsed(times: str) -> list[Calendar]:
    try:
        found = Calendar.from_ical(times, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        raise Unreadable(BROKEN) from None
    if not found or any(each.name != "VCALENDAR" for each in found):
        raise Unreadable(BROKEN)
    return found


def _expanded(
    calendar: Calendar, since: datetime, until: datetime, flags: set[str]
) -> list[Component]:
    """Return each time that something takes place, also where it was moved to."""
    for skipping in (False, True):
        try:
            asked = recurring_ical_events.of(calendar, skip_bad_series=skipping)
            return asked.between(since, until)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            flags.add(LEFT_OUT)
    raise Unreadable(BROKEN)


def _stretch(event: Component) -> Stretch | None:
    """Return when it is, if somebody is busy by it."""
    starts, ends, status = _moment(event.start), _moment(event.end), _status(event)
    return Stretch(starts, ends, status) if status and ends > starts else None


def _moment(when: date) -> datetime:
    """Return the moment in UTC: of a whole day, its beginning in London."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, datetime.min.time())
    return (when if when.tzinfo else when.replace(tzinfo=HERE)).astimezone(UTC)


def _status(event: Component) -> str:
    """Return how somebody is busy by it; nothing where they are not."""
    said = {
        name: str(event.get(name, "")).strip().upper()
        for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")
    }
    outlook = OUTLOOK.get(said["X-MICROSOFT-CDO-BUSYSTATUS"], BUSY)
    if said["STATUS"] == "CANCELLED":
        return ""
    if outlook in {AWAY, ELSEWHERE}:
        return outlook
    if said["TRANSP"] == "TRANSPARENT" or not outlook:
        return ""
    return TENTATIVE if said["STATUS"] == "TENTATIVE" else outlook


def _told(times: str, since: datetime, until: datetime) -> Iterator[Stretch]:
    """Yield the stretches of what holds free and busy times alone (VFREEBUSY)."""
    for line in times.splitlines():
        if not line.startswith("FREEBUSY"):
            continue
        kind = re.search(r"FBTYPE=([A-Z-]+)", line.upper())
        status = FREE_BUSY.get(kind[1], BUSY) if kind else BUSY
        for first, second in PERIOD.findall(line.upper()):
            starts, ends = _utc(first), _end(_utc(first), second)
            if status and starts < ends and ends > since and starts < until:
                yield Stretch(starts, ends, status)


def _end(starts: datetime, said: str) -> datetime:
    lasts = LASTS.fullmatch(said)
    if not lasts:
        return _utc(said)
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in lasts.groups())
    return starts + timedelta(days, seconds, 0, 0, minutes, hours, weeks)


def _utc(said: str) -> datetime:
    return datetime.strptime(said, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
