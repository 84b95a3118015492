"""Of a calendar as it comes, the lines about times; all others are dropped unread.

What is dropped here never reaches a parser, a log or the database: subjects, places,
people and notes stand in lines of other names. Times without a zone, or in one of a name
that nobody knows, are made London's and flagged. Source: RFC 5545, sections 3.1 (content
lines), 3.3.10 (recurrence rules) and 3.6.5 (time zones).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zoneinfo import available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

KEPT = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {
        "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "SEQUENCE",
        "RECURRENCE-ID", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS",
    },
    "VFREEBUSY": {"FREEBUSY"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"},
}  # fmt: skip
IN_ZONES = {"DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"}
FOLD = re.compile(r"\r?\n[ \t]")
NAME = re.compile(r"([A-Za-z0-9-]+)([;:])")
ZONE = re.compile(r';TZID=("[^"]*"|[^;:]*)', re.IGNORECASE)
FLOATING = re.compile(r"\d{8}T\d{6}$")
LONDON = "Europe/London"

NO_ZONE = "Some times have no time zone, and were read as London’s."
ODD_ZONE = "Some times are in a time zone nobody knows, and were read as London’s."
ODD_RULE = (
    "Something recurs by a rule that programs read differently. Compare its days with "
    "the calendar itself."
)
TOO_OFTEN = (
    "Something in the calendar recurs every minute or second. Nothing of it was read."
)
CUT_OFF = "The calendar breaks off before its end, or is none. Nothing of it was read."


class Unreadable(Exception):
    """Why nothing of a calendar can be used, in a sentence without a word of it."""


def only_times(text: str, flags: set[str]) -> str:
    """Return the calendar with the lines about times alone; add what is odd to `flags`.

    Raises Unreadable for what is no calendar or breaks off, and for what recurs so often
    that its times cannot be counted.
    """
    lines = [line for line in FOLD.sub("", text).splitlines() if line.strip()]
    known = {
        _zone_named(line) for line in lines if line.upper().startswith("TZID")
    } | available_timezones()
    kept = list(_sifted(lines, known | WINDOWS_TO_OLSON.keys(), flags))
    return "\r\n".join([*kept, ""])


def _sifted(lines: list[str], zones: set[str], flags: set[str]) -> Iterator[str]:
    """Yield the lines that are kept, of the components that are."""
    within: list[str] = []
    for line in lines:
        name, mark, rest = _parts(line)
        if name == "BEGIN":
            within.append(rest.strip().upper())
        dropped = any(each not in KEPT for each in within)
        if name in {"BEGIN", "END"}:
            if not dropped:
                yield f"{name}:{rest.strip().upper()}"
            if name == "END":
                _close(within, rest.strip().upper())
        elif within and not dropped and name in KEPT[within[-1]]:
            zoned = name in IN_ZONES and within[-1] == "VEVENT"
            line = name + mark + (_rule(rest, flags) if name == "RRULE" else rest)
            yield _in_zone(line, zones, flags) if zoned else line
    if within or not lines:
        raise Unreadable(CUT_OFF)


def _parts(line: str) -> tuple[str, str, str]:
    """Return a line's name in capitals, the mark after it, and the rest."""
    found = NAME.match(line)
    if not found:
        return "", "", line
    return found[1].upper(), found[2], line[found.end() :]


def _close(within: list[str], name: str) -> None:
    if not within or within.pop() != name:
        raise Unreadable(CUT_OFF)


def _zone_named(line: str) -> str:
    return line.partition(":")[2].strip()


def _in_zone(line: str, zones: set[str], flags: set[str]) -> str:
    """Return a line whose zone is known: as it is, or London's where it says none."""
    said = ZONE.search(line)
    if said and said[1].strip('"') in zones:
        return line
    if said:
        flags.add(ODD_ZONE)
        return ZONE.sub(f";TZID={LONDON}", line, count=1)
    head, _, value = line.partition(":")
    if FLOATING.match(value.split(",")[0].split("/")[0].strip()):
        flags.add(NO_ZONE)
        return f"{head};TZID={LONDON}:{value}"
    return line


def _rule(said: str, flags: set[str]) -> str:
    """Return a recurrence rule without a stray semicolon; flag those often misread.

    The kinds are those in which python-dateutil was found to differ from libical.
    """
    rule = said.strip().upper()
    if "FREQ=SECONDLY" in rule or "FREQ=MINUTELY" in rule:
        raise Unreadable(TOO_OFTEN)
    yearly = "FREQ=YEARLY" in rule and ("BYWEEKNO=" in rule or "BYMONTHDAY=" in rule)
    weekly = "FREQ=WEEKLY" in rule and "BYSETPOS=" in rule
    if yearly or weekly or "BYMINUTE=" in rule or rule.endswith(";"):
        flags.add(ODD_RULE)
    return rule.rstrip(";")
