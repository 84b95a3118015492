"""What became of meetings as a workbook: each month, who chaired, and hours week by week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from statistics import median

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.diary.load import chairs, weeks
from alongside.desk.diary.measures import Line, Month
from alongside.desk.diary.meeting_kinds import kinds
from alongside.desk.said import day_said
from alongside.desk.spreadsheet import Sheet, made_by, workbook
from alongside.desk.workforce.absence_teams import months_to
from alongside.desk.workforce.models import Team
from alongside.reckon.time_released import LEAST_OFFICERS

MEETINGS = (
    ("Month", 10), ("Team", 28), ("Kind", 36), ("Held in time", 12), ("Of those due", 12),
    ("Cannot be told yet", 12), ("Moved", 10), ("Called off", 10), ("Not held", 10),
    ("Of those booked", 12), ("Quorate", 10), ("Of those held, with a quorum", 14),
    ("Minutes late", 12), ("Of minutes due", 12), ("Invited", 10),
    ("Median days from request to invitation", 16),
)  # fmt: skip
CHAIRED = (("Month", 10), ("Chair", 28), ("Meetings held", 14), ("Hours", 10))
HOURS = (
    ("Team", 28), ("Week of", 12), ("Hours in meetings", 16),
    ("FTE social workers there", 16), ("Hours each FTE", 14),
)  # fmt: skip


def measures_workbook(user: User, now: datetime) -> tuple[bytes, int]:
    """Return thirteen months within a person's reach, and how many rows there are."""
    today = timezone.localdate(now)
    months = [Month(user, first, now) for first, _ in months_to(today, 13)]
    sheets = (_meetings(months), _chaired(months), _hours(months[-1]))
    return workbook(*sheets), sum(len(sheet.rows) for sheet in sheets)


def _meetings(months: Sequence[Month]) -> Sheet:
    said = [
        "What became of meetings, by month, team and kind, "
        f"as at {day_said(months[-1].today)}.",
        "Held in time: of clocks whose last day came in the month and is over. The last "
        "month is not over.",
        made_by(months[-1].user),
    ]
    rows = [row for month in months for row in _rows(month)]
    return Sheet("Meetings", said, MEETINGS, rows)


def _rows(month: Month) -> Iterator[tuple]:
    for key, team in month.team_names():
        for code, kind in kinds().items():
            if (key, code) in month.cells:
                line = month.cells[key, code]
                yield (f"{month.first:%Y-%m}", team, kind.title, *_numbers(line))


def _numbers(line: Line) -> tuple:
    days = Decimal(str(median(line.days))) if line.days else ""
    return (
        *line.in_time, line.moved.numerator, line.cancelled.numerator,
        line.not_held.numerator, line.moved.denominator, *line.quorate[:2],
        *line.late[:2], len(line.days), days,
    )  # fmt: skip


def _chaired(months: Sequence[Month]) -> Sheet:
    said = [
        "Meetings held, by chair. A chair is named to those who are shown their diary."
    ]
    rows = [
        (f"{month.first:%Y-%m}", each.name, each.meetings, _decimal(each.hours))
        for month in months
        for each in chairs(month)
    ]
    return Sheet("Chairs", said, CHAIRED, rows)


def _hours(month: Month) -> Sheet:
    """The thirteen whole weeks up to today, of all teams together and of each."""
    said = [
        "Meetings held, and social workers who were there, in whole weeks. The full-time "
        "equivalents are those there in that month, in the team they are in today.",
        f"“Not shown”: in these weeks fewer than {LEAST_OFFICERS} social workers of the team "
        "were at meetings, or a team so small could be worked out.",
    ]
    teams = Team.objects.visible_to(month.user).active().order_by("name", "pk")
    rows = list(_of_weeks("All within your reach", month))
    for team in teams:
        theirs = Month(month.user, month.first, month.now, [team.pk])
        rows += _of_weeks(team.name, theirs)
    return Sheet("Hours by week", said, HOURS, rows)


def _of_weeks(name: str, month: Month) -> Iterator[tuple]:
    found = weeks(month)
    if found is None:
        yield (name, "Not shown", "", "", "")
    for each in found or ():
        yield (
            name, each.monday, _decimal(each.hours), _decimal(each.fte, 2),
            _decimal(each.each, 2),
        )  # fmt: skip


def _decimal(value: float | None, places: int = 1) -> Decimal | str:
    return "" if value is None else Decimal(f"{value:.{places}f}")
