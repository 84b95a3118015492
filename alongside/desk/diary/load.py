"""Who carries the meetings: each chair's month, and the hours of social workers by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from alongside.desk.diary.measures import Month
from alongside.desk.diary.models import Attendance, Meeting, Resource
from alongside.desk.diary.wall import at_wall
from alongside.desk.support.time_picture import Picture, Value, picture
from alongside.desk.support.time_present import present
from alongside.reckon.time_released import LEAST_OFFICERS, may_be_told

LEAST_SAID = 0.05  # hours: less would be said as 0.0
WEEKS, WEEK, DAY = 13, timedelta(weeks=1), timedelta(days=1)


class Chaired(NamedTuple):
    """What somebody chaired in a month: the meetings, and their hours."""

    name: str
    meetings: int
    hours: float


def chairs(month: Month) -> list[Chaired]:
    """Return who chaired most first, by name where this person is shown their diary."""
    rows = Attendance.objects.filter(
        role="chair", removed_at=None, meeting__in=month.stood().values("pk"),
        meeting__state=Meeting.State.HELD,
    )  # fmt: skip
    spans: defaultdict[int, list[timedelta]] = defaultdict(list)
    for each in rows.select_related("meeting"):
        comes, goes = each.stretch(each.meeting.starts_at, each.meeting.ends_at)
        spans[each.resource_id].append(goes - comes)
    shown = Resource.objects.visible_to(month.user).filter(pk__in=spans)
    names = dict(shown.values_list("pk", "name"))
    order = sorted(spans, key=lambda key: (-len(spans[key]), names.get(key, ""), key))
    return [
        Chaired(names.get(key) or f"Chair {n}", len(spans[key]), _hours(spans[key]))
        for n, key in enumerate(order, 1)
    ]


@dataclass(frozen=True)
class Attended:
    """A week of the social workers of some teams: hours in meetings, and the FTE there."""

    monday: date
    hours: float
    fte: float

    @property
    def each(self) -> float | None:
        return self.hours / self.fte if self.fte else None


def weeks(month: Month) -> list[Attended] | None:
    """Return the thirteen whole weeks up to the month's end, or to today.

    None where they would tell the time of too few social workers, or where a team of too
    few could be worked out by taking the others from all.
    """
    last = min(month.last, month.today - DAY)
    monday = last - timedelta(days=(last.weekday() + 1) % 7 + 6)
    mondays = [monday - WEEK * n for n in reversed(range(WEEKS))]
    rows = list(_attended(month, mondays[0], monday + WEEK))
    if not _told(month, {(team, worker) for team, worker, _, _ in rows}):
        return None
    spans: defaultdict[date, list[timedelta]] = defaultdict(list)
    for team, _, day, span in rows:
        if month.teams is None or team in month.teams:
            spans[day - timedelta(days=day.weekday())].append(span)
    there = _there(month, mondays)
    return [Attended(each, _hours(spans[each]), there[each]) for each in mondays]


def _attended(month: Month, first: date, until: date) -> Iterator[tuple]:
    """Yield the team and key of each worker, the day and how long they were there."""
    counted = Meeting.objects.counted_for(month.user).filter(
        state=Meeting.State.HELD, starts_at__gte=_moment(first),
        starts_at__lt=min(_moment(until), month.now),
    )  # fmt: skip
    rows = Attendance.objects.filter(
        removed_at=None, presence=Attendance.Presence.PRESENT,
        resource__worker__team__isnull=False, meeting__in=counted.values("pk"),
    )  # fmt: skip
    for each in rows.select_related("meeting", "resource__worker"):
        comes, goes = each.stretch(each.meeting.starts_at, each.meeting.ends_at)
        worker = each.resource.worker
        yield worker.team_id, worker.pk, timezone.localdate(comes), goes - comes


def _told(month: Month, who: set[tuple[int, int]]) -> bool:
    """Whether the teams chosen, or all together, are of enough social workers to be told."""
    workers: defaultdict[str, set[int]] = defaultdict(set)
    for team, worker in who:
        workers[str(team)].add(worker)
    told = may_be_told(workers)
    if month.teams is not None:
        return told.issuperset(map(str, set(month.teams) & {team for team, _ in who}))
    left = [workers[team] for team in workers.keys() - told]
    return not left or len(set().union(*left)) >= LEAST_OFFICERS


def _there(month: Month, mondays: list[date]) -> dict[date, float]:
    """The social workers there, as full-time equivalents, in the month of each Monday."""
    by_month = {}
    for monday in mondays:
        first = monday.replace(day=1)
        if first not in by_month:
            by_month[first] = present(month.user, monday.replace(day=28))
    held = ((monday, by_month[monday.replace(day=1)]) for monday in mondays)
    return {
        monday: float(found.of(found.by_team if month.teams is None else month.teams))
        for monday, found in held
    }


def drawn(found: list[Attended]) -> Picture:
    """Draw the hours each full-time social worker spent in meetings, week by week."""
    title = "Hours of meetings for each full-time social worker, by week"
    return picture("hours", title, [_value(each) for each in found])


def _value(week: Attended) -> Value:
    label, long = f"{week.monday:%-d %b}", f"Week of {week.monday:%-d %B}"
    if week.each is None:
        return Value(label, None, None, None, "–", f"{long}: no social worker there")
    if not week.hours:
        said = f"{long}: no hours, {week.fte:.1f} full-time"
        return Value(label, 0, None, None, "none", said)
    each = f"{week.each:.1f}" if week.each >= LEAST_SAID else "under 0.1"
    said = (
        f"{long}: {each} hours each, {week.hours:,.1f} in all, {week.fte:.1f} full-time"
    )
    return Value(label, week.each, None, None, each, said)


def _hours(spans: list[timedelta]) -> float:
    return sum(spans, timedelta()) / timedelta(hours=1)


def _moment(day: date) -> datetime:
    return at_wall(day, time())
