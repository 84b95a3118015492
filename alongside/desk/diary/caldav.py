"""Reads a CalDAV calendar: one calendar-query with a time range, and no more.

Source: RFC 4791, sections 7.8 (REPORT calendar-query) and 9.9 (time-range).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from alongside.desk.diary.fetching import CannotRead, ask, place

DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
QUERY = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
  <D:prop><C:calendar-data/></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
    <C:time-range start="{start}" end="{end}"/>
  </C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>
"""
NO_CALENDAR = (
    "There is no calendar at the address: it does not answer as CalDAV does. Enter the "
    "address of the calendar itself, not of the server."
)


def calendars_at(address: str, first: date, last: date) -> list[bytes]:
    """Return the calendar's entries of these days, each as iCalendar.

    Raises CannotRead for what does not answer, or not as CalDAV does.
    """
    headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
    asked = QUERY.format(start=_utc(first), end=_utc(last + timedelta(2)))
    return _entries(ask("REPORT", place(address), asked.encode(), headers))


def _utc(day: date) -> str:
    """A day's beginning, and a day before: a zone may be ahead of ours."""
    before = datetime.combine(day, datetime.min.time(), UTC) - timedelta(1)
    return f"{before:%Y%m%dT%H%M%SZ}"


def _entries(answer: bytes) -> list[bytes]:
    try:
        whole = fromstring(answer)
    except (ParseError, DefusedXmlException, ValueError):
        raise CannotRead(NO_CALENDAR) from None
    if whole.tag != f"{DAV}multistatus":
        raise CannotRead(NO_CALENDAR)
    return [_entry(each) for each in whole.iter(f"{DAV}response")]


def _entry(response: Element) -> bytes:
    """Return an entry. One that the server keeps back makes all of them incomplete."""
    found = response.find(f".//{CALDAV}calendar-data")
    if found is None or not found.text:
        raise CannotRead(
            "The server keeps back an entry of the calendar. Nothing of it was read."
        )
    return found.text.encode()
