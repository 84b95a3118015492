"""Looking ahead: what falls due in each of the next twelve weeks, and what is possible.

What a team can do in a week is not guessed: it is the most it ever did in one of the last
26 weeks, by the record, for as many days as are worked and as many people as are there.
A week in which more falls due than that has never been done before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Count

from alongside.desk.casework.comparison import CLOSED
from alongside.desk.holidays import clock_in_force
from alongside.desk.workforce.models import Absence, Worker
from alongside.reckon.clock import days_between

WEEKS, PAST = 12, 26
ENOUGH = 8
"""Weeks in which anything was done, without which nobody can say what a week holds."""


Away = frozenset[tuple[int | None, date]]
"""The days on which people are away, by their sign-in."""


@dataclass(frozen=True)
class Pace:
    """Things done in a full week with everybody there: usually, and at the most."""

    usual: float
    most: int


@dataclass(frozen=True)
class Week:
    """A week ahead: its days, what falls due in it, and what could be done in it.

    `present` is the share of the people's working days on which they are not noted as
    away; `possible` is None where the record is too thin to say.
    """

    first: date
    last: date
    due: int
    working_days: int
    present: float
    usual: float | None = None
    possible: float | None = None

    @property
    def verdict(self) -> str:
        if self.due and not self.present:
            return "nobody"
        if self.possible is None or self.usual is None:
            return ""
        if self.due > self.possible:
            return "too_much"
        return "busy" if self.due > self.usual else ""

    @property
    def word(self) -> str:
        return {
            "nobody": "Nobody there",
            "too_much": "More than ever done",
            "busy": "More than usual",
        }.get(self.verdict, "")


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Ahead:
    """What lies ahead: of all the clocks in question, and of each team or worker."""

    overdue: int
    weeks: list[Week]
    lines: dict[int | None, list[Week]]
    people: int
    known: int


def look_ahead(dues, by: str, workers: Iterable[Worker], today: date) -> Ahead:
    """Return the next twelve weeks of these clocks, from this one.

    `dues` are all clocks in question, open or not; `by` is `team` or `worker`; `workers`
    those whose work they are. What is overdue today is in no week: it is counted apart.
    """
    workers, first = list(workers), monday(today)
    last = first + timedelta(weeks=WEEKS) - timedelta(days=1)
    due = _by_week(dues.open().filter(due_on__range=(today, last)), by, "due_on")
    done = _by_week(_done(dues, today), by, "completed_on")
    away = _away(workers, first, last)
    theirs: dict[int | None, list[Worker]] = {key: [] for key in due}
    for worker in workers:
        key = worker.pk if by == "worker" else worker.team_id
        theirs.setdefault(key, []).append(worker)

    def weeks(due_on, done_on, people):
        return _weeks(due_on, _pace(done_on, today), people, away, first)

    return Ahead(
        dues.overdue(today).count(),
        weeks(_together(due), _together(done), workers),
        {key: weeks(due[key], done[key], theirs[key]) for key in theirs if due[key]},
        len(workers),
        sum(worker.user_id is not None for worker in workers),
    )


Counts = defaultdict[int | None, Counter[date]]


def _by_week(dues, by: str, day: str) -> Counts:
    """Count clocks for each team or worker by the Monday of the week of a day."""
    found: Counts = defaultdict(Counter)
    rows = dues.order_by().values_list(f"{by}_id", day).annotate(number=Count("pk"))
    for key, on, number in rows:
        found[key][monday(on)] += number
    return found


def _done(dues, today: date):
    """What was done in the last 26 whole weeks."""
    until = monday(today) - timedelta(days=1)
    since = monday(today) - timedelta(weeks=PAST)
    return dues.filter(
        gone_in=None, status__in=CLOSED, completed_on__range=(since, until)
    )


def _together(counts: Counts) -> Counter[date]:
    return sum(counts.values(), Counter())


def _pace(done: Counter[date], today: date) -> Pace | None:
    """The usual and the greatest week; None where the record is too thin."""
    if len(done) < ENOUGH:
        return None
    first = monday(today)
    every = [done[first - timedelta(weeks=n)] for n in range(1, PAST + 1)]
    return Pace(float(median(every)), max(every))


def _weeks(
    due: Counter[date],
    pace: Pace | None,
    people: list[Worker],
    away: Away,
    first: date,
) -> list[Week]:
    mondays = (first + timedelta(weeks=n) for n in range(WEEKS))
    return [_week(day, due[day], pace, people, away) for day in mondays]


def _week(
    first: date, due: int, pace: Pace | None, people: list[Worker], away: Away
) -> Week:
    days = worked_days(first)
    missed = sum((worker.user_id, day) in away for worker in people for day in days)
    present = 1 - missed / (len(days) * len(people)) if days and people else 1.0
    share = len(days) / 5 * present
    return Week(
        first, first + timedelta(days=6), due, len(days), present,
        pace and pace.usual * share, pace and pace.most * share,
    )  # fmt: skip


def worked_days(first: date) -> list[date]:
    """The working days of the week that begins on a Monday."""
    clock = clock_in_force()
    week = (first + timedelta(days=n) for n in range(5))
    return [day for day in week if clock.is_working(day)]


def _away(workers: list[Worker], first: date, last: date) -> Away:
    """On which days which of the workers are noted as away; never why."""
    users = [worker.user_id for worker in workers if worker.user_id]
    absences = Absence.objects.filter(user__in=users).overlapping(first, last)
    return frozenset(
        (absence.user_id, day)
        for absence in absences
        for day in days_between(
            max(absence.first_on, first), min(absence.last_on or last, last)
        )
    )
