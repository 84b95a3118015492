"""Time: working days, weeks, months and hours. All date arithmetic is done here.

How days are counted is explained, with the authorities, in
`docs/explanation/how-days-are-counted.md`. In one breath: the day of the event is day 0
(Dodds v Walker [1981] UKHL) unless the law says "beginning with"; months run to the
corresponding date; a limit in weeks, months or calendar days is not moved off a weekend;
working days leave out weekends and the bank holidays of England and Wales (of any part of
the United Kingdom, for the one limit that says `uk_any`).

The calendar knows its own edge: a working-day count that would pass the last bank holiday
known is refused, never guessed.
"""

from __future__ import annotations

import csv
from array import array
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, partial
from zlib import crc32
from zoneinfo import ZoneInfo

from alongside.reckon.reference import bank_holidays

LONDON = ZoneInfo("Europe/London")
UNITS = (
    "working_days", "calendar_days", "weeks", "months", "years", "hours", "birthdays",
)  # fmt: skip
COUNTS = ("after", "beginning_with", "before")
ROLLS = ("none", "next", "previous")
CALENDARS = ("england", "uk_any")


class OutsideCalendar(ValueError):
    """A day lies where the bank holidays are not known."""


@dataclass(frozen=True)
class Limit:
    """So many of a unit, counted from a day: `Limit(15, "working_days")`.

    `count` is `after` (the starting day is day 0), `beginning_with` (it is day 1) or
    `before` (counted backwards from an event). `roll` moves a last day that is not a
    working day; only subject access requests roll. `calendar` is whose bank holidays do
    not count: `uk_any`, those of any part of the United Kingdom (Freedom of Information
    Act 2000 s.10(6)). `birthdays` reach an age: who is born on 29 February reaches it on
    1 March of a year that has no such day.
    """

    amount: int
    unit: str
    count: str = "after"
    roll: str = "none"
    calendar: str = "england"

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError(f"A limit is at least 1, not {self.amount}.")
        for value, allowed in (
            (self.unit, UNITS),
            (self.count, COUNTS),
            (self.roll, ROLLS),
            (self.calendar, CALENDARS),
        ):
            if value not in allowed:
                raise ValueError(f"{value!r} is not one of {', '.join(allowed)}.")
        plain = (self.count, self.roll) == ("after", "none")
        if self.unit in ("hours", "birthdays") and not plain:
            raise ValueError(f"{self.unit.capitalize()} are only counted forward.")

    @property
    def key(self) -> str:
        """A name for this limit that is equal for equal limits: `15 working_days after`."""
        rolled = "" if self.roll == "none" else f" roll {self.roll}"
        place = "" if self.calendar == "england" else f" {self.calendar}"
        return f"{self.amount} {self.unit} {self.count}{rolled}{place}"

    def __str__(self) -> str:
        unit = self.unit.replace("_", " ")
        unit = unit[:-1] if self.amount == 1 else unit
        tail = {
            "after": "",
            "beginning_with": ", the first day counted",
            "before": " before",
        }
        return f"{self.amount} {unit}{tail[self.count]}"

    def last_day(
        self, start: date, clock: Clock, stopped: Collection[date] = ()
    ) -> date:
        """Return the last day in time for a clock that starts on `start`.

        A limit in hours, where only the day is known, runs as many whole days
        (72 hours are 3 calendar days). On the days `stopped` the clock stands still:
        the last day moves on by as many as were lost, none of them counted twice.
        Raises OutsideCalendar past the edge.
        """
        clock = clock.of(self.calendar)
        try:
            day = self._counted(start, clock)
            if stopped:  # none lies between where days are counted back
                day = self._put_off(start, day, clock, stopped)
        except OverflowError:
            raise OutsideCalendar(
                f"Cannot count {self} from {start:%d %B %Y}: no calendar has that day."
            ) from None
        return clock.rolled(day, self.roll)

    def last_moment(self, start: datetime) -> datetime:
        """Return the moment a limit in hours runs out, on London clocks.

        Elapsed time: weekends, holidays and the hour of a clock change all count.
        Raises ValueError for another unit, or a start without a time zone.
        """
        if self.unit != "hours":
            raise ValueError(
                f"{self} is not counted in hours: it has a last day, not a moment."
            )
        if start.tzinfo is None:
            raise ValueError("Hours are counted from a time with a time zone.")
        elapsed = start.astimezone(ZoneInfo("UTC")) + timedelta(hours=self.amount)
        return elapsed.astimezone(LONDON)

    def _put_off(
        self, start: date, day: date, clock: Clock, stopped: Collection[date]
    ) -> date:
        """Move a last day on by the days lost, and by those lost in moving it."""
        working = self.unit == "working_days"
        seen = start - timedelta(days=1 if self.count == "beginning_with" else 0)
        while lost := sum(
            seen < each <= day and (not working or clock.is_working(each))
            for each in set(stopped)
        ):
            seen, later = day, day + timedelta(days=lost)
            day = clock.working_days(day, lost) if working else later
        return day

    def _counted(self, start: date, clock: Clock) -> date:
        if self.unit == "birthdays":
            day = months_from(start, 12 * self.amount)
            return day if day.day == start.day else day + timedelta(days=1)
        if self.unit == "working_days":
            return clock.working_days(start, self.amount, self.count)
        sign = -1 if self.count == "before" else 1
        inclusive = timedelta(days=1 if self.count == "beginning_with" else 0)
        if self.unit in ("months", "years"):
            months = sign * self.amount * (12 if self.unit == "years" else 1)
            day = months_from(start, months)
            # A month that has no corresponding date ends with its own last day.
            return day if day.day != start.day else day - inclusive
        days = {"weeks": 7 * self.amount, "hours": -(-self.amount // 24)}
        length = timedelta(days=days.get(self.unit, self.amount))
        return start + sign * length - inclusive


def months_from(start: date, months: int) -> date:
    """Return the corresponding date so many months on, or back where negative.

    Where the later month has no such date, its last day (Dodds v Walker [1981]).

    >>> months_from(date(2023, 8, 31), 6)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"There is no year {year}.")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


class Clock:
    """The working days between two edges, for a list of bank holidays.

    `others` are the clocks of other calendars than England's, by name.
    """

    def __init__(
        self,
        holidays: Mapping[date, str],
        first: date,
        last: date,
        others: Mapping[str, Clock] | None = None,
    ) -> None:
        self.holidays = dict(sorted(holidays.items()))
        self.first, self.last = first, last
        self.others = dict(others or {})
        span = (last - first).days + 1
        days = (first + timedelta(n) for n in range(span))
        self._working = [d for d in days if d.weekday() < 5 and d not in self.holidays]
        self._reach: dict[Limit, array[int]] = {}

    @classmethod
    @cache
    def england(cls) -> Clock:
        """Return England's clock, from the bank holidays in `reference/`."""
        england = {day: name for _, day, name in bank_holidays("bank_holidays.csv")}
        elsewhere = {
            day: f"{name} in {nation.replace('_', ' ').title()}"
            for nation, day, name in bank_holidays("bank_holidays_elsewhere.csv")
        }
        both = {day: name for day, name in england.items() if day >= min(elsewhere)}
        uk_any = cls(elsewhere | both, *_whole_years(elsewhere))
        return cls(england, *_whole_years(england), {"uk_any": uk_any})

    def changed(self, days: Mapping[date, str | None]) -> Clock:
        """Return a clock that also knows days announced since, or taken back (None).

        Such a day is a holiday, or none, in every calendar. Raises OutsideCalendar
        where one lies outside England's.
        """
        for day in days:
            self._within_edges(day)
        known = {**self.holidays, **days}
        holidays = {day: name for day, name in known.items() if name is not None}
        others = {name: other.changed(
            {day: name for day, name in days.items() if other.first <= day <= other.last}
        ) for name, other in self.others.items()}  # fmt: skip
        return Clock(holidays, self.first, self.last, others)

    @property
    def version(self) -> str:
        """Which bank holidays are counted by: years, how many, and a mark of the list.

        Another list has another mark, so two answers with one version agree.
        """
        listed = " ".join(day.isoformat() for day in self.holidays)
        mark = crc32(listed.encode())
        return (
            f"{self.first:%Y} to {self.last:%Y}, {len(self.holidays)} bank holidays, "
            f"list {mark:08x}"
        )

    def of(self, calendar: str) -> Clock:
        """Return the clock that counts by a calendar. Raises OutsideCalendar."""
        if calendar == "england":
            return self
        if calendar not in self.others:
            raise OutsideCalendar(f"The bank holidays of {calendar} are not known.")
        return self.others[calendar]

    def is_working(self, day: date) -> bool:
        """Return whether `day` is a working day. Raises OutsideCalendar."""
        self._within_edges(day)
        return day.weekday() < 5 and day not in self.holidays

    def working_days(self, start: date, amount: int, count: str = "after") -> date:
        """Return the last day in time for so many working days from `start`.

        >>> Clock.england().working_days(date(2024, 3, 28), 1)  # Maundy Thursday
        datetime.date(2024, 4, 2)
        """
        self._within_edges(start)
        if count == "before":
            place = bisect_left(self._working, start) - amount
        elif count == "beginning_with":
            place = bisect_left(self._working, start) + amount - 1
        else:
            place = bisect_right(self._working, start) + amount - 1
        if not 0 <= place < len(self._working):
            raise OutsideCalendar(
                f"Cannot count {amount} working days from {start:%d %B %Y}: {self._edges}"
            )
        return self._working[place]

    def number(self, day: date) -> int:
        """Return how many working days there are from the first edge up to `day`.

        The difference between two days' numbers is the working days between them.
        """
        self._within_edges(day)
        return bisect_right(self._working, day)

    def rolled(self, day: date, roll: str) -> date:
        """Return `day`, or the next or previous working day where it is not one."""
        if roll == "none" or self.is_working(day):
            return day
        return self.working_days(day, 1, "after" if roll == "next" else "before")

    def holidays_between(self, start: date, end: date) -> list[tuple[date, str]]:
        """Return the weekday bank holidays after `start` up to `end`, with names."""
        return [
            (day, name)
            for day, name in self.holidays.items()
            if start < day <= end and day.weekday() < 5
        ]

    def days(self) -> Iterator[date]:
        """Yield every day from the first edge to the last."""
        return days_between(self.first, self.last)

    def reach(self, limit: Limit) -> Sequence[int]:
        """Return the last day in time for a start on each of the days, as ordinals.

        0 where it cannot be counted. It is counted once, and then known.
        """
        if limit not in self._reach:
            self._reach[limit] = array("i", map(partial(self._due, limit), self.days()))
        return self._reach[limit]

    def _due(self, limit: Limit, start: date) -> int:
        try:
            return limit.last_day(start, self).toordinal()
        except OutsideCalendar:
            return 0

    @property
    def _edges(self) -> str:
        return (
            f"bank holidays are known from {self.first:%d %B %Y} "
            f"to {self.last:%d %B %Y}."
        )

    def _within_edges(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise OutsideCalendar(
                f"{day:%d %B %Y} is outside the calendar: {self._edges}"
            )


def days_announced(
    text: str, file: str, forgiving: bool = False
) -> dict[date, str | None]:
    """Return the bank holidays that a CSV file (`day,name`) adds to those known.

    A day named `working day` is taken back: None. Raises ValueError with file and line;
    also for a day taken back that was none, unless `forgiving`: a file that is kept may
    be older than the list in which that day has gone.
    """
    reader = csv.DictReader(text.splitlines(), restval="")
    if not {"day", "name"} <= set(reader.fieldnames or ()):
        raise ValueError(f"{file} needs the columns day and name.")
    found: dict[date, str | None] = {}
    for row in reader:
        name = row["name"].strip()
        try:
            day = date.fromisoformat(row["day"].strip())
        except ValueError:
            raise ValueError(
                f"{file}, line {reader.line_num}: {row['day']!r} is not a date. "
                "Write it as 2026-03-02."
            ) from None
        if not name:
            raise ValueError(
                f"{file}, line {reader.line_num}: the day has no name. Name the bank "
                "holiday, or write working day for one that was taken back."
            )
        found[day] = None if name.lower() == "working day" else name
        if found[day] is None and not (forgiving or _is_holiday_somewhere(day)):
            raise ValueError(
                f"{file}, line {reader.line_num}: {day} is no bank holiday that is known, "
                "so it cannot be taken back. Correct the day, or take the line out."
            )
    return found


def _is_holiday_somewhere(day: date) -> bool:
    england = Clock.england()
    return any(day in each.holidays for each in (england, *england.others.values()))


def _whole_years(days: Iterable[date]) -> tuple[date, date]:
    """Return the first day of the first year and the last day of the last."""
    listed = sorted(days)
    return date(listed[0].year, 1, 1), date(listed[-1].year, 12, 31)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every day from the first to the last, both included."""
    for n in range((last - first).days + 1):
        yield first + timedelta(n)


def days_apart(one: date, other: date) -> int:
    """Return how many calendar days `other` is after `one`; before it, less than 0."""
    return (other - one).days


def calendar_rows(clock: Clock) -> Iterator[tuple[date, int, int, date]]:
    """Yield the `calendar` table: day, working (1 or 0), number, first of its month."""
    for day in clock.days():
        yield day, int(clock.is_working(day)), clock.number(day), day.replace(day=1)


def reach_rows(
    limits: Mapping[str, Limit], clock: Clock
) -> Iterator[tuple[str, date, date]]:
    """Yield the `reach` table: limit, start day, last day in time.

    A start from which the last day cannot be counted has no row.
    """
    for key, limit in limits.items():
        for day, due in zip(clock.days(), clock.reach(limit), strict=True):
            if due:
                yield key, day, date.fromordinal(due)


def arithmetic(limit: Limit, start: date, clock: Clock, earliest: bool = False) -> str:
    """Say how the last day in time is come by, in a sentence.

    Where the limit is a least wait (`earliest`), the day is one not to come before.

    >>> arithmetic(Limit(15, "working_days"), date(2024, 3, 25), Clock.england())
    '15 working days from Monday 25 March 2024 is Wednesday 17 April 2024. Good Friday (29 March) and Easter Monday (1 April) do not count.'
    >>> arithmetic(Limit(3, "months"), date(2026, 11, 23), Clock.england(), earliest=True)
    'At least 3 months from Monday 23 November 2026: not before Tuesday 23 February 2027.'
    >>> arithmetic(Limit(1, "months", roll="next"), date(2026, 11, 26), Clock.england())
    '1 month from Thursday 26 November 2026 is Tuesday 29 December 2026. Saturday 26 December 2026 is no working day, so it moves to the next one.'
    """
    due = limit.last_day(start, clock)
    joined = "" if limit.count == "before" else " from"
    said = f"{limit}{joined} {_said(start)} is {_said(due)}."
    if earliest:
        said = f"At least {limit}{joined} {_said(start)}: not before {_said(due)}."
    if limit.unit != "working_days":
        return said + _rolled(limit, start, due, clock)
    skipped = clock.of(limit.calendar).holidays_between(*sorted((start, due)))
    names = [f"{name} ({day.day} {day:%B})" for day, name in skipped]
    if not names:
        return said
    listed = ", ".join(names[:-1]) + " and " + names[-1] if names[1:] else names[0]
    return f"{said} {listed} {'do' if names[1:] else 'does'} not count."


def _rolled(limit: Limit, start: date, due: date, clock: Clock) -> str:
    """Say from which day the law moves the last day to a working day, if it does."""
    plain = replace(limit, roll="none").last_day(start, clock)
    if plain == due:
        return ""
    return f" {_said(plain)} is no working day, so it moves to the {limit.roll} one."


def _said(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
