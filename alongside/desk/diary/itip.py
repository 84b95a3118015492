"""Writes an event as calendars exchange it: asked for, changed, or called off.

Source: RFC 5545 (iCalendar) for the form, RFC 5546 (iTIP) for the methods. The zone is
written by its rule: a long list of past changes is read an hour wrong by one of the parsers
in use. What the clock shows twice a year is written in UTC: parsers differ in which they take.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from alongside.desk.diary.wall import LONDON

REQUEST, CANCEL = "REQUEST", "CANCEL"
LONGEST = 75  # octets a line, without its end
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE"""


@dataclass(frozen=True)
class Invited:
    """One person's event: nobody else stands in it. Addresses are of e-mail, without names."""

    uid: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    link: str
    organiser: str
    attendee: str


def written(method: str, invited: Invited) -> str:
    """Return the event as text, its lines folded and ended as the standard has it."""
    lines = [
        "BEGIN:VCALENDAR", "PRODID:-//Alongside//Diary//EN", "VERSION:2.0",
        "CALSCALE:GREGORIAN", f"METHOD:{method}", *ZONE.splitlines(),
        *_event(method, invited), "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(method: str, invited: Invited) -> Iterator[str]:
    called_off = method == CANCEL
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(invited.uid)}"
    yield f"SEQUENCE:{invited.sequence}"
    yield f"DTSTAMP:{invited.stamped_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield _moment("DTSTART", invited.starts_at)
    yield _moment("DTEND", invited.ends_at)
    yield f"SUMMARY:{_text(invited.summary)}"
    if invited.place:
        yield f"LOCATION:{_text(invited.place)}"
    if invited.link:
        yield f"DESCRIPTION:{_text(f'Join: {invited.link}')}"
    yield f"ORGANIZER:mailto:{invited.organiser}"
    yield _attendee(called_off, invited.attendee)
    yield f"STATUS:{'CANCELLED' if called_off else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if called_off else 'OPAQUE'}"
    yield "CLASS:PRIVATE"
    yield f"X-MICROSOFT-CDO-BUSYSTATUS:{'FREE' if called_off else 'BUSY'}"
    yield "END:VEVENT"


def _attendee(called_off: bool, address: str) -> str:
    asked = "" if called_off else ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    return f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{asked}:mailto:{address}"


def _moment(name: str, moment: datetime) -> str:
    shown = moment.astimezone(LONDON)
    if shown.replace(fold=0).utcoffset() != shown.replace(fold=1).utcoffset():
        return f"{name}:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{name};TZID=Europe/London:{shown:%Y%m%dT%H%M%S}"


def _text(value: str) -> str:
    """Escape what has a meaning of its own in a text (RFC 5545, 3.3.11)."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return value.replace("\r", "")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, no letter cut in two."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part
