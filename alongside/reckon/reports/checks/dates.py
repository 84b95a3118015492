"""Days and months: none impossible, on their weekday, and not past where a plan is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from alongside.reckon.reports.amounts import NUMBER_WORDS
from alongside.reckon.reports.days import WEEKDAYS, Day, days, in_words, months
from alongside.reckon.reports.outline import each_text, headings, is_background, tables
from alongside.reckon.reports.report import Finding, Report
from alongside.reckon.reports.wording import sentences

_AHEAD = re.compile(
    r"\b(?:will|shall|is due|are due|is to|are to|be (?:completed|filled|appointed|in place|reported|presented)|plan(?:s|ned)? to|expect(?:s|ed)?|intend\w*|scheduled|proposed?s?|by the end of)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:was|were|has been|have been|had|did|approved|agreed|received|informed|since|following|"
    r"reported|considered|took|began|started|ended|ran|as at|minutes|published|dated)\b",
    re.IGNORECASE,
)
# What stands before the last day on which somebody may do something.
_DUE = re.compile(
    r"\b(?:must(?!\shave)|needs? to|(?:is|are) (?:needed|required|requested|invited|wanted)|to be (?:submitted|returned|sent|received)|"
    r"asked to)\b[^.;]{0,80}?\b(?:by|no later than|not later than|on or before)\s(?:the end of\s|noon on\s|midnight on\s)?$|"
    r"\bdeadline\b[^.;]{0,60}?\bis\s(?:now\s|noon on\s|midnight on\s)?$|"
    r"\b(?:close|closes|closing date\b[^.;]{0,40}?\bis|close at noon|closes at noon)\s(?:on\s)?$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"^\s*(?:to|until|till|–|-|and)\s*(?:the\s)?(?:end of\s)?$", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:from|between)\s(?:the\s)?(?:start of\s)?$", re.IGNORECASE)
_YEARS = re.compile(r"\b(?P<first>20\d\d)(?:/|-|–)(?P<second>\d\d|20\d\d)\b(?![/-]\d)")
_MONTHS = re.compile(
    r"\b(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[\s-]months?\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"comments\b.*\(", re.IGNORECASE)


def check(report: Report) -> Iterator[Finding]:
    for where, part in headings(report):
        yield from _of_calendar(where, part.text)
        if _SIGNED.search(part.text):
            yield from _signed(report, where, part.text)
    for where, _, table in tables(report):
        for row in table.rows:
            for cell in row:
                yield from _of_calendar(where, cell)
    for passage in each_text(report):
        yield from _of_calendar(passage.where, passage.text)
        if not is_background(passage.section):
            for sentence in sentences(passage.text):
                yield from _past(report.meeting, passage.where, sentence)
                yield from _spans(passage.where, sentence)


def _of_calendar(where: str, text: str) -> Iterator[Finding]:
    for day in days(text):
        if day.on is None:
            yield Finding(
                "date",
                where,
                f"{day.written} is no day of the calendar.",
                "Correct the day, the month or the year.",
                "certain",
            )
        elif day.weekday and day.weekday != WEEKDAYS[day.on.weekday()]:
            yield Finding(
                "date",
                where,
                f"{day.written}: {in_words(day.on)} is a {WEEKDAYS[day.on.weekday()]}.",
                "Correct the weekday or the date.",
                "certain",
            )
    for match in _YEARS.finditer(text):
        first, second = int(match["first"]), match["second"]
        full = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
        if (
            "/" in match[0]
            and full not in (first + 1, first)
            and abs(full - first) < 90
            and full - first not in (2, 3, 4, 5)
        ):
            yield Finding(
                "date",
                where,
                f"{match[0]} is no financial year.",
                "Correct the year.",
                "certain",
            )
        elif full < first and len(second) == 2 and int(second) > 12:
            yield Finding(
                "date",
                where,
                f"{match[0]} ends before it begins.",
                "Correct the years.",
                "certain",
            )


def _past(meeting: date | None, where: str, sentence: str) -> Iterator[Finding]:
    if meeting is None:
        return
    for day in (*days(sentence), *months(sentence)):
        if day.on is None or day.on >= meeting:
            continue
        if not (_is_planned(sentence, day) or _is_due(sentence, day)):
            continue
        yield Finding(
            "date",
            where,
            f"{day.written} is told as still to come, and is past at the meeting of {in_words(meeting)}.",
            "Say what has happened since, or correct the date.",
            "likely",
        )


def _is_due(sentence: str, day: Day) -> bool:
    """Whether a day is the last for something: "the deadline is", "replies are needed by"."""
    found = _DUE.search(sentence[: day.start])
    return found is not None and not _BACK.search(found[0])


def _is_planned(sentence: str, day: Day) -> bool:
    """Whether the words nearest before a day speak of what is to come."""
    before = sentence[: day.start]
    ahead = list(_AHEAD.finditer(before))
    if not ahead:
        start = sentence[day.end : day.end + 60]
        return bool(
            re.match(r",?\s(?:[\w-]+\s){0,6}?will\b", start)
        ) and not _BACK.search(before)
    return (
        not _BACK.search(before[ahead[-1].end() :])
        and len(before) - ahead[-1].end() <= 130
    )


def _spans(where: str, sentence: str) -> Iterator[Finding]:
    told = sorted([*days(sentence), *months(sentence)], key=lambda each: each.start)
    for one, other in zip(told, told[1:], strict=False):
        if not (one.on and other.on and _TO.match(sentence[one.end : other.start])):
            continue
        if not _FROM.search(sentence[: one.start]):
            continue
        if other.on < one.on:
            yield Finding(
                "date",
                where,
                f"{one.written} to {other.written} ends before it begins.",
                "Correct the days.",
                "certain",
            )
            continue
        yield from _length(where, sentence, one, other)


def _length(where: str, sentence: str, one: Day, other: Day) -> Iterator[Finding]:
    """Yield a span of months that is not as long as the sentence says."""
    counts = _MONTHS.findall(sentence)
    if len(counts) != 1:
        return
    told = counts[0].lower()
    count = NUMBER_WORDS.get(told) or int(told)
    long = _months_between(one, other)
    if min(abs(each - count) for each in long) > 0.6:
        yield Finding(
            "date",
            where,
            f"{counts[0]} months are told, and {one.written} to {other.written} is {long[-1]:.0f}.",
            "Correct the months, or the days.",
            "likely",
        )


def _months_between(one: Day, other: Day) -> list[float]:
    """Return how many months a span has: of two months, the last counted or not."""
    if one.on is None or other.on is None:
        return []
    apart = (other.on.year - one.on.year) * 12 + other.on.month - one.on.month
    if not one.written[0].isdigit():
        return [apart, apart + 1]
    later = other.on + timedelta(days=1)
    whole = (later.year - one.on.year) * 12 + later.month - one.on.month
    return [whole + (later.day - one.on.day) / 30]


def _signed(report: Report, where: str, text: str) -> Iterator[Finding]:
    for day in days(text):
        if day.on and report.meeting and day.on > report.meeting:
            yield Finding(
                "date",
                where,
                f"The comments are dated {in_words(day.on)}, after the meeting of {in_words(report.meeting)}.",
                "Correct the day, or ask for the comments again.",
                "likely",
            )
