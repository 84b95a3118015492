"""The days that a text names, possible or not, with their weekdays; and its months."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]
_NUMBERS = {
    name.lower(): number
    for number, month in enumerate(MONTHS, start=1)
    for name in (month, month[:3], "Sept" if month == "September" else month)
}
_MONTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DAY = re.compile(
    rf"""(?:\b(?P<weekday>{"|".join(WEEKDAYS)}),?\s+(?:the\s+)?)?
    (?:\b(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th|["”]))?\s+(?:of\s+)?
         (?P<month>{_MONTH})\b\.?,?\s+(?P<year>(?:19|20)\d\d)\b
      |(?<![\d/.-])(?P<d>\d{{1,2}})(?P<sep>[/.])(?P<m>\d{{1,2}})(?P=sep)
         (?P<y>(?:19|20)\d\d|(?<=\d\d[/.]\d\d[/.])\d\d)(?![\d/.]\d|\d))""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_MONTH = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Day:
    """A day as a text names it; `on` is nothing where no calendar has that day."""

    on: date | None
    weekday: str
    start: int
    end: int
    written: str


def days(text: str) -> list[Day]:
    """Return the days that a text names with day, month and year, in order."""
    return [_day(match) for match in _DAY.finditer(text)]


def months(text: str) -> list[Day]:
    """Return the months that a text names with their year, each as its last day."""
    taken = [(each.start, each.end) for each in days(text)]
    found = []
    for match in _IN_MONTH.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            year, month = int(match["year"]), _NUMBERS[match["month"].lower()]
            last = date(year, month, monthrange(year, month)[1])
            found.append(Day(last, "", *match.span(), match[0]))
    return found


def in_words(day: date) -> str:
    """Return a day as it is written: 8 December 2010."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _day(match: re.Match[str]) -> Day:
    if match["month"]:
        day, month = int(match["day"]), _NUMBERS[match["month"].lower()]
        year = int(match["year"])
    else:
        day, month, year = int(match["d"]), int(match["m"]), int(match["y"])
        year += 2000 if year < 100 else 0
    try:
        on = date(year, month, day)
    except ValueError:
        on = None
    return Day(
        on, (match["weekday"] or "").capitalize(), *match.span(), match[0].strip()
    )
