"""Days lost to sickness against days available, and time off in lieu: the arithmetic.

Two figures that never share a name. The local one counts the clock's working days in a
period. The Department's counts 253 to a year (254 in 2020 and 2024) for each full-time
equivalent in post on 30 September, and no agency workers: that is found by recomputing its
own open file, of which it fits 1,430 of 1,444 rows; its text was not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from alongside.reckon.clock import Clock, OutsideCalendar, days_between

Days = Mapping[date, Decimal]


@dataclass(frozen=True)
class Spell:
    """A run of days away, both ends included; no last day is open still.

    `lost` is what the employer told of the whole spell, in days of a full-time post: it
    knows of half days and of who works on which weekday. None where it told nothing.
    """

    first: date
    last: date | None
    lost: Decimal | None = None


@dataclass(frozen=True)
class Share:
    """Days lost of days available, both in days of a full-time post, not rounded."""

    lost: Decimal
    available: Decimal

    @property
    def value(self) -> Decimal | None:
        """Lost of available; None where nobody was to be at work."""
        return self.lost / self.available if self.available else None

    @property
    def percent(self) -> Decimal | None:
        return None if self.value is None else self.value * 100

    @property
    def fraction(self) -> str:
        """The fraction in words: `10.5 of 420.0 days = 2.5%`."""
        said = f"{self.lost:,.1f} of {self.available:,.1f} days"
        if self.percent is None:
            return f"{said}: nobody was to be at work"
        return f"{said} = {self.percent:.1f}%"


def days_lost(
    spells: Iterable[Spell], fte: Decimal, as_at: date, clock: Clock
) -> dict[date, Decimal]:
    """Return what one person lost on each day up to `as_at`, in days of a full-time post.

    Where the employer told a spell's days, they are spread evenly over its working days
    (over all its days, where none is a working day); else each working day loses the
    person's FTE. On a day that several spells hold, the largest counts and no other. An
    open spell runs to `as_at`. Raises ValueError for a spell that ends before it begins.
    """
    lost: dict[date, Decimal] = {}
    for spell in spells:
        for day, part in _spread(spell, fte, as_at, clock):
            if day <= as_at:
                lost[day] = max(lost.get(day, Decimal(0)), part)
    return lost


def _spread(
    spell: Spell, fte: Decimal, as_at: date, clock: Clock
) -> list[tuple[date, Decimal]]:
    if spell.last and spell.last < spell.first:
        raise ValueError(
            f"A spell from {spell.first:%d %B %Y} cannot end on {spell.last:%d %B %Y}."
        )
    days = list(days_between(spell.first, spell.last or as_at))
    working = [day for day in days if clock.is_working(day)]
    if spell.lost is None:
        return [(day, fte) for day in working]
    over = working or days
    return [(day, spell.lost / len(over)) for day in over]


def most_lost(first: date, last: date, clock: Clock) -> int:
    """Return the most days of a full-time post that a spell can lose: its working days, or
    all of them where none is one, or the calendar does not reach so far."""
    whole = len(list(days_between(first, last)))
    try:
        days = clock.number(last) - clock.number(first) + clock.is_working(first)
    except OutsideCalendar:
        return whole
    return days or whole


def days_available(
    fte: Decimal, first: date, last: date, clock: Clock,
    joined: date | None = None, left: date | None = None,
) -> Decimal:  # fmt: skip
    """Return a person's working days from the first day to the last, times their FTE.

    Only days on which they were in post: from `joined` to `left`, both included.
    """
    first, last = max(first, joined or first), min(last, left or last)
    if first > last:
        return Decimal(0)
    days = clock.number(last) - clock.number(first) + clock.is_working(first)
    return fte * days


def within(lost: Days, first: date, last: date) -> Decimal:
    """Return the days lost between two days, both included."""
    return sum((n for day, n in lost.items() if first <= day <= last), Decimal(0))


def departments_year(day: date) -> int:
    """Return the reporting year, to 30 September, that a day lies in."""
    return day.year + (day.month > 9)


def departments_basis(lost: Decimal, in_post_fte: Decimal, year: int) -> Share:
    """Return days lost in a reporting year as the Department divides them ("DfE basis").

    `in_post_fte` is of those in post on 30 September, agency workers left out.
    """
    return Share(lost, in_post_fte * departments_working_days(year))


def departments_working_days(year: int) -> int:
    """Return the working days by which the Department divides, for a reporting year.

    253, or 254 where the year to 30 September holds 29 February. Recomputed from its open
    data, 2017 to 2025; its method's text does not say.
    """
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 254 if leap else 253


SMALLEST_TEAM = 5


def teams_shown(people: Mapping[str, int]) -> set[str]:
    """Return the teams whose total may be shown beside that of all, by people in each.

    A team of fewer than five is not. Nor may it be worked out from the total of all: the
    smallest other team goes too, until those hidden are five people in two teams at least.
    A team of nobody tells nothing, and hides nothing.
    """
    listed = sorted((n, team) for team, n in people.items() if n)
    hidden = [each for each in listed if each[0] < SMALLEST_TEAM]
    rest = [each for each in listed if each not in hidden]
    while hidden and rest and not _hides_enough(hidden):
        hidden.append(rest.pop(0))
    return {team for team, n in people.items() if not n or (n, team) not in hidden}


def total_shown(people: Mapping[str, int]) -> bool:
    """Return whether the total of all may be shown: of five people at least, and of no
    hidden team alone."""
    shown = teams_shown(people)
    hidden = [(n, team) for team, n in people.items() if team not in shown]
    return sum(people.values()) >= SMALLEST_TEAM and (
        not hidden or _hides_enough(hidden)
    )


def _hides_enough(hidden: Sequence[tuple[int, str]]) -> bool:
    """Whether those hidden are five people: then they are two teams at least, since the
    first is one of fewer."""
    return sum(n for n, _ in hidden) >= SMALLEST_TEAM


@dataclass(frozen=True)
class Hours:
    """Time off in lieu in one month: brought forward, earned, taken and left, in hours."""

    month: date
    before: Decimal
    earned: Decimal
    taken: Decimal

    @property
    def after(self) -> Decimal:
        return self.before + self.earned - self.taken


def balances(entries: Iterable[tuple[date, Decimal]], until: date) -> list[Hours]:
    """Return a person's balance month by month, to the month of `until`.

    An entry is a day and its hours: earned above nought, taken below. Later entries do
    not count. Months with no entry in between stand too; with no entry at all, none.
    """
    known = [(day, hours) for day, hours in entries if day <= until]
    if not known:
        return []
    months = _months(min(day for day, _ in known), until)
    earned = {
        m: _sum(h for d, h in known if d.replace(day=1) == m and h > 0) for m in months
    }
    taken = {
        m: -_sum(h for d, h in known if d.replace(day=1) == m and h < 0) for m in months
    }
    before = accumulate((earned[m] - taken[m] for m in months), initial=Decimal(0))
    return [
        Hours(month, brought, earned[month], taken[month])
        for month, brought in zip(months, before, strict=False)
    ]


def _months(first: date, last: date) -> list[date]:
    """Return the first day of each month from one day's to another's."""
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(n // 12, n % 12 + 1, 1) for n in span]


def _sum(hours: Iterable[Decimal]) -> Decimal:
    return sum(hours, Decimal(0))
