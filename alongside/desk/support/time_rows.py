"""Minutes as they stand in the database, put together by officer, day, team and task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet, Sum

from alongside.desk.support.models import TaskVersion, TimeNote, Timing
from alongside.reckon.intervals import Ratio
from alongside.reckon.time_released import (
    HOUR,
    Done,
    OfficerDay,
    Outside,
    Released,
    Timed,
    estimate,
    outside,
    released,
)

OWN = TaskVersion.Kind.SUPPORT
UPWARD, SIDEWAYS = TaskVersion.Kind.QUALIFIED, TaskVersion.Kind.BUSINESS


class Row(NamedTuple):
    """What one officer noted of one task on one day for one team: in all, in minutes."""

    officer: int
    on: date
    team: int
    task: str
    kind: str
    releases: int
    said: bool
    times: int
    minutes: int


def rows_of(notes: QuerySet) -> list[Row]:
    """Return notes added up in the database, so that a press more is no row more."""
    found = notes.order_by().values_list(
        "officer", "on", "team", "version__task__code", "version__kind",
        "version__releases", "said",
    )  # fmt: skip
    return [Row(*row) for row in found.annotate(n=Sum("times"), m=Sum("minutes"))]


def notes_of_teams(teams: Iterable[int], first: date, last: date) -> QuerySet:
    """Return the notes of these teams: for sums, never to be shown one by one."""
    return TimeNote.objects.between(first, last).filter(team__in=teams)


def timings_by_task() -> dict[str, list[Timed]]:
    """Return every answer there is, by task: of all officers, with nobody's name."""
    found: defaultdict[str, list[Timed]] = defaultdict(list)
    answered = Timing.objects.filter(minutes__isnull=False).order_by("pk")
    for code, minutes, times in answered.values_list(
        "note__version__task__code", "minutes", "note__times"
    ):
        found[code].append(Timed(minutes, times))
    return found


def timed_tasks() -> dict[str, Ratio]:
    """Return the minutes of each task that was timed enough to stand for its reference."""
    found = {code: estimate(0, timed) for code, timed in timings_by_task().items()}
    return {code: each.sampled for code, each in found.items() if each.sampled}


@dataclass(frozen=True)
class Spent:
    """What time comes to: of a team, an officer, or all; hours, except where it says minutes."""

    officers: frozenset[int]
    outside: Outside
    upward: float
    sideways: float
    times_outside: int
    released: Released

    @property
    def own(self) -> float:
        return self.outside.noted / HOUR


@dataclass(frozen=True)
class Part:
    """The rows of one team in one month, added up as far as they can be before they are joined.

    Of each officer's day the minutes outside and in all; of each kind the minutes; of each
    of support officers' own tasks who did it.
    """

    days: dict[tuple[int, date], OfficerDay]
    of_kind: dict[str, float]
    times_outside: int
    done: list[Done]  # of support officers' own tasks
    of_task: dict[str, set[int]]

    @property
    def officers(self) -> set[int]:
        return {officer for officer, _ in self.days}


def part(rows: Iterable[Row], timed: Mapping[str, Ratio]) -> Part:
    """Add rows up. Minutes that nobody said are those the task was timed at, if it was."""
    days: dict[tuple[int, date], OfficerDay] = {}
    of_kind: defaultdict[str, float] = defaultdict(float)
    of_task: defaultdict[str, set[int]] = defaultdict(set)
    times, done = 0, []
    for row in rows:
        minutes, is_outside = _minutes(row, timed), row.kind != OWN
        of_kind[row.kind] += minutes
        _add(days, (row.officer, row.on), minutes * is_outside, minutes)
        times += row.times * is_outside
        if not is_outside:
            done.append(_done(row))
            of_task[row.task].add(row.officer)
    return Part(days, of_kind, times, done, of_task)


def _add(days: dict, key: tuple[int, date], part: float, noted: float) -> None:
    held = days.get(key, OfficerDay(0.0, 0.0))
    days[key] = OfficerDay(held.outside + part, held.noted + noted)


def spent(parts: Sequence[Part], timed: Mapping[str, Ratio]) -> Spent:
    """Join parts: an officer's day for two teams is one day."""
    return Spent(
        frozenset(officer for each in parts for officer, _ in each.days),
        outside_of(parts),
        sum(each.of_kind.get(UPWARD, 0.0) for each in parts) / HOUR,
        sum(each.of_kind.get(SIDEWAYS, 0.0) for each in parts) / HOUR,
        sum(each.times_outside for each in parts),
        released((done for each in parts for done in each.done), timed),
    )


def outside_of(parts: Iterable[Part]) -> Outside:
    days: dict[tuple[int, date], OfficerDay] = {}
    for each in parts:
        for key, held in each.days.items():
            _add(days, key, held.outside, held.noted)
    return outside(days.values())


def _minutes(row: Row, timed: Mapping[str, Ratio]) -> float:
    if row.said or row.task not in timed:
        return float(row.minutes)
    return row.times * timed[row.task].value


def _done(row: Row) -> Done:
    share = row.releases / 100
    if row.said:
        return Done(row.task, row.times, 0, 0.0, row.minutes, share)
    return Done(row.task, row.times, row.times, row.minutes, 0.0, share)


class OfTask(NamedTuple):
    """One task over some parts: how often, the officers' own hours, and what it released."""

    task: str
    name: str
    times: int
    hours: float
    released: Released


def by_task(parts: Iterable[Part], timed: Mapping[str, Ratio]) -> list[OfTask]:
    """Return support officers' own tasks, those that released most first."""
    of: defaultdict[str, list[Done]] = defaultdict(list)
    for each in parts:
        for done in each.done:
            of[done.task].append(done)
    names = dict(
        TaskVersion.objects.order_by("from_on").values_list("task__code", "name")
    )
    found = [_of_task(task, names[task], done, timed) for task, done in of.items()]
    return sorted(found, key=lambda each: (-each.released.hours, each.task))


def _of_task(
    task: str, name: str, done: list[Done], timed: Mapping[str, Ratio]
) -> OfTask:
    whole = [replace(each, share=1.0) for each in done]
    return OfTask(
        task, name, sum(each.in_all for each in done), released(whole, timed).hours,
        released(done, timed),
    )  # fmt: skip
