"""Reads what calendars send back: a reply, or another time that is asked for.

Nothing of it is trusted: who answered is told by the mail's sender, not by the event.
Source: RFC 5546, 3.2.3 (REPLY) and 3.2.7 (COUNTER).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message as Mail
from itertools import islice

from icalendar import Calendar, Event

from alongside.desk.diary.wall import LONDON

REPLY, COUNTER = "REPLY", "COUNTER"
LARGEST = 200_000  # bytes of an event
MOST = 20  # parts of a mail, and events of a part, that are looked at
HIGHEST = 1_000_000  # sequence that is taken as it is told
REPLIES = {
    "ACCEPTED": "accepted",
    "TENTATIVE": "tentative",
    "DECLINED": "declined",
}


@dataclass(frozen=True)
class Answered:
    """One answer. `method` is REPLY or COUNTER; `reply` is empty where it says none.

    `delegated`: somebody answered in another's name. Moments are in UTC.
    """

    method: str
    uid: str
    sequence: int
    stamped_at: datetime | None
    reply: str
    delegated: bool
    starts_at: datetime | None = None
    ends_at: datetime | None = None


class Unreadable(Exception):
    """The mail carries an answer that cannot be read."""


def answers_in(raw: bytes) -> list[Answered]:
    """Return the answers a mail carries; none where it carries no event that answers.

    Raises Unreadable for an event in an answer that cannot be read.
    """
    return [answer for part in _calendars(raw) for answer in _answers(part)]


def _calendars(raw: bytes) -> list[bytes]:
    """Return a mail's calendars; none of one nested so deeply that it cannot be read."""
    try:
        parts = islice(message_from_bytes(raw).walk(), MOST * 5)
        return [_bytes(p) for p in parts if p.get_content_type() == "text/calendar"]
    except Exception:  # RecursionError, among others: the mail is kept, and others come
        return []


def _bytes(part: Mail) -> bytes:
    payload = part.get_payload(decode=True)
    return payload[:LARGEST] if isinstance(payload, bytes) else b""


def _answers(part: bytes) -> Iterator[Answered]:
    try:
        calendar = Calendar.from_ical(part)
        method = str(calendar.get("METHOD", "")).upper()
        if method not in (REPLY, COUNTER):
            return
        found = [_one(method, event) for event in calendar.walk("VEVENT")[:MOST]]
    except Exception as problem:
        # Whatever breaks the parser breaks it for one mail, which is kept as it came.
        if b"METHOD:REPLY" in part or b"METHOD:COUNTER" in part:
            raise Unreadable from problem
        return
    yield from found


def _one(method: str, event: Event) -> Answered:
    attendees = event.get("ATTENDEE", [])
    attendee = attendees if not isinstance(attendees, list) else (attendees or [""])[0]
    told = getattr(attendee, "params", {})
    return Answered(
        method=method,
        uid=str(event["UID"]).replace("\0", "")[:255],
        sequence=min(max(0, int(event.get("SEQUENCE", 0))), HIGHEST),
        stamped_at=_moment(event, "DTSTAMP"),
        reply=REPLIES.get(str(told.get("PARTSTAT", "")).upper(), ""),
        delegated="SENT-BY" in told,
        starts_at=_moment(event, "DTSTART"),
        ends_at=_moment(event, "DTEND"),
    )


def _moment(event: Event, name: str) -> datetime | None:
    """Return a moment in UTC: one without a zone is taken as London's; a day is none."""
    moment = getattr(event.get(name), "dt", None)
    if not isinstance(moment, datetime):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
